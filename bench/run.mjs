// npm run bench: measures bgjobs, what the machine itself can do, and the peers, side by side, and writes the figures.
// README.md in this folder says how each one is made.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enterIsolation, isIsolated, stageFromEnvironment } from './lib/isolation.mjs';
import { readOptions, USAGE } from './lib/options.mjs';
import { publish } from './lib/publish.mjs';
import { machineFacts } from './lib/machine.mjs';
import { endLeftovers, folderMaker, makeScratch, removeFolder } from './lib/scratch.mjs';
import { textTable } from './lib/table.mjs';
import { measures } from './measures/index.mjs';
import { driversByName, preparePeers } from './peers/index.mjs';
import { judge } from './targets.mjs';

const checkout = fileURLToPath(new URL('..', import.meta.url));
/** A measure that takes longer has failed; what it started is ended with the run. */
const MEASURE_LIMIT_MS = 1_800_000;
const options = read();
const stage = stageFromEnvironment();
if (stage === undefined) await outer();
else await inner(stage);

/** Builds, installs, measures what needs the network, has the rest measured without one, and writes the figures. */
async function outer() {
  const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) fail('the build failed');
  const scratch = makeScratch();
  try {
    const peersFolder = options.peersDir ?? join(scratch, 'peers');
    mkdirSync(peersFolder, { recursive: true });
    say(options.peers ? 'installing the peers' : 'without peers');
    const { drivers, libraries, problems } = preparePeers(peersFolder, options.peers);
    for (const { name, failure } of problems) say(`${name} is not measured: ${failure}`);
    const shared = { scratch, peersFolder, libraries, drivers: drivers.map(({ name }) => name), problems };
    const results = await runAll(shared, ({ network }) => network === true);
    const rest = await enterIsolation(fileURLToPath(import.meta.url), process.argv.slice(2), shared);
    results.push(...rest.results);
    if (rest.status !== 0) {
      process.stdout.write(`${textTable(results, judge(results))}\n`);
      fail(`measuring ended with ${rest.signal ?? `status ${rest.status}`}; nothing was written`);
    }
    await finish(results, { ...machineFacts(), isolated: rest.isolated, quick: options.quick }, problems);
  } finally {
    const left = endLeftovers(scratch);
    if (left.length > 0) say(`ended what was left: ${left.join(', ')}`);
    if (options.keep) say(`kept ${scratch}`);
    else removeFolder(scratch);
  }
}

/** The same program in a network of its own, where nothing but loopback exists. */
async function inner(shared) {
  // After each, so that a run which is cut short has something to show.
  await runAll(
    shared,
    ({ network }) => network !== true,
    (results) => writeFileSync(shared.resultsFile, JSON.stringify({ results, isolated: isIsolated() })),
  );
  // Whatever a measure that failed left open is of no interest any more.
  process.exit(0);
}

async function runAll(shared, chosen, tell = () => undefined) {
  const context = {
    ...options,
    checkout,
    scratch: shared.scratch,
    peersFolder: shared.peersFolder,
    libraries: shared.libraries,
    drivers: shared.drivers.map((name) => driversByName.get(name)),
    newFolder: folderMaker(shared.scratch),
    installed: (driver) =>
      driver.package === undefined
        ? undefined
        : join(shared.peersFolder, driver.name, 'node_modules', driver.package.name),
  };
  const results = [];
  tell(results);
  for (const measure of measures.filter(chosen).filter(({ id }) => wanted(id))) {
    const began = performance.now();
    const result = { id: measure.id, title: measure.title, unit: measure.unit };
    try {
      results.push({ ...result, rows: await within(MEASURE_LIMIT_MS, measure.run(context)) });
    } catch (error) {
      results.push({ ...result, rows: [], failure: error.message });
      say(`${measure.id}: ${error.stack}`);
    }
    tell(results);
    say(`${measure.id}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  return results;
}

/** Prints everything; a full run also writes what is committed. */
async function finish(results, machine, problems) {
  const targets = judge(results);
  process.stdout.write(`${textTable(results, targets)}\n`);
  if (options.quick && !options.save) {
    say('a quick run: nothing was written');
    return;
  }
  await publish(checkout, { machine, problems, results, targets, merge: options.only.length > 0 });
  say('wrote bench/results.json, bench/plots and the figures of docs/performance.md');
}

function within(limitMs, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished within ${limitMs / 60_000} minutes`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function wanted(id) {
  return options.only.length === 0 || options.only.includes(id);
}

function read() {
  try {
    const given = readOptions(process.argv.slice(2));
    if (given.help) {
      process.stdout.write(`${USAGE}\n`);
      process.exit(0);
    }
    if (given.list) {
      process.stdout.write(measures.map(({ id, title }) => `${id.padEnd(18)}${title}\n`).join(''));
      process.exit(0);
    }
    const unknown = given.only.find((id) => !measures.some((measure) => measure.id === id));
    if (unknown !== undefined) throw new Error(`no measure \`${unknown}\`; --list shows them`);
    if (process.platform !== 'linux') throw new Error('the benchmark reads /proc, so it runs on Linux alone');
    return given;
  } catch (error) {
    process.stderr.write(`bench: ${error.message}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

function fail(message) {
  throw new Error(message);
}

function say(text) {
  process.stderr.write(`bench: ${text}\n`);
}
