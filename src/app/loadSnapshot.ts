import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import { loadConfig, type LoadResult } from '../config/loadConfig.js';
import { NO_OVERRIDES, type Overrides } from '../config/overrides.js';
import { readConfigFile } from '../config/readConfigFile.js';
import { err, ok, type Result } from '../lib/result.js';
import type { CompiledPolicy } from '../policy/compiledPolicy.js';
import { compilePolicy } from '../policy/compilePolicy.js';
import { localPolicyHost } from '../policy/localPolicyHost.js';
import { splitWords } from '../policy/splitWords.js';

/** A file that is good from end to end. Warnings may remain. */
export interface LoadedFile {
  readonly config: Config;
  readonly policy: CompiledPolicy;
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
  /** Where its values are written. */
  readonly written: LoadResult['written'];
}

/** A file that is not: every mistake in it, and its text for the code frames (absent when it could not be read). */
export interface BrokenFile {
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string | undefined;
  readonly digest: string | undefined;
  /** There is no such file. */
  readonly missing: boolean;
}

/** Reads, validates and compiles one file, aside from what is in force. Reads nothing else and starts nothing. */
export function loadSnapshotFile(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = NO_OVERRIDES,
): Result<LoadedFile, BrokenFile> {
  const read = readConfigFile(file);
  if (!read.ok) {
    const missing = read.error.code === 'file-missing';
    return err({ diagnostics: [read.error], text: undefined, digest: undefined, missing });
  }
  return loadSnapshotText(file, read.value.bytes, env, overrides);
}

/** The same for bytes that are at hand, as if they stood in the file. */
export function loadSnapshotText(
  file: string,
  bytes: Uint8Array,
  env: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = NO_OVERRIDES,
): Result<LoadedFile, BrokenFile> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const text = new TextDecoder().decode(bytes);
  const root = realFolder(file);
  const loaded = loadConfig({ file, bytes }, { env, splitWords, root, overrides });
  const section = loaded.policyToCheck;
  const compiled = section && compilePolicy(section, localPolicyHost({ root, path: section.path ?? pathFolders(env) }));
  const found = compiled?.diagnostics ?? [];
  const diagnostics = [
    ...loaded.diagnostics,
    ...(loaded.policy === undefined ? found.filter((one) => isNews(one, loaded.diagnostics)) : found),
  ].sort((a, b) => offsetOf(a) - offsetOf(b));
  const broken = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if (broken || loaded.config === undefined || compiled === undefined) {
    return err({ diagnostics, text, digest, missing: false });
  }
  return ok({ config: loaded.config, policy: compiled.policy, digest, diagnostics, text, written: loaded.written });
}

/** In the order of the file; what has no place in it comes last. */
function offsetOf({ range }: Diagnostic): number {
  return range?.start.offset ?? Number.MAX_SAFE_INTEGER;
}

/** Beside a mistake in the policy: what is wrong whatever becomes of that mistake, and stands elsewhere. */
function isNews({ severity, range }: Diagnostic, known: readonly Diagnostic[]): boolean {
  return severity === 'error' && !known.some((other) => other.range?.start.offset === range?.start.offset);
}

/** The real path of the folder that holds a file; the path as it stands when the folder is gone. */
export function realFolder(file: string): string {
  const folder = dirname(file);
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** The folders of the server's own PATH. */
export function pathFolders(env: Readonly<Record<string, string | undefined>>): string[] {
  return (env.PATH ?? '').split(':');
}
