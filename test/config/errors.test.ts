import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSnapshotText } from '../../src/app/loadSnapshot.js';
import type { Diagnostic } from '../../src/config/diagnostic.js';
import { diagnosticCodes } from '../../src/config/diagnosticCodes.js';
import { findConfig } from '../../src/config/findConfig.js';
import { readConfigFile } from '../../src/config/readConfigFile.js';
import { createSandbox } from './sandbox.js';

interface Section {
  readonly code: string;
  readonly body: string;
  readonly blocks: readonly { readonly info: string; readonly text: string }[];
}

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const sections = readSections(page);
const sandbox = createSandbox();
afterAll(() => sandbox.remove());

describe('docs/errors.md', () => {
  it('has a section for every code, and for no other', () => {
    expect(sections.map((section) => section.code).sort()).toEqual(Object.keys(diagnosticCodes).sort());
  });

  it('says of each code what it means and what to do', () => {
    for (const { body } of sections) {
      expect(body).toMatch(/^\n[^\n`#]|^\n`/);
      expect(body).toMatch(/\*\*Fix\.\*\* ./);
    }
  });

  it('covers at least 40 mistakes', () => {
    const mistakes = sections.flatMap((section) => section.blocks.filter((block) => block.info === 'text'));
    expect(mistakes.length).toBeGreaterThanOrEqual(40);
  });

  for (const { code, blocks } of sections) {
    blocks.forEach((block, index) => {
      const next = blocks[index + 1];
      if (block.info === 'yaml') {
        it(`${code}: example ${index} yields the text beside it`, () => {
          const { diagnostics } = sandbox.load(block.text);
          expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
          expect(sandbox.render(diagnostics, block.text)).toBe(next?.text.trimEnd());
        });
      }
      if (block.info === 'yaml fixed') {
        it(`${code}: fix ${index} is clean`, () => {
          expect(sandbox.render(sandbox.load(block.text).diagnostics, block.text)).toBe('');
        });
      }
      if (block.info === 'text' && blocks[index - 1]?.info !== 'yaml') {
        it(`${code}: yields its text`, () => {
          const [diagnostics, text] = OUTSIDE_THE_TEXT[code]?.() ?? [[], undefined];
          expect(sandbox.render(diagnostics, text)).toBe(block.text.trimEnd());
        });
      }
    });
  }
});

/** How the mistakes come about that no text can show. */
const OUTSIDE_THE_TEXT: Readonly<Record<string, () => [readonly Diagnostic[], string | undefined]>> = {
  'file-missing': () => [fault(sandbox.file), undefined],
  'file-not-regular': () => [fault(join(sandbox.root, 'packages')), undefined],
  'file-too-large': () => {
    writeFileSync(sandbox.file, '#'.repeat(256 * 1024 + 1));
    const found = fault(sandbox.file);
    rmSync(sandbox.file);
    return [found, undefined];
  },
  'two-files': () => {
    const other = join(sandbox.root, 'bgjobs.yml');
    for (const file of [sandbox.file, other]) writeFileSync(file, 'version: 1\n');
    const { diagnostics } = findConfig({ flag: undefined, envVar: undefined, cwd: sandbox.root });
    for (const file of [sandbox.file, other]) rmSync(file);
    return [diagnostics, undefined];
  },
  'not-utf8': () => {
    const bytes = Buffer.concat([Buffer.from('version: 1\n# caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
    return [sandbox.load(bytes).diagnostics, bytes.toString('utf8')];
  },
};

describe('rules of the policy', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (error|warning) +\| `([^`]+)` +\|/gm)];

  it('have rows', () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows.map(([, code = '', severity = '', example = '']) => [code, severity, example] as const))(
    '%s is a %s: %s',
    (code, severity, example) => {
      const bytes = Buffer.from(`version: 1\npolicy: { ${example} }\n`);
      const loaded = loadSnapshotText(sandbox.file, bytes, { PATH: process.env.PATH });
      const { diagnostics } = loaded.ok ? loaded.value : loaded.error;
      expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.severity])).toEqual([[code, severity]]);
    },
  );
});

describe('what no example can show', () => {
  it('a file that cannot be opened', () => {
    const file = join(sandbox.root, 'circle.yaml');
    symlinkSync(file, file);
    expect(fault(file)).toMatchObject([{ code: 'file-unreadable', message: `\`${file}\` cannot be read: ELOOP` }]);
    rmSync(file);
  });

  it('a path below a file, and a folder', () => {
    writeFileSync(sandbox.file, 'version: 1\n');
    expect(fault(join(sandbox.file, 'x.yaml'))[0]?.code).toBe('file-missing');
    rmSync(sandbox.file);
    mkdirSync(sandbox.file);
    expect(fault(sandbox.file)[0]?.code).toBe('file-not-regular');
    rmSync(sandbox.file, { recursive: true });
  });

  it('more mistakes than anybody reads are counted', () => {
    const text = `version: 1\nprofiles:\n${Array.from({ length: 150 }, (_, index) => `  p${index}: {comand: x}\n`).join('')}`;
    const { diagnostics } = sandbox.load(text);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)).toMatchObject({ code: 'more-mistakes', message: '50 more mistakes are not shown' });
  });

  it('so are warnings, and an error behind them is still one', () => {
    const profiles = Array.from({ length: 120 }, (_, index) => `  p${index}: {command: x, params: {a: {}}}\n`).join('');
    const warned = sandbox.load(`version: 1\nprofiles:\n${profiles}`);
    expect(warned.diagnostics.at(-1)).toMatchObject({
      code: 'more-warnings',
      message: '20 more warnings are not shown',
    });
    expect(warned.config).toBeDefined();
    const broken = sandbox.load(`version: 1\nprofiles:\n${profiles}  last: {command: a | b}\n`);
    expect(broken.diagnostics.at(-1)).toMatchObject({ code: 'more-mistakes', severity: 'error' });
    expect(broken.config).toBeUndefined();
  });
});

function fault(file: string): Diagnostic[] {
  const read = readConfigFile(file);
  return read.ok ? [] : [read.error];
}

function readSections(text: string): Section[] {
  return text
    .split(/^### `/m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...rest] = section.split('\n');
      const body = rest.join('\n');
      const blocks = [...body.matchAll(/^```(\w[\w ]*)\n([^]*?)^```$/gm)].map(([, info = '', content = '']) => ({
        info,
        text: content,
      }));
      return { code: heading.replace(/`$/, ''), body, blocks };
    });
}
