import type { JobStats, JobView, SurvivorView } from '../jobs/jobView.js';
import type { OutputPage } from '../jobs/jobs.js';
import { describeElapsed } from '../lib/duration.js';
import { formatSize } from '../lib/size.js';

const VIEW_KEYS: Readonly<Record<keyof JobView, true>> = {
  id: true,
  name: true,
  profile: true,
  status: true,
  readiness: true,
  pid: true,
  exit_code: true,
  signal: true,
  outcome: true,
  command: true,
  cwd: true,
  started_at: true,
  ended_at: true,
  duration_ms: true,
  ports: true,
  lifetime: true,
  server_pid: true,
};

/** More of a command is not shown in a line, UTF-16 units. */
const LONGEST_COMMAND = 160;

/** The part of a job's details that every result shows. */
export function viewOf(job: JobView): JobView {
  return Object.fromEntries(Object.entries(job).filter(([key]) => Object.hasOwn(VIEW_KEYS, key))) as unknown as JobView;
}

/** A job in one line: `web-3f9a running, ready, pid 4242, port 5173, 3.2s: npx vite`. */
export function jobLine(job: JobView & Partial<JobStats>): string {
  const parts = [
    `${job.id} ${job.status}`,
    ...(job.readiness === 'none' ? [] : [job.readiness === 'ready' ? 'ready' : `readiness ${job.readiness}`]),
    ...(job.pid === undefined || job.ended_at !== undefined ? [] : [`pid ${job.pid}`]),
    ...Object.entries(job.ports ?? {}).map(([name, port]) => `port ${name} ${port}`),
    ...(job.exit_code === undefined ? [] : [`exit code ${job.exit_code}`]),
    ...(job.signal === undefined ? [] : [job.signal]),
    ...(job.outcome === undefined || job.outcome === 'exit-code' || job.outcome === 'signal' ? [] : [job.outcome]),
    ...usage(job),
    describeElapsed(job.duration_ms),
  ];
  const name = job.id.startsWith(`${job.name}-`) ? '' : ` (${job.name})`;
  const command = job.command.length > LONGEST_COMMAND ? `${job.command.slice(0, LONGEST_COMMAND)}...` : job.command;
  return `${parts.join(', ')}${name}: ${command}`;
}

/** `cpu 12.5%, 48MB in 3 processes`. */
function usage({ cpu_percent: cpu, memory_bytes: memory, processes }: Partial<JobStats>): string[] {
  if (cpu === undefined || memory === undefined || processes === undefined) return [];
  return [`cpu ${cpu}%`, `${formatSize(memory)} in ${processes === 1 ? '1 process' : `${processes} processes`}`];
}

/** A page of output as a person reads it, with what is missing from it. */
export function outputText(page: OutputPage): string {
  const lost = page.lost_bytes > 0 ? [`(${page.lost_bytes} bytes before this were dropped)`] : [];
  const body = page.text === '' ? ['(no output)'] : ['--- output ---', page.text.replace(/\n$/, ''), '--- end ---'];
  const notice = page.notice === undefined ? [] : [`(${page.notice})`];
  const more = page.truncated ? 'there is more' : page.end ? 'complete' : 'what there is so far';
  return [...lost, ...body, ...notice, `(${more}; next_cursor ${page.next_cursor})`].join('\n');
}

/** What to do about a job that waits for input. */
export function inputSentence({ id }: JobView): string {
  return `\`${id}\` is blocked reading its input: if it asks for something, answer with send_input`;
}

/** Names what a stop could not end. */
export function survivorSentence(survivors: readonly SurvivorView[]): string {
  const named = survivors.map(({ pid, command }) => `${pid} (${command})`).join(', ');
  return `these processes could not be ended: ${named}; tell your user`;
}
