import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['lib', 'config', 'policy', 'jobs'];

/** Compiles the sources that the jobs need into a folder, so that a process of its own can run them. */
export function buildJobs(target: string): void {
  for (const folder of FOLDERS) {
    const files = readdirSync(join(TOP, 'src', folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const source = readFileSync(join(TOP, 'src', folder, file), 'utf8');
      const compilerOptions = {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      };
      const output = join(target, folder, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, ts.transpileModule(source, { compilerOptions }).outputText);
    }
  }
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  symlinkSync(join(TOP, 'node_modules'), join(target, 'node_modules'));
}
