import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { startEditor, type Editor } from './languageServer.js';

const top = new URL('../../', import.meta.url);
const MODELINE = '# yaml-language-server: $schema=./bgjobs.schema.json';

let scratch: Scratch;
let editor: Editor;
beforeAll(async () => {
  scratch = makeScratch();
  copyFileSync(new URL('schema/bgjobs.schema.json', top), join(scratch.path, 'bgjobs.schema.json'));
  editor = await startEditor(scratch.path);
});
afterAll(async () => {
  await editor.close();
  scratch.remove();
});

/** Opens a file whose first line is the modeline. */
async function open(name: string, text: string) {
  const whole = `${MODELINE}\n${text}`;
  const path = scratch.write(name, whole);
  return { path, lines: whole.split('\n'), diagnostics: await editor.open(path, whole) };
}

describe('an editor with yaml-language-server', () => {
  it('finds nothing in a good file', async () => {
    const example = readFileSync(new URL('bgjobs.yaml.example', top), 'utf8').replace(/^#.*\n/, '');
    expect((await open('good.yaml', example)).diagnostics).toEqual([]);
  });

  it('shows what is wrong, and where', async () => {
    const text = 'version: 1\nprofiles:\n  web:\n    comand: npm start\n    type: daemon\n';
    const { diagnostics } = await open('bad.yaml', text);
    const at = (line: number): string[] =>
      diagnostics.filter(({ range }) => range.start.line === line).map(({ message }) => message);
    expect(at(4).join()).toContain('comand');
    expect(at(5).join()).toMatch(/task.*service|service.*task/);
  });

  it('completes keys and values', async () => {
    const text = 'version: 1\nprofiles:\n  web:\n    command: npm start\n    \n    type: \n';
    const { path } = await open('half.yaml', text);
    expect(await editor.complete(path, 5, 4)).toEqual(expect.arrayContaining(['description', 'ready', 'timeout']));
    expect(await editor.complete(path, 6, 10)).toEqual(expect.arrayContaining(['task', 'service']));
  });

  it('explains a key', async () => {
    const { path } = await open('hover.yaml', 'version: 1\nlimits:\n  max_jobs: 3\n');
    expect(await editor.hover(path, 3, 4)).toContain('Jobs running at once');
  });
});
