// Writes what is generated from a single source: `npm run generate`. With `--check` it writes nothing and fails when
// something is stale; `--only NAME` (repeatable) runs one of them.
// Every module in scripts/generate/ default-exports `async ({ root, read }) => [{ file, text }]`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = new URL('generate/', import.meta.url);
const check = process.argv.includes('--check');
const only = process.argv.flatMap((word, index, all) => (all[index - 1] === '--only' ? [`${word}.mjs`] : []));

const read = (file) => readFile(join(root, file), 'utf8');
const readIfThere = (file) =>
  read(file).catch((error) => (error.code === 'ENOENT' ? undefined : Promise.reject(error)));

const names = (await readdir(fileURLToPath(modules))).filter((name) => name.endsWith('.mjs') && !name.startsWith('_'));
let stale = 0;
for (const name of names.sort()) {
  if (only.length > 0 && !only.includes(name)) continue;
  const { default: generate } = await import(pathToFileURL(join(fileURLToPath(modules), name)).href);
  for (const { file, text } of await generate({ root, read })) {
    const path = join(root, file);
    const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path });
    if ((await readIfThere(file)) === wanted) continue;
    if (check) {
      stale += 1;
      console.error(`${file} is stale; run \`npm run generate\``);
    } else {
      await writeFile(path, wanted);
      console.log(`wrote ${file}`);
    }
  }
}
process.exitCode = stale > 0 ? 1 : 0;
