import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { constants, Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/**
 * Runs a CommonJS file with the code that V8 made of it when it ran before, kept in the user's cache folder: compiling
 * is the larger part of a start. Node does that itself from 22.8 on; for Node 20 it is done here. A cache is a gain and
 * never a need: without a folder that is ours alone, or with one that cannot be written, the file is run as it is.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off, as it does Node's own, and so do source maps, which need the loader.
 * A server that is locked down has none either: what may run there must not hang on a folder that the user can write.
 * @param args what the file is run for: each command needs other code.
 */
export function runWithCodeCache(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void {
  const folder = isLockedDown(args, env) ? undefined : cacheFolder(args[0] === 'serve' ? 'serve' : 'other', env);
  // Of Node 22.8; the types are those of the oldest Node that we support.
  const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => void };
  if (folder !== undefined && enableCompileCache === undefined) {
    runCached(file, join(folder, `${crc32(file).toString(16)}-${process.version}`));
    return;
  }
  if (folder !== undefined) enableCompileCache?.(folder);
  createRequire(file)(file);
}

/** Whether a person has drawn a line that the file, and whoever writes as this user, must not move. */
function isLockedDown(args: readonly string[], env: Readonly<Record<string, string | undefined>>): boolean {
  return env.BGJOBS_POLICY !== undefined || args.some((word) => /^--(?:locked|pin|policy)(?:=|$)/.test(word));
}

/** A folder that nobody else can write to: whoever writes there decides what we run. */
function cacheFolder(name: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined || process.sourceMapsEnabled) return undefined;
  const base = env.XDG_CACHE_HOME ?? (env.HOME === undefined ? '' : join(env.HOME, '.cache'));
  if (!isAbsolute(base)) return undefined;
  const folder = join(base, 'bgjobs', name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const isOurs = [dirname(folder), folder].every((path) => {
      const { uid, mode } = statSync(path);
      return uid === process.getuid?.() && (mode & 0o022) === 0;
    });
    return isOurs ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** How long after its start a server has called all that a start needs, milliseconds. */
const SETTLED_MS = 3_000;

function runCached(file: string, cacheFile: string): void {
  const bytes = readFileSync(file);
  const cachedData = readCache(cacheFile, bytes);
  // The build writes ASCII, which takes half the memory of other text.
  const script = new Script(module.wrap(bytes.toString('latin1')), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // Another version of V8, or other flags, refuse what is kept.
  if (cachedData === undefined || script.cachedDataRejected === true) {
    // Later V8 drops the code of what ran once.
    const write = (): void => {
      clearTimeout(timer);
      process.off('exit', write);
      writeCache(cacheFile, bytes, script.createCachedData());
    };
    const timer = setTimeout(write, SETTLED_MS).unref();
    process.on('exit', write);
  }
  const run = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  const own = { exports: {} };
  run.call(own.exports, own.exports, createRequire(file), own, file, dirname(file));
}

/** What is kept comes behind the checksums of its source and of itself: V8 takes damaged code, and that of any source of the same length. */
function readCache(cacheFile: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(cacheFile);
    const data = kept.subarray(SEAL_BYTES);
    return kept.subarray(0, SEAL_BYTES).equals(seal(source, data)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Written aside and renamed: another server may be reading it. */
function writeCache(cacheFile: string, source: Buffer, data: Buffer): void {
  const aside = `${cacheFile}.${process.pid}`;
  try {
    const fd = openSync(aside, 'wx', 0o600);
    try {
      // One after the other: put together they would be in memory twice.
      for (const part of [seal(source, data), data]) writeFileSync(fd, part);
    } finally {
      closeSync(fd);
    }
    renameSync(aside, cacheFile);
  } catch {
    rmSync(aside, { force: true });
  }
}

const SEAL_BYTES = 8;

function seal(source: Buffer, data: Buffer): Buffer {
  const sums = Buffer.alloc(SEAL_BYTES);
  sums.writeUInt32LE(crc32(source), 0);
  sums.writeUInt32LE(crc32(data), 4);
  return sums;
}
