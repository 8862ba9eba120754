import type { InputError, ReadError, UnknownJob, WaitError } from '../jobs/jobs.js';
import type { StartError } from '../jobs/startRequest.js';
import type { JobView, SurvivorView } from '../jobs/jobView.js';
import { LONGEST_DENIAL } from '../policy/denial.js';
import { clip, quoted } from '../policy/findings.js';
import { profileDenialView, type ProfileDenial } from '../policy/profileDenial.js';
import { jobLine, viewOf } from './jobFacts.js';
import { refusalText, type Refusal } from './refusal.js';

/** As `keys` takes them. */
const KEY_NAMES =
  'enter, tab, shift-tab, escape, space, backspace, delete, insert, up, down, left, right, home, end, page-up, page-down, f1 to f12, ctrl-a to ctrl-z, ctrl-space, ctrl-backslash, alt-a to alt-z';

/** No job has this id or name. */
export function unknownJob({ ref, known }: UnknownJob): Refusal {
  const ids = known.map((id) => `\`${id}\``).join(', ');
  return {
    code: 'unknown-job',
    message: `there is no job \`${ref}\``,
    hint:
      known.length === 0
        ? 'no job was started yet; call list_profiles and then start_profile'
        : `jobs: ${ids}; list_jobs shows them all`,
    facts: { job: ref, known },
  };
}

/** Names them, also to the dependent of what could not be started: those that wait may well be its own dependencies. */
function tooMany(jobs: readonly JobView[]): string {
  const doesWait = jobs.some(({ status }) => status === 'starting');
  const count = jobs.length === 1 ? '1 job is' : `${jobs.length} jobs are`;
  return `${count} running${doesWait ? ' or waiting to' : ''} (${listIds(jobs)})`;
}

/** Why a job was not started. */
export function startRefusal(error: StartError): Refusal {
  switch (error.code) {
    case 'name-taken':
      return {
        code: error.code,
        message: `a running job is named \`${error.name}\`: \`${error.holder.id}\``,
        hint: `give another \`name\`, or call stop_job with job \`${error.holder.id}\` first`,
        facts: { name: error.name, holder: viewOf(error.holder) },
      };
    case 'already-running':
      return {
        code: error.code,
        message: `\`${error.name}\` is running already as \`${error.holder.id}\`: ${error.why}`,
        hint: `use it (read_output, wait_for_job), or call stop_job with job \`${error.holder.id}\` and start it again`,
        facts: { name: error.name, holder: viewOf(error.holder), why: error.why },
      };
    case 'too-many-jobs':
      return {
        code: error.code,
        message: `${tooMany(error.running)}, and at most ${error.limit} may (\`max_jobs\` of the file or its ceiling)`,
        hint: 'call stop_job or wait_for_job on one of them',
        facts: { max_jobs: error.limit, running: error.running.map(jobLine) },
      };
    case 'port-in-use':
      return {
        code: error.code,
        message: `port ${error.port} is in use${portHolder(error.holder, error.job)}`,
        hint:
          error.job === undefined
            ? 'nothing was started; use the program that is there, stop it, or start this with another port'
            : `nothing was started; use \`${error.job}\`, or call stop_job with job \`${error.job}\` first`,
        facts: {
          port: error.port,
          ...(error.holder === undefined ? {} : { holder: error.holder }),
          ...(error.job === undefined ? {} : { job: error.job }),
        },
      };
    case 'no-free-port':
      return {
        code: error.code,
        message: `no port from ${error.range.from} to ${error.range.to} is free for \`${error.name}\``,
        hint: 'stop what holds them (list_jobs shows the ports of jobs), or widen its `range` in bgjobs.yaml',
        facts: { port: error.name, ...error.range },
      };
    case 'denied':
      return profileRefusal(error.denial);
    case 'cwd-missing':
      return {
        code: error.code,
        message: `the folder \`${error.cwd}\` is not there`,
        hint: 'create it, or give another `cwd`',
        facts: { cwd: error.cwd },
      };
    case 'env-file':
      return {
        code: error.code,
        message: `the env file \`${error.path}\` cannot be used: ${error.message}`,
        hint: 'correct the file, or its `env_file` entry in bgjobs.yaml',
        facts: { path: error.path },
      };
    case 'state-folder':
      return {
        code: error.code,
        message: `the state folder \`${error.path}\` cannot be used: ${error.message}`,
        hint: 'no job can start until this folder can be written; tell the person who runs the server',
        facts: { path: error.path },
      };
    case 'bad-name':
      return {
        code: error.code,
        message: `\`${error.name}\` is no name for a job`,
        hint: 'a name has a letter first, then at most 47 letters, digits, `_` or `-`',
        facts: { name: error.name },
      };
    case 'no-terminal':
      return {
        code: error.code,
        message: 'this machine has no `script` that could give the job a terminal (`tty`)',
        hint: 'nothing was started; leave `tty` out, or have it installed: `script` of util-linux (the package `bsdutils`, `util-linux` or `util-linux-script`)',
      };
    case 'shutting-down':
      return { code: error.code, message: 'the server is shutting down, so nothing starts any more' };
  }
}

/** Why output cannot be read, or waited for. */
export function readRefusal(error: ReadError | WaitError): Refusal {
  switch (error.code) {
    case 'unknown-job':
      return unknownJob(error);
    case 'bad-cursor':
      return {
        code: error.code,
        message: `\`${error.cursor}\` is no cursor of this job: ${error.why}`,
        hint: 'pass the `next_cursor` of an earlier result for the same job and stream, or leave `cursor` out',
        facts: { cursor: error.cursor },
      };
    case 'bad-pattern':
      return {
        code: error.code,
        message: `the pattern \`${error.pattern}\` cannot be used: ${error.why}`,
        hint: 'patterns are RE2 regular expressions; escape special characters with a backslash',
        facts: { pattern: error.pattern },
      };
    case 'no-separate-streams':
      return {
        code: error.code,
        message: `this job's stdout and stderr are one stream, so \`${error.stream}\` cannot be read apart`,
        hint: 'leave `stream` out; a profile with `log: {streams: separate}` keeps them apart',
        facts: { stream: error.stream },
      };
  }
}

/** Why input was not written. */
export function inputRefusal(error: InputError): Refusal {
  switch (error.code) {
    case 'unknown-job':
      return unknownJob(error);
    case 'job-ended':
      return {
        code: error.code,
        message: `\`${error.job.id}\` has ended (${error.job.status}), so nothing reads its input`,
        hint: `call read_output with job \`${error.job.id}\` to see how it ended`,
        facts: { job: viewOf(error.job) },
      };
    case 'stdin-closed':
      return {
        code: error.code,
        message: `the standard input of \`${error.job.id}\` is closed`,
        hint: 'it was closed by `end`, by the program, or by `stdin: closed`; start the job again with stdin open',
        facts: { job: viewOf(error.job) },
      };
    case 'other-server':
      return {
        code: error.code,
        message: `\`${error.job.id}\` belongs to another bgjobs server, which alone can write to its standard input`,
        hint: 'its output can be read here, and stop_job stops it; to talk to it, stop it and start it from here',
        facts: { job: viewOf(error.job) },
      };
    case 'no-tty':
      return {
        code: error.code,
        message: `\`${error.job.id}\` has no terminal, so no keys can be pressed (${error.keys.join(', ')})`,
        hint: 'send `text` (end a line with \\n), `end: true` instead of ctrl-d, stop_job instead of ctrl-c; keys need a job that was started with `tty: true` (start_command, or its profile)',
        facts: { job: viewOf(error.job) },
      };
    case 'unknown-key':
      return {
        code: error.code,
        message: `there is no key \`${error.key}\`, and nothing was sent`,
        hint: `${error.near.length === 0 ? '' : `did you mean ${error.near.map((key) => `\`${key}\``).join(' or ')}? `}keys: ${KEY_NAMES}; what is no key goes as \`text\``,
        facts: { key: error.key, nearest: error.near },
      };
    case 'stdin-full':
      return {
        code: error.code,
        message: `\`${error.job.id}\` does not read its input; ${error.written} bytes were taken before the pipe was full`,
        hint: 'send the rest when the program reads again; read_output shows what it is doing',
        facts: { job: viewOf(error.job), written: error.written },
      };
  }
}

/** So much is said of what to do about a profile; UTF-16 units. */
const LONGEST_HINT = 240;

/** Why a profile cannot be started as asked, all of its text in at most 600 characters; the facts have the whole. */
export function profileRefusal(denial: ProfileDenial): Refusal {
  const { code, message, hint, ...facts } = profileDenialView(denial);
  const advice = hint ?? `list_profiles shows the parameters of ${quoted(denial.profile)}`;
  const said = { code, hint: clip(advice, LONGEST_HINT), details: [] };
  const room = LONGEST_DENIAL - refusalText({ ...said, message: '' }).length;
  return { ...said, message: clip(message, room), facts: { ...facts }, byFile: true };
}

function portHolder(holder: SurvivorView | undefined, job: string | undefined): string {
  if (job !== undefined) return ` by the job \`${job}\``;
  return holder === undefined ? '' : ` by process ${holder.pid} (${holder.command})`;
}

function listIds(jobs: readonly JobView[]): string {
  return jobs.map((job) => `\`${job.id}\``).join(', ');
}
