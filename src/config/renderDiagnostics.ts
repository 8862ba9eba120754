import { relative, sep } from 'node:path';
import { codeFrame, gutterWidth, type FramePaint } from './codeFrame.js';
import type { Diagnostic, SourceRange } from './diagnostic.js';
import { visible } from './inTicks.js';

/** How diagnostics are shown. */
export interface RenderOptions {
  /** The text of each file that diagnostics speak of, by absolute path. Without it there is no code frame. */
  readonly sources: ReadonlyMap<string, string>;
  /** Whether to use ANSI colours. */
  readonly color: boolean;
  /** A folder; files below it are shown relative to it. */
  readonly base?: string;
}

interface Paint extends FramePaint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bold: (text: string) => string;
}

/**
 * The text that people see: for each diagnostic its place, severity, code and message, a code frame, what was expected
 * and what to do. Ends without a newline; empty when there are none.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const paint = options.color ? COLOURS : PLAIN;
  return diagnostics.map((diagnostic) => renderOne(diagnostic, options, paint).join('\n')).join('\n\n');
}

function renderOne(diagnostic: Diagnostic, options: RenderOptions, paint: Paint): string[] {
  const { range, severity, related = [] } = diagnostic;
  const place = range === undefined ? '' : `${paint.bold(placeOf(range, options))} `;
  const head = `${place}${paint[severity](`${severity}[${diagnostic.code}]`)} ${paint.bold(visible(diagnostic.message))}`;
  const ranges = [...(range === undefined ? [] : [range]), ...related.map((one) => one.range)];
  const gutter = gutterWidth(ranges);
  const notes = [
    ...(diagnostic.expected === undefined ? [] : [`expected: ${diagnostic.expected}`]),
    ...(diagnostic.suggestion === undefined ? [] : [`help: ${diagnostic.suggestion}`]),
  ];
  const noteIndent = range === undefined ? '  ' : `${' '.repeat(gutter)} ${paint.gutter('=')} `;
  return [
    head,
    ...(range === undefined ? [] : frame(range, options, gutter, { ...paint, carets: paint[severity] })),
    ...related.flatMap((one) => [
      `${' '.repeat(gutter)} ${paint.gutter('-')} ${placeOf(one.range, options)} ${visible(one.message)}`,
      ...frame(one.range, options, gutter, { ...paint, carets: paint.gutter }),
    ]),
    ...notes.map((note) => `${noteIndent}${visible(note)}`),
  ];
}

function frame(range: SourceRange, options: RenderOptions, gutter: number, paint: FramePaint): string[] {
  const text = options.sources.get(range.file);
  return text === undefined || text.trim() === '' ? [] : codeFrame(text, range, gutter, paint);
}

function placeOf(range: SourceRange, options: RenderOptions): string {
  const { base } = options;
  const below = base === undefined ? undefined : relative(base, range.file);
  const file = below === undefined || below === '' || below.startsWith(`..${sep}`) ? range.file : below;
  return `${visible(file)}:${range.start.line}:${range.start.column}`;
}

const plain = (text: string): string => text;
const sgr =
  (code: string) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;

const PLAIN: Paint = { error: plain, warning: plain, bold: plain, gutter: plain, carets: plain };
const COLOURS: Paint = {
  error: sgr('1;31'),
  warning: sgr('1;33'),
  bold: sgr('1'),
  gutter: sgr('34'),
  carets: sgr('1;31'),
};
