// The figures as tables: plain for a terminal, Markdown for the documentation.
import { figure, percent, spread } from './format.mjs';

const HEAD = ['what', 'who', 'median', 'p10 to p90', 'p99', 'samples', 'others busy', 'note'];

/** Every measure and the targets, for a terminal. */
export function textTable(results, targets) {
  const parts = results.map(({ title, unit, rows, failure }) =>
    [`\n${title}`, failure === undefined ? aligned([HEAD, ...cells(unit, rows)]) : `  failed: ${failure}`].join('\n'),
  );
  return [...parts, '\nTargets', aligned([['', 'target', 'figure', 'bound'], ...targets.map(targetCells)])].join('\n');
}

/** One measure as a Markdown table. */
export function markdownTable({ unit, rows }) {
  return markdown([HEAD, ...cells(unit, rows)]);
}

/** The targets as a Markdown table. */
export function markdownTargets(targets) {
  return markdown([['', 'target', 'figure', 'bound'], ...targets.map(targetCells)]);
}

function cells(unit, rows) {
  return rows.map((row) => [
    row.variant ?? '',
    row.contender,
    row.median === undefined ? '–' : `${figure(row.median)} ${row.unit ?? unit}`.trim(),
    spread(row),
    row.n >= 20 ? figure(row.p99) : '',
    row.n === undefined ? '' : String(row.n),
    percent(row.othersBusy),
    [row.failure, row.note].filter((text) => text !== undefined).join('; '),
  ]);
}

function targetCells({ text, unit, bound, sense, figure: value, met }) {
  const limit = `${sense === 'atLeast' ? 'at least' : 'at most'} ${bound} ${unit}`.trim();
  return [met ? 'met' : 'MISSED', text, `${figure(value)} ${unit}`.trim(), limit];
}

function aligned(lines) {
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  return lines
    .map(
      (line) =>
        `  ${line
          .map((cell, at) => cell.padEnd(widths[at]))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
}

function markdown([head, ...lines]) {
  const row = (line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
