import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.js';

const sandbox = createSandbox();
afterAll(() => sandbox.remove());

const example = readFileSync(new URL('../../bgjobs.yaml.example', import.meta.url), 'utf8');
const mistakes = [
  ...readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').matchAll(/^```yaml[ \w]*\n([^]*?)^```$/gm),
].map((match) => match[1] ?? '');
const SEEDS = [example, ...mistakes];
// eslint-disable-next-line no-control-regex -- these are what must never come through
const ACTED_ON_BY_TERMINALS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Either it loads, or it yields errors; whatever is told stands inside the text; and it can be shown. */
function holds(bytes: Uint8Array): void {
  const text = new TextDecoder().decode(bytes);
  const { config, diagnostics } = sandbox.load(bytes);
  expect(config === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  const lines = text.split('\n');
  for (const { range, related = [], message } of diagnostics) {
    for (const place of [range, ...related.map((one) => one.range)]) {
      if (place === undefined) continue;
      expect(place.start.offset).toBeGreaterThanOrEqual(0);
      expect(place.end.offset).toBeGreaterThanOrEqual(place.start.offset);
      expect(place.end.offset).toBeLessThanOrEqual(text.length);
      for (const { line, column, offset } of [place.start, place.end]) {
        const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
        expect(before + column - 1).toBe(offset);
        expect(column - 1).toBeLessThanOrEqual(lines[line - 1]?.length ?? -1);
      }
    }
    expect(message).not.toMatch(/[\n\r]|\.$/);
  }

  expect(sandbox.render(diagnostics, text)).not.toMatch(ACTED_ON_BY_TERMINALS);
}

/** Bits of YAML and of the format, put together in any order. */
const fragment = fc.constantFrom(
  ...[
    'version: 1',
    'profiles:',
    'policy:',
    'limits:',
    'defaults:',
    'command:',
    'shell:',
    'ready:',
    'params:',
    'env:',
    'allow:',
    'cwd:',
    'x-a:',
    '<<:',
    'web:',
  ],
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\n      ',
    '\r\n',
    '\t',
    ' ',
    '- ',
    '? ',
    ': ',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    '|\n',
    '>-\n',
    '---',
    '...',
    '#',
    '"',
    "'",
  ],
  ...[
    'npm test',
    '30',
    '30s',
    'none',
    'null',
    '~',
    'true',
    '1e3',
    '.nan',
    '.inf',
    '${params.x}',
    '${env.HOME}',
    '${',
    '$$',
    '$A',
    '*',
    '**',
    '\\',
    '\0',
    '\u001b',
    '\ufeff',
    '😀',
    'é',
    '\ud800',
  ],
);

/** A seed with a stretch removed, doubled, moved or replaced. */
const mutation = fc
  .record({
    seed: fc.constantFrom(...SEEDS),
    edits: fc.array(
      fc.record({
        at: fc.nat(),
        length: fc.nat(12),
        text: fc.oneof(fragment, fc.string({ maxLength: 6 }), fc.constant('')),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({ seed, edits }) =>
    edits.reduce((text, { at, length, text: insert }) => {
      const start = text.length === 0 ? 0 : at % text.length;
      return text.slice(0, start) + insert + text.slice(start + length);
    }, seed),
  );

/** JSON whose keys and texts are mostly those of the format. */
const likeAFile = (() => {
  const words = [...new Set(example.match(/[a-zA-Z_]+(?=:)/g))];
  const names = ['valueOf', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 'length', 'web', 'x-a', '', '0'];
  const key = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...names) },
  );
  const texts = [
    'npm test',
    'a | b',
    '30s',
    'none',
    '${params.web}',
    '${env.HOME}',
    '.',
    'ready',
    'task',
    '(',
    '200-399',
    '1-0',
    '*',
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(...texts),
    fc.constantFrom<unknown>(0, 1, -1, 1.5, 3000, 1e99, true, null, [], {}),
  );
  const { map } = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      tie('map'),
    ),
    map: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
  }));
  return map;
})();

describe('any text at all either loads or is told what is wrong', () => {
  it('bytes', () => {
    const aNulInABlockHeader = Uint8Array.from([62, 0]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => holds(bytes)),
      { examples: [[aNulInABlockHeader]] },
    );
  });

  it('characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => holds(Buffer.from(text))));
  });

  it('bits of the format', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (bits) => holds(Buffer.from(`version: 1\n${bits.join('')}`))),
      { numRuns: 600 },
    );
  });

  it('mutations of the examples', () => {
    fc.assert(
      fc.property(mutation, (text) => holds(Buffer.from(text))),
      { numRuns: 600 },
    );
  });

  it('any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('limits', 'defaults', 'policy', 'profiles', 'x-y'), (value, key) =>
        holds(Buffer.from(JSON.stringify({ version: 1, [key]: value }))),
      ),
      { numRuns: 300 },
    );
  });

  it('the keys of the format and the names of objects, in any nesting', () => {
    fc.assert(
      fc.property(likeAFile, (value) => holds(Buffer.from(JSON.stringify({ version: 1, ...value })))),
      { numRuns: 600 },
    );
  });

  it('any JSON in the place of any value of the example', () => {
    const lines = example.split('\n');
    const places = lines.flatMap((line, index) => (/^\s*(- )?[a-z_]+: [^&|#]/.test(line) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (index, value) => {
        const changed = lines.map((line, at) =>
          at === index
            ? line.replace(/^(\s*(?:- )?[a-z_]+: ).*$/, `$1${JSON.stringify(value).replaceAll('$', '$$$$')}`)
            : line,
        );
        holds(Buffer.from(changed.join('\n')));
      }),
      { numRuns: 400 },
    );
  });
});

describe('texts that are made to hurt', () => {
  const ONE_FILE = 256 * 1024;
  const repeat = (bit: string): string => bit.repeat(Math.floor((ONE_FILE - 20) / bit.length));
  const nested = (levels: number): string =>
    Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:\n`).join('');

  it.each([
    ['brackets', repeat('[')],
    ['braces', repeat('{a: ')],
    ['brackets in pairs', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['dashes', repeat('- ')],
    ['question marks', repeat('? ')],
    ['dashes and brackets', repeat('- [')],
    ['deep blocks', nested(700)],
    ['deep lists', Array.from({ length: 700 }, (_, level) => `${' '.repeat(level)}-\n`).join('')],
    ['many keys', Array.from({ length: 30_000 }, (_, index) => `k${index}:\n`).join('')],
    ['one key again and again', repeat('a: 1\n')],
    [
      'many profiles that are wrong',
      `version: 1\nprofiles:\n${Array.from({ length: 9_000 }, (_, index) => `  p${index}: {x: 1, y: 2}\n`).join('')}`,
    ],
    [
      'many rules',
      `version: 1\npolicy:\n  allow:\n${repeat('    - a b\n').slice(0, 200_000)}`.replace(/\n[^\n]*$/, '\n'),
    ],
    [
      'a long circle of dependencies',
      `version: 1\nprofiles:\n${Array.from({ length: 4_000 }, (_, index) => `  p${index}: {command: x, depends_on: {p${(index + 1) % 4_000}: started}}\n`).join('')}`,
    ],
    ['many aliases', `version: 1\nx-a: &a [1]\nx-b:\n${repeat('  - *a\n')}`],
    [
      'a bomb',
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 9 }, (_, level) => `a${level}: &b${level} [${Array.from({ length: 10 }, () => (level === 0 ? '*a' : `*b${level - 1}`)).join(',')}]\n`).join('')}`,
    ],
    [
      'a bomb of merges',
      `version: 1\nx-0: &m0 {${Array.from({ length: 40 }, (_, index) => `k${index}: 1`).join(', ')}}\n${Array.from({ length: 9 }, (_, level) => `x-${level + 1}: &m${level + 1} {${Array.from({ length: 1 }, () => `<<: [${Array.from({ length: 10 }, () => `*m${level}`).join(', ')}]`).join()}}\n`).join('')}`,
    ],
    ['references', `version: 1\nprofiles: {a: {command: "${repeat('${').slice(0, 200_000)}"}}`],
    ['dollars', `version: 1\nprofiles: {a: {command: "${repeat('$$').slice(0, 200_000)}"}}`],
    ['quotes', repeat('"')],
    ['a long line', `version: 1\nprofiles: {a: {command: ${'x'.repeat(200_000)}|}}`],
    ['a long name', `version: 1\n${'k'.repeat(1_000)}: 1\n`],
    ['a pattern', `version: 1\nprofiles: {a: {command: x, ready: {log: {pattern: "${'(a*)*'.repeat(150)}b"}}}}`],
    ['a long pattern', `version: 1\nprofiles: {a: {command: x, ready: {log: {pattern: "${'(a*)*'.repeat(30_000)}"}}}}`],
    ['anchors without end', repeat('&a ')],
    ['tags', repeat('!a ')],
    ['comments', repeat('#\n')],
    ['tabs', repeat('\t')],
    ['carriage returns', repeat('\r')],
  ])('%s', (_, text) => {
    // The rig's own limit of 60 s is the only clock here; each of these takes about a second at most.
    holdsQuickly(Buffer.from(text));
  });
});

/** As `holds`, without the checks that take long themselves on large texts. */
function holdsQuickly(bytes: Uint8Array): void {
  const { config, diagnostics } = sandbox.load(bytes);
  expect(config === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  expect(diagnostics.length).toBeLessThanOrEqual(101);
  for (const { range } of diagnostics) expect(range?.end.offset ?? 0).toBeLessThanOrEqual(bytes.length);
  expect(sandbox.render(diagnostics, Buffer.from(bytes).toString('utf8')).length).toBeLessThan(200_000);
}
