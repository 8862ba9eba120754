// Compiles src into dist, and bundles the command line into one file: Node then reads that and not six hundred, and can
// keep the code that V8 made of it. The library stays as single modules. Source maps lead back to src.
// `--if-stale` does nothing when dist is newer than everything it is made from.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const top = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(top, 'dist', '.built');
const sources = ['src', 'schema', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'];

/** CommonJS loads what it imports of Node at once, and HTTP/2 is for a library of `serve --http` alone. */
const lateHttp2 = {
  name: 'late-http2',
  resolveId: (id) => (/^(node:)?http2$/.test(id) ? '\0http2' : null),
  load: (id) =>
    id === '\0http2'
      ? "export const { constants, Http2ServerRequest } = process.getBuiltinModule('node:http2');"
      : null,
};

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);

const startedAt = new Date();
if (!process.argv.includes('--if-stale')) rmSync(join(top, 'dist'), { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
compile(['--emitDeclarationOnly']);
removeInnerDeclarations();
// What comments say stands in the declarations already, and the package is to be small.
compile(['--noCheck', '--removeComments', '--declaration', 'false', '--declarationMap', 'false']);
// The reaper is started by its path, so that it needs a file of its own beside the bundle.
await bundle('esm', { cli: 'src/cli.ts', reaperMain: 'src/jobs/reaperMain.ts' });
// CommonJS, as only that can be run with code that V8 made before; see src/cli/codeCache.ts.
await bundle('cjs', { program: 'src/cli/program.ts' });
chmodSync(join(top, 'dist', 'cli.js'), 0o755);
writeFileSync(stamp, startedAt.toISOString());

function compile(options) {
  const args = [tsc, '-p', 'tsconfig.build.json', ...options];
  const compiled = spawnSync(process.execPath, args, { cwd: top, stdio: ['ignore', 2, 2] });
  if (compiled.status !== 0) process.exit(compiled.status ?? 1);
}

/** Declarations that `index.d.ts` does not lead to are of use to nobody: three quarters of their bytes. */
function removeInnerDeclarations() {
  const dist = join(top, 'dist');
  const reached = new Set();
  const reach = (file) => {
    if (reached.has(file) || !existsSync(file)) return;
    reached.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+)\.js['"]/g)) {
      reach(join(dirname(file), `${path}.d.ts`));
    }
  };
  reach(join(dist, 'index.d.ts'));
  for (const name of readdirSync(dist, { recursive: true })) {
    const file = join(dist, name);
    const declaration = file.replace(/\.map$/, '');
    if (declaration.endsWith('.d.ts') && !reached.has(declaration)) rmSync(file);
  }
}

async function bundle(format, input) {
  const built = await rolldown({
    input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(top, file)])),
    platform: 'node',
    tsconfig: join(top, 'tsconfig.json'),
    logLevel: 'warn',
    plugins: [lateHttp2],
  });
  const ending = format === 'cjs' ? 'cjs' : 'js';
  await built.write({
    dir: join(top, 'dist'),
    format,
    sourcemap: true,
    entryFileNames: `[name].${ending}`,
    chunkFileNames: `chunk-[name]-[hash].${ending}`,
    // One file, whose parts run when they are first imported.
    ...(format === 'cjs' ? { codeSplitting: false } : {}),
    // Comments and blanks go; names stay, for whoever reads a stack trace.
    minify: {
      compress: format === 'cjs',
      mangle: format === 'cjs' ? { keepNames: { function: true, class: true } } : false,
      codegen: { removeWhitespace: true },
    },
  });
  await built.close();
  // As ASCII, a text takes half of V8's memory. What is not stands in strings and patterns, where an escape is the same.
  if (format === 'cjs') rewrite(join(top, 'dist', `${Object.keys(input)[0]}.cjs`), escapeAll);
}

function rewrite(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function escapeAll(code) {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.every((source) => newest(join(top, source)) <= built);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
