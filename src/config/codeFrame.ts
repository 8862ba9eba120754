import type { SourceRange } from './diagnostic.js';
import { characterWidth } from './displayWidth.js';
import { visible } from './inTicks.js';

const TAB = '    ';
/** Columns of a source line that are shown; what is longer is cut around the carets. */
const WIDEST = 120;

/** One stretch of a line, as it is shown: tabs as four spaces, control characters made visible. */
interface ShownLine {
  readonly text: string;
  /** Columns before the carets. */
  readonly indent: number;
  /** How many carets, one at least. */
  readonly carets: number;
}

/** How the parts of a frame are coloured. */
export interface FramePaint {
  readonly gutter: (text: string) => string;
  readonly carets: (text: string) => string;
}

/** The number of digits that line numbers of these ranges need. */
export function gutterWidth(ranges: readonly SourceRange[]): number {
  return Math.max(1, ...ranges.map((range) => String(range.start.line).length));
}

/**
 * The lines of a code frame: the line before (when it is not empty), the line that is meant, and carets under it.
 * Carets stand right also behind tabs and wide characters.
 */
export function codeFrame(text: string, range: SourceRange, gutter: number, paint: FramePaint): string[] {
  const lines = linesAround(text, range);
  const before = lines.before === undefined ? undefined : showLine(lines.before, 0, 0).text;
  const shown = showLine(lines.line, range.start.column - 1, endColumn(range, lines.line));
  const row = (label: string, content: string): string =>
    `${paint.gutter(`${label.padStart(gutter)} |`)}${content === '' ? '' : ` ${content}`}`;
  return [
    ...(before === undefined || before.trim() === '' ? [] : [row(String(range.start.line - 1), before)]),
    row(String(range.start.line), shown.text),
    row('', `${' '.repeat(shown.indent)}${paint.carets('^'.repeat(shown.carets))}`),
  ];
}

function linesAround(text: string, range: SourceRange): { before: string | undefined; line: string } {
  const start = range.start.offset - (range.start.column - 1);
  const before = start <= 0 ? undefined : text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1);
  return { before: before?.replace(/\r$/, ''), line: lineAt(text, start) };
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
}

/** A range over several lines is marked to the end of its first. */
function endColumn(range: SourceRange, line: string): number {
  return range.end.line === range.start.line ? range.end.column - 1 : line.trimEnd().length;
}

function showLine(line: string, from: number, to: number): ShownLine {
  const cells: { text: string; width: number; at: number }[] = [];
  let at = 0;
  for (const character of line) {
    const text = character === '\t' ? TAB : visible(character);
    const width = text === character ? characterWidth(character.codePointAt(0) ?? 0) : text.length;
    cells.push({ text, width, at });
    at += character.length;
  }
  const widthOf = (some: readonly { width: number }[]): number => some.reduce((sum, cell) => sum + cell.width, 0);
  const total = widthOf(cells);
  const indent = widthOf(cells.filter((cell) => cell.at < from));
  const carets = Math.max(1, widthOf(cells.filter((cell) => cell.at >= from && cell.at < to)));
  if (total <= WIDEST) return { text: cells.map((cell) => cell.text).join(''), indent, carets };
  return cut(cells, indent, carets);
}

/** Keeps the part of a long line around the carets. */
function cut(cells: readonly { text: string; width: number }[], indent: number, carets: number): ShownLine {
  const left = indent < WIDEST - 40 ? 0 : indent - 40;
  let column = 0;
  let skipped = 0;
  let text = '';
  let shown = 0;
  for (const cell of cells) {
    if (column < left) skipped += cell.width;
    else if (shown + cell.width <= WIDEST) {
      text += cell.text;
      shown += cell.width;
    } else {
      text += '…';
      break;
    }
    column += cell.width;
  }
  const marker = left > 0 ? '…' : '';
  const start = indent - skipped + marker.length;
  return {
    text: `${marker}${text}`,
    indent: start,
    carets: Math.max(1, Math.min(carets, marker.length + shown - start)),
  };
}
