/* eslint-disable no-control-regex -- what moves a terminal's cursor is what this file is about */

/** What moves the cursor, or erases; erasing to the end where the line ends anyway does nothing. */
const MOVES = /[\r\b]|\x1b\[\d*[A-G]|\x1b\[2K/;
const TOKENS = /\x1b\[(\d*)([A-GK])|[\r\n\b]|[^\x1b\r\n\b]+|\x1b/g;
/** Text stands this far to the right of what is before it at most, so that a few bytes cannot become many. */
const WIDEST_GAP = 256;

/**
 * What a terminal would show in the end: progress bars that were drawn over as they last stood, of several lines too.
 * Understood is what progress bars are made of (npm, pip, cargo, docker): carriage return, backspace, the cursor moved
 * by CSI A to G, erasing with CSI K. The text has no other escape sequences. Scrolling and addressing of the whole
 * screen mean nothing in a log.
 * @see ECMA-48, 8.3
 */
export function asOnTerminal(text: string): string {
  // Looked for from its beginning alone: else many returns without a newline would take quadratic time.
  const lines = text.replace(/(?<!\r)\r+\n/g, '\n');
  return MOVES.test(lines) ? draw(lines) : lines.replace(/\x1b\[\d*K/g, '');
}

function draw(text: string): string {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];

  function write(characters: string): void {
    const cells = (rows[row] ??= []);
    column = Math.min(column, cells.length + WIDEST_GAP);
    while (cells.length < column) cells.push(' ');
    for (const character of characters) cells[column++] = character;
  }

  function erase(how: number): void {
    const cells = rows[row] ?? [];
    if (how === 2) rows[row] = [];
    else if (how === 0) cells.length = Math.min(cells.length, column);
  }

  function control(letter: string, parameter: string): void {
    if (letter === 'K') {
      erase(Number(parameter));
      return;
    }
    const count = Math.max(1, Number(parameter));
    if (letter === 'A' || letter === 'F') row = Math.max(0, row - count);
    if (letter === 'B' || letter === 'E') row = Math.min(rows.length - 1, row + count);
    if (letter === 'C') column += count;
    if (letter === 'D') column = Math.max(0, column - count);
    if (letter === 'G') column = count - 1;
    if (letter === 'E' || letter === 'F') column = 0;
  }

  for (const [token, parameter = '', letter] of text.matchAll(TOKENS)) {
    if (letter !== undefined) control(letter, parameter);
    else if (token === '\r') column = 0;
    else if (token === '\b') column = Math.max(0, column - 1);
    else if (token === '\n') {
      row++;
      column = 0;
      rows[row] ??= [];
    } else write(token);
  }
  return rows.map((cells) => cells.join('')).join('\n');
}
