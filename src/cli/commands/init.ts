import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_FAILED, EXIT_OK, type Command } from '../command.js';
import type { Detector } from '../init/findings.js';
import { firstFile } from '../init/firstFile.js';
import { cargo, compose, goModule, makefile, pyproject } from '../init/otherProjects.js';
import { packageJson } from '../init/packageJson.js';

/** In the order in which their names win. */
const DETECTORS: readonly Detector[] = [packageJson, makefile, pyproject, cargo, goModule, compose];

/** `bgjobs init`: a first file for what is in the folder. Never overwrites. */
export const init: Command = {
  name: 'init',
  summary: 'write a first bgjobs.yaml for what is in this folder',
  usage: 'bgjobs init [--print]',
  help: [
    'Looks at package.json, Makefile, pyproject.toml, Cargo.toml, go.mod and compose files. Never overwrites a file;',
    '`--print` writes to the terminal instead. Nothing is run.',
  ].join('\n'),
  options: { print: { type: 'boolean' } },
  positionals: 0,
  run(values, _positionals, io) {
    const findings = DETECTORS.flatMap((detect) => detect((name) => readText(join(io.cwd, name))) ?? []);
    const text = firstFile(findings, existsSync(join(io.cwd, '.git')));
    if (values.print === true) {
      io.stdout.write(text);
      return EXIT_OK;
    }
    const present = ['bgjobs.yaml', 'bgjobs.yml'].find((name) => isThere(join(io.cwd, name)));
    if (present !== undefined) {
      io.stderr.write(
        `bgjobs init: ${present} is there already and stays as it is; \`bgjobs init --print\` shows a new one\n`,
      );
      return EXIT_FAILED;
    }
    const file = join(io.cwd, 'bgjobs.yaml');
    try {
      // `wx`: a file that appears meanwhile is not overwritten either.
      writeFileSync(file, text, { flag: 'wx' });
    } catch (error) {
      io.stderr.write(`bgjobs init: cannot write ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
      return EXIT_FAILED;
    }
    const sources = findings.map((found) => found.source).join(', ');
    io.stdout.write(`wrote ${file}${sources === '' ? '' : ` from ${sources}`}\nnext: bgjobs check\n`);
    return EXIT_OK;
  },
};

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
