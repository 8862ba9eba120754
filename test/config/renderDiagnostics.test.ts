import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/config/diagnostic.js';
import { diagnosticView } from '../../src/config/diagnosticView.js';
import { displayWidth } from '../../src/config/displayWidth.js';
import { renderDiagnostics } from '../../src/config/renderDiagnostics.js';
import { createSource } from '../../src/config/source.js';

const FILE = '/repo/bgjobs.yaml';

function at(text: string, marked: string, more: Partial<Diagnostic> = {}): { diagnostic: Diagnostic; text: string } {
  const start = text.indexOf(marked);
  const range = createSource(FILE, text).range(start, start + marked.length);
  return { diagnostic: { code: 'some-code', severity: 'error', message: 'something is wrong', range, ...more }, text };
}

function render({ diagnostic, text }: { diagnostic: Diagnostic; text: string }, color = false): string {
  return renderDiagnostics([diagnostic], { sources: new Map([[FILE, text]]), color, base: '/repo' });
}

/** The part of the source line that the carets stand under, by columns of a terminal. */
function underlined(rendered: string): string {
  const lines = rendered.split('\n');
  const caretLine = lines.findIndex((line) => /^ *\| +\^+$/.test(line));
  const source = lines[caretLine - 1] ?? '';
  const [start, end] = [lines[caretLine]?.indexOf('^') ?? 0, lines[caretLine]?.length ?? 0];
  let column = 0;
  let found = '';
  for (const character of source) {
    if (column >= start && column < end) found += character;
    column += displayWidth(character);
  }
  return found;
}

describe('renderDiagnostics', () => {
  it('shows place, code, message, frame, expectation and help', () => {
    const text = 'version: 1\nprofiles:\n  web:\n    comand: npm start\n';
    expect(render(at(text, 'comand', { expected: '`command`', suggestion: 'did you mean `command`' }))).toBe(
      [
        'bgjobs.yaml:4:5 error[some-code] something is wrong',
        '3 |   web:',
        '4 |     comand: npm start',
        '  |     ^^^^^^',
        '  = expected: `command`',
        '  = help: did you mean `command`',
      ].join('\n'),
    );
  });

  it('shows a second place', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    const source = createSource(FILE, text);
    const diagnostic: Diagnostic = {
      ...at(text, 'a: 3').diagnostic,
      range: source.range(10, 11),
      related: [{ message: 'first written here', range: source.range(0, 1) }],
    };
    expect(render({ diagnostic, text })).toBe(
      [
        'bgjobs.yaml:3:1 error[some-code] something is wrong',
        '2 | b: 2',
        '3 | a: 3',
        '  | ^',
        '  - bgjobs.yaml:1:1 first written here',
        '1 | a: 1',
        '  | ^',
      ].join('\n'),
    );
  });

  it('does without a place, and without the text', () => {
    const diagnostic: Diagnostic = { code: 'x', severity: 'warning', message: 'm', suggestion: 's' };
    expect(render({ diagnostic, text: '' })).toBe('warning[x] m\n  help: s');
    const placed = at('a: 1\n', 'a').diagnostic;
    expect(renderDiagnostics([placed], { sources: new Map(), color: false })).toBe(
      '/repo/bgjobs.yaml:1:1 error[some-code] something is wrong',
    );
    expect(renderDiagnostics([], { sources: new Map(), color: false })).toBe('');
  });

  it.each([
    ['tabs before', 'a:\t\t"x": bad\n', 'bad'],
    ['tabs within', 'a: b\tb\tb c\n', 'b\tb\tb'],
    ['wide characters', 'a: 日本語 bad 한국\n', 'bad'],
    ['wide characters within', 'a: 日本語 x\n', '日本語'],
    ['emoji', 'a: 🚀🚀 bad\n', 'bad'],
    ['combining marks', 'a: e\u0301e\u0301 bad\n', 'bad'],
    ['a byte-order mark', 'a: \ufeff bad\n', 'bad'],
    ['control characters', 'a: \u001b[31m bad \u0007\n', 'bad'],
    ['carriage returns', 'x: 1\r\na: bad\r\n', 'bad'],
    ['the end of a text without a newline', 'a: bad', 'bad'],
  ])('carets stand right with %s', (_, text, marked) => {
    const rendered = render(at(text, marked));
    expect(underlined(rendered)).toBe(marked.replaceAll('\t', '    '));
    // eslint-disable-next-line no-control-regex -- nothing that a terminal would act on may come through
    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/);
  });

  it('cuts long lines around the carets', () => {
    for (const before of [0, 50, 119, 120, 121, 5_000, 200_000]) {
      const rendered = render(at(`${'x'.repeat(before)}BAD${'y'.repeat(5_000)}\n`, 'BAD'));
      expect(underlined(rendered)).toBe('BAD');
      for (const line of rendered.split('\n')) expect(line.length).toBeLessThan(140);
    }
  });

  it('a stretch over several lines is marked to the end of its first', () => {
    expect(underlined(render(at('a: one\n  two\n', 'one\n  two')))).toBe('one');
  });

  it('colours only when asked', () => {
    const mistake = at('a: bad\n', 'bad', { expected: 'e', suggestion: 's' });
    expect(render(mistake)).not.toContain('\u001b');
    const coloured = render(mistake, true);
    expect(coloured).toContain('\u001b[1;31merror[some-code]\u001b[0m');
    // eslint-disable-next-line no-control-regex -- takes the colours out again
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(render(mistake));
  });
});

describe('diagnosticView', () => {
  it('is snake_case, and absent where it does not apply', () => {
    const { diagnostic } = at('a: bad\n', 'bad', { expected: 'e' });
    expect(diagnosticView(diagnostic)).toEqual({
      code: 'some-code',
      severity: 'error',
      message: 'something is wrong',
      file: FILE,
      line: 1,
      column: 4,
      expected: 'e',
    });
    expect(diagnosticView({ code: 'x', severity: 'warning', message: 'm' })).toEqual({
      code: 'x',
      severity: 'warning',
      message: 'm',
    });
  });
});
