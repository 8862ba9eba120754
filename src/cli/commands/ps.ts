import { visible } from '../../config/inTicks.js';
import type { JobStats, JobView } from '../../jobs/jobView.js';
import { describeElapsed } from '../../lib/duration.js';
import { formatSize } from '../../lib/size.js';
import { EXIT_FAILED, EXIT_OK, type Command } from '../command.js';
import { fileComplaint, PROJECT_OPTIONS, projectJobs } from '../projectJobs.js';

type Row = JobView & Partial<JobStats>;

const COLUMNS: readonly (readonly [title: string, cell: (job: Row) => string])[] = [
  ['JOB', (job) => job.id],
  ['STATUS', statusText],
  ['PID', (job) => (job.ended_at === undefined ? String(job.pid ?? '-') : '-')],
  ['AGE', (job) => describeElapsed(job.duration_ms)],
  ['MEMORY', (job) => (job.memory_bytes === undefined ? '-' : formatSize(job.memory_bytes))],
  ['PORTS', (job) => Object.values(job.ports ?? {}).join(',') || (job.listening ?? []).join(',') || '-'],
  ['COMMAND', (job) => visible(job.command)],
];

/** `bgjobs ps`: the jobs of this project, whichever server runs them. */
export const ps: Command = {
  name: 'ps',
  summary: 'list the jobs of this project, the ones that agents started too',
  usage: 'bgjobs ps [--all] [--json] [--config FILE]',
  help: [
    'Newest first. --all shows those that have ended as well; --json prints the same facts that agents get.',
    'A job that ended says how; AGE is then how long it ran.',
  ].join('\n'),
  options: { all: { type: 'boolean' }, json: { type: 'boolean' }, ...PROJECT_OPTIONS },
  positionals: 0,
  run(values, _positionals, io) {
    const jobs = projectJobs(values, io);
    const complaint = fileComplaint(values, io);
    const status = values.all === true ? undefined : (['starting', 'running', 'stopping'] as const);
    const found = jobs.list({ status, profile: undefined, tag: undefined });
    const stats = jobs.stats(found.map(({ id }) => id));
    const rows = found.map((job): Row => ({ ...job, ...stats.get(job.id) }));
    if (values.json === true) {
      io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    } else if (rows.length === 0) {
      io.stdout.write(
        values.all === true ? 'no jobs\n' : 'no job is running; `bgjobs ps --all` shows those that have ended\n',
      );
    } else {
      io.stdout.write(table(rows));
    }
    if (complaint !== undefined) io.stderr.write(`bgjobs ps: ${complaint}\n`);
    for (const warning of jobs.warnings()) io.stderr.write(`bgjobs ps: ${warning}\n`);
    return complaint !== undefined && rows.length === 0 ? EXIT_FAILED : EXIT_OK;
  },
};

function statusText(job: Row): string {
  const readiness = job.readiness === 'none' || job.ended_at !== undefined ? [] : [job.readiness];
  const end = job.exit_code === undefined ? (job.signal ?? undefined) : `exit ${job.exit_code}`;
  return [job.status, ...readiness, ...(end === undefined ? [] : [end])].join(', ');
}

function table(rows: readonly Row[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((job) => COLUMNS.map(([, cell]) => cell(job)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${cells.map(line).join('\n')}\n`;
}
