// What a full run leaves in the checkout: results.json, the plots, and the part of docs/performance.md between markers.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { judge } from '../targets.mjs';
import { barPlot } from './plot.mjs';
import { markdownTable, markdownTargets } from './table.mjs';

const BEGIN = '<!-- figures: begin (npm run bench) -->';
const END = '<!-- figures: end -->';

/** Writes the figures. With `merge`, measures that were not run keep what they had. */
export async function publish(checkout, { machine, problems, results, merge }) {
  const file = join(checkout, 'bench', 'results.json');
  const before = merge && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).results : [];
  const all = merged(before, results);
  const targets = judge(all);
  await writeFormatted(file, JSON.stringify({ machine, problems, targets, results: all }, roundNumbers, 2));
  const plots = writePlots(join(checkout, 'bench', 'plots'), all);
  const page = join(checkout, 'docs', 'performance.md');
  const text = readFileSync(page, 'utf8');
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (tail === undefined) throw new Error(`${page} has no place for the figures`);
  await writeFormatted(page, `${head}${BEGIN}\n\n${figures(machine, all, targets, plots)}\n\n${END}${tail}`);
}

function merged(before, results) {
  const fresh = new Map(results.map((result) => [result.id, result]));
  const kept = before.map((result) => fresh.get(result.id) ?? result);
  return [...kept, ...results.filter(({ id }) => !kept.some((result) => result.id === id))];
}

function figures(machine, results, targets, plots) {
  const where = `${machine.date}, Node ${machine.node}, ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}`;
  const parts = results.map((result) => {
    const images = plots
      .filter(({ id }) => id === result.id)
      .map(({ name, alt }) => `![${alt}](../bench/plots/${name})`);
    return [`### ${result.title}`, ...images, result.failure ?? markdownTable(result)].join('\n\n');
  });
  const kind = machine.quick ? 'A quick run' : 'A full run';
  return [`${kind}: ${where}.`, '## Targets', markdownTargets(targets), '## All figures', ...parts].join('\n\n');
}

/** One plot for each variant of a measure that compares at least two. */
function writePlots(folder, results) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const plots = [];
  for (const { id, title, unit, rows } of results) {
    const variants = [...new Set(rows.map(({ variant }) => variant))];
    for (const variant of variants) {
      const same = rows.filter((row) => row.variant === variant);
      if (same.filter(({ median }) => median !== undefined).length < 2) continue;
      const alt = variant === undefined ? title : `${title}: ${variant}`;
      const svg = barPlot(alt, same[0].unit ?? unit, same);
      if (svg === undefined) continue;
      const name = `${[id, variant]
        .filter(Boolean)
        .join(' ')
        .replace(/[^a-z0-9]+/gi, '-')
        .toLowerCase()}.svg`;
      writeFileSync(join(folder, name), svg);
      plots.push({ id, name, alt });
    }
  }
  return plots;
}

/** Four digits are more than such figures are worth. */
function roundNumbers(_key, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

async function writeFormatted(file, text) {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
