// Horizontal bars as SVG: one row a contender, the median as the bar, the spread as a whisker.
import { figure } from './format.mjs';

const WIDTH = 760;
const LABEL = 250;
const RIGHT = 90;
const ROW = 24;
const TOP = 44;
const COLOURS = { bgjobs: '#1f6feb', limit: '#8b949e', peer: '#d29922' };

/** The plot of the rows that have a median. The scale is logarithmic when they are far apart, and says so. */
export function barPlot(title, unit, rows) {
  const shown = rows.filter(({ median }) => median !== undefined && median > 0);
  if (shown.length === 0) return undefined;
  const values = shown.map(({ median }) => median);
  const isLog = Math.max(...values) / Math.min(...values) > 30;
  const x = scale(values, isLog);
  const height = TOP + shown.length * ROW + 14;
  const bars = shown.map((row, at) => bar(row, TOP + at * ROW, x)).join('\n');
  const note = `${unit}${isLog ? ', logarithmic scale' : ''}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<g font-family="system-ui, sans-serif" font-size="12" fill="#24292f">
<text x="12" y="20" font-size="14" font-weight="600">${escape(title)}</text>
<text x="12" y="36" fill="#57606a">${escape(note)}</text>
${bars}
</g>
</svg>
`;
}

function bar({ contender, role, median, p10, p90, n }, y, x) {
  const middle = y + ROW / 2;
  const whisker =
    n >= 2 && p90 > p10
      ? `\n<path d="M${round(x(p10))} ${middle}H${round(x(p90))}" stroke="#24292f" stroke-width="1.5"/>`
      : '';
  return `<text x="${LABEL - 8}" y="${middle + 4}" text-anchor="end">${escape(contender)}</text>
<rect x="${LABEL}" y="${y + 4}" width="${round(Math.max(1, x(median) - LABEL))}" height="${ROW - 8}" fill="${COLOURS[role]}"/>${whisker}
<text x="${round(Math.max(x(median), n >= 2 ? x(p90) : 0) + 6)}" y="${middle + 4}">${figure(median)}</text>`;
}

function scale(values, isLog) {
  const most = Math.max(...values);
  const least = Math.min(...values) / 2;
  const room = WIDTH - LABEL - RIGHT;
  const share = (value) => (isLog ? Math.log(Math.max(value, least) / least) / Math.log(most / least) : value / most);
  return (value) => LABEL + room * Math.min(1.06, share(value));
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
