import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../cli/runCli.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

interface Block {
  readonly language: string;
  /** The file it is to be written to; that of the project for YAML without a name. */
  readonly file: string | undefined;
  readonly text: string;
}

/** The code blocks of a page, those in lists included. */
function blocks(page: string): Block[] {
  const text = readFileSync(`${DOCS}${page}`, 'utf8');
  return [...text.matchAll(/^( *)```(\w+) ?(\S*)\n([\s\S]*?)^ *```$/gm)].map(
    ([, indent = '', language = '', file, body = '']) => ({
      language,
      file: file === '' || file === undefined ? undefined : file,
      text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The words of a command line on the page. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

describe('docs/policy.md', () => {
  const all = blocks('policy.md');

  it('has files and commands to try', () => {
    const count = (language: string): number => all.filter((block) => block.language === language).length;
    expect([count('yaml'), count('console'), count('json')]).toEqual([7, 9, 1]);
    expect(all.every(({ language }) => ['yaml', 'console', 'json'].includes(language))).toBe(true);
  });

  it('every file loads without a warning, and every command says what the page says', async () => {
    // What the page speaks of need not be installed here: nothing is run.
    for (const name of ['npm', 'rm', 'rg', 'git', 'env', 'pytest', 'docker', 'make']) {
      chmodSync(scratch.write(`bin/${name}`, '#!/bin/sh\n'), 0o755);
    }
    const repo = scratch.folder('repo');
    const options = { env: { PATH: join(scratch.path, 'bin') } };
    for (const block of all) {
      if (block.language !== 'console') {
        scratch.write(`repo/${block.file ?? 'bgjobs.yaml'}`, block.text);
        if (block.language !== 'yaml') continue;
        const checked = await runCli(repo, ['check', block.file ?? 'bgjobs.yaml'], options);
        expect(checked.stdout).toMatch(/^\S+: good \([^\n]*\)\n$/);
        continue;
      }
      const [command = '', ...says] = block.text.trimEnd().split('\n');
      const [name, ...args] = words(command.replace(/^\$ /, ''));
      expect(name).toBe('bgjobs');
      const run = await runCli(repo, args, options);
      expect(run.stdout.split('\n').slice(0, says.length)).toEqual(says);
    }
  });
});

describe('the pages on the policy', () => {
  it.each(['policy.md', 'security.md'])('%s: every link leads somewhere', (page) => {
    const text = readFileSync(`${DOCS}${page}`, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      const [file, anchor] = target.split('#');
      const body = file === '' ? text : readFileSync(`${DOCS}${file ?? ''}`, 'utf8');
      const anchors = [...body.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) expect(anchors, target).toContain(anchor);
    }
  });
});
