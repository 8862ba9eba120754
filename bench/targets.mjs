// What the figures are held against. Ratios are between rows of one run; `figure` says NaN when a row is missing.

const EMPTY_NODE = 'empty Node process';
const DIRECT = 'straight to a file';

/** One line a target: `figure` from the rows, and the `bound` that it must not pass (`atLeast`: not fall below). */
const targets = [
  [
    'cold start, against an empty Node process',
    '×',
    1.8,
    (get) => get('cold-start').median / get('cold-start', EMPTY_NODE).median,
  ],
  [
    'cold start, against the fastest peer',
    '×',
    1.1,
    (get) => get('cold-start').median / fastestPeer(get, 'cold-start'),
  ],
  [
    'idle memory above Node with the SDK loaded',
    'MiB',
    10,
    (get) => get('idle-memory').median - get('idle-memory', 'Node with the SDK loaded').median,
  ],
  ['memory gained between the 100th job and the last', 'MiB', 10, (get) => step(get, /^after \d+ jobs/, 2)],
  ['memory gained between the 1,000th job and the last', 'MiB', 10, (get) => step(get, /^after \d+ jobs/)],
  ['memory gained over the output', 'MiB', 10, (get) => step(get, /of output$/)],
  [
    'start of `true`, against a bare spawn',
    '×',
    2.5,
    (get) => get('start', 'bgjobs', 'until it exists').median / get('start', 'bare spawn', 'until it exists').median,
  ],
  [
    'start of `true` until its end is told, against a bare spawn until its end',
    '×',
    2.5,
    (get) =>
      get('start', 'bgjobs', 'until it has ended').median / get('start', 'bare spawn', 'until it has ended').median,
  ],
  ['get_job, 100 jobs, p99', 'ms', 5, (get) => get('queries', 'bgjobs', 'one job').p99],
  ['list_jobs, 100 jobs, p99', 'ms', 5, (get) => get('queries', 'bgjobs', 'list').p99],
  [
    'output of 1 writer, against a file',
    '×',
    0.95,
    (get) => get('output', 'bgjobs', '1 writer').median / get('output', DIRECT, '1 writer').median,
    'atLeast',
  ],
  [
    'output of 50 writers, against files',
    '×',
    0.95,
    (get) => get('output', 'bgjobs', '50 writers').median / get('output', DIRECT, '50 writers').median,
    'atLeast',
  ],
  [
    'server CPU for a GiB of output, 1 writer',
    's',
    0.1,
    (get) => get('output', 'bgjobs', '1 writer: server CPU').median,
  ],
  [
    'server CPU for a GiB of output, 50 writers',
    's',
    0.1,
    (get) => get('output', 'bgjobs', '50 writers: server CPU').median,
  ],
  [
    'get_job during output, 1 writer, p99',
    'ms',
    20,
    (get) => get('output', 'bgjobs', '1 writer: state of a job meanwhile').p99,
  ],
  [
    'get_job during output, 50 writers, p99',
    'ms',
    20,
    (get) => get('output', 'bgjobs', '50 writers: state of a job meanwhile').p99,
  ],
  [
    'last 100 lines of that output',
    'ms',
    2,
    (get) => get('output', 'bgjobs', '1 writer: last 100 lines afterwards').median,
  ],
  [
    'last 100 lines of a log of 4 GiB',
    'ms',
    2,
    (get) => get('memory-flat', 'bgjobs', 'last 100 lines, log of 4096 MiB').median,
  ],
  ['policy: a typical decision with 200 rules', 'µs', 30, (get) => get('policy', 'bgjobs', 'typical command').median],
  [
    'policy: the slowest hostile input of 8 KiB',
    'ms',
    5,
    (get) => get('policy', 'bgjobs', 'slowest hostile input').median,
  ],
  [
    'policy: compiling 1,000 rules',
    'ms',
    50,
    (get) => get('policy', 'bgjobs', 'compile of 1,000 rules, first time').median,
  ],
  ['file: from rename to in force', 'ms', 300, (get) => get('reload', 'bgjobs', 'rename to in force').median],
  [
    'file: loading 1,000 profiles',
    'ms',
    500,
    (get) => get('reload', 'bgjobs', 'load of 1,000 profiles in a fresh process').median,
  ],
  ['wait_for_job: exit to answer', 'ms', 40, (get) => get('wait', 'bgjobs', 'exit').median],
  ['wait_for_job: line to answer', 'ms', 40, (get) => get('wait', 'bgjobs', 'line written').median],
  ['wait_for_job: open port to answer', 'ms', 40, (get) => get('wait', 'bgjobs', 'port open').median],
  ['CPU with 100 quiet jobs', '% of a core', 0.2, (get) => get('idle-cpu').median],
  ['installed size', 'MB', 25, (get) => get('size', 'bgjobs', 'installed').median],
  ['installed packages', '', 40, (get) => get('size', 'bgjobs', 'packages').median],
  ['packed tarball', 'MB', 1, (get) => get('size', 'bgjobs', 'packed tarball').median],
  ['install scripts', '', 0, (get) => get('size', 'bgjobs', 'packages with an install script').median],
  ['stop of a ten-process tree that obeys', 'ms', 60, (get) => get('stop-tree').median],
];

/** Judges the targets whose measures are among `results`. */
export function judge(results) {
  const get = (id, contender = 'bgjobs', variant = undefined) =>
    results
      .find((result) => result.id === id)
      ?.rows.find((row) => row.contender === contender && row.variant === variant) ?? {};
  get.rows = (id) => results.find((result) => result.id === id)?.rows ?? [];
  return targets
    .map(([text, unit, bound, figure, sense]) => ({ text, unit, bound, sense: sense ?? 'atMost', figure: figure(get) }))
    .filter(({ figure }) => Number.isFinite(figure))
    .map((target) => ({
      ...target,
      met: target.sense === 'atLeast' ? target.figure >= target.bound : target.figure <= target.bound,
    }));
}

function fastestPeer(get, id) {
  const medians = get.rows(id).flatMap(({ role, median }) => (role === 'peer' && median !== undefined ? [median] : []));
  return medians.length === 0 ? Number.NaN : Math.min(...medians);
}

/** From the row so many before to the one that `variant` names, the last one where several match. */
function step(get, variant, back = 1) {
  const rows = get.rows('memory-flat');
  const at = rows.findLastIndex((row) => variant.test(row.variant));
  return at < back ? Number.NaN : rows[at].median - rows[at - back].median;
}
