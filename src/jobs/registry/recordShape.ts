import { basename } from 'node:path';
import type { JobState } from '../jobView.js';
import { isServerId } from './serverId.js';

/** Whether a value out of JSON is what it should be. */
type Check = (value: unknown) => boolean;

/** Later than any time of a job, milliseconds, since the epoch or since the boot: the year 5138. */
const LATEST_MS = 1e14;
/** What its states are called. */
const STATES: ReadonlySet<unknown> = new Set<JobState>(['starting', 'running', 'stopping', 'exited']);
const UID = /^[0-9a-f-]{36}$/;

const text: Check = (value) => typeof value === 'string';
const yesOrNo: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const time: Check = (value) => typeof value === 'number' && Math.abs(value) <= LATEST_MS;

/** Absent as well. */
function perhaps(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** With these at least; whatever else there is does not matter. */
function facts(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]));
}

/** By whatever names. */
function mapOf(check: Check): Check {
  return (value) => typeof value === 'object' && value !== null && Object.values(value).every(check);
}

/** Of a process of a job: 0 and 1 are none, and as a group they would be the caller's own, and everybody's (kill(2)). */
const pid: Check = (value) => Number.isSafeInteger(value) && (value as number) > 1;
const processId = facts({ pid, start: number });
const probe = facts({ target: facts({ kind: text }) });

const settings = facts({
  type: text,
  successCodes: listOf(number),
  ready: listOf(probe),
  health: perhaps(probe),
  restart: perhaps(facts({ on: text })),
  stop: facts({ signal: text, graceMs: time }),
  timeoutMs: perhaps(number),
  idleTimeoutMs: perhaps(number),
  log: facts({ maxBytes: number }),
  secrets: listOf(text),
  tags: listOf(text),
  lifetime: text,
});

/** What is known of how a job ended. */
const end = {
  cause: perhaps(facts({ outcome: text, reason: perhaps(text) })),
  exitCode: perhaps(number),
  signal: perhaps(text),
  readiness: text,
  readinessReason: perhaps(text),
  endedAt: perhaps(time),
  endedMono: perhaps(time),
  stoppedBy: perhaps(text),
  survivors: listOf(facts({ pid: number, command: text })),
  isTreeGone: yesOrNo,
};

const lastWord = facts({ ...end, state: (value) => value === 'exited' });

const progress = facts({
  ...end,
  state: (value) => STATES.has(value),
  lastProbe: perhaps(text),
  health: text,
  healthReason: perhaps(text),
  runStartedMono: perhaps(time),
  restarts: perhaps(number),
  restartReason: perhaps(text),
  nextAttemptMono: perhaps(time),
  stopNote: perhaps(text),
});

const record = facts({
  id: text,
  name: text,
  uid: (value) => typeof value === 'string' && UID.test(value),
  owner: isServerId,
  command: facts({ program: text, argv: listOf(text), cwd: text, display: text }),
  envNames: listOf(text),
  settings,
  origin: perhaps(facts({ profile: text, digest: text, params: mapOf(text) })),
  startedBy: text,
  ports: mapOf(number),
  prerequisite: perhaps(text),
  startedAt: time,
  startedMono: time,
  attempt: perhaps(facts({ startedMono: time, files: listOf(Array.isArray) })),
  progress,
  since: number,
  leader: perhaps(processId),
  cgroup: perhaps(text),
  members: listOf(processId),
  log: facts({ base: number, kept: number }),
});

/** Whether a value out of JSON is what `lastWord` keeps. */
export function isLastWordShape(value: unknown): boolean {
  return lastWord(value);
}

/** Whether a value out of JSON is a record: all that it names and that is relied on has to be there, and of its kind. */
export function isRecordShape(value: unknown): boolean {
  if (!record(value)) return false;
  const { cgroup, uid } = value as { readonly cgroup?: string; readonly uid: string };
  return cgroup === undefined || basename(cgroup) === `bgjobs-${uid}`;
}
