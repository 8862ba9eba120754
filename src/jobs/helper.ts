import { findSwapped } from '../policy/findSwapped.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { hasProcess } from '../lib/hasProcess.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import type { Job, JobContext } from './job.js';
import { cleanText } from './output/cleanText.js';
import { decodeUtf8 } from './output/decodeUtf8.js';
import { maskText } from './output/masks.js';
import { boundAttempt, type AttemptLimits } from './probes/attempt.js';
import type { ProcessTable } from './process/processTable.js';
import { findTree, newTree, setLeader, type Tree } from './process/tree.js';
import { stopTree } from './process/stopTree.js';
import { whyNotExecutable } from './program.js';
import { spawnCommand, type ProcessEnd } from './spawn.js';

/** How a helper went. `output` is the last of what it wrote. */
export type HelperEnd =
  | ({ readonly kind: 'exited'; readonly output: string } & ProcessEnd)
  | { readonly kind: 'not-started'; readonly why: string }
  /** `why` is a clause: `within 2000ms`. */
  | { readonly kind: 'not-ended'; readonly why: string };

const KILL_MS = 5_000;
/** Output that comes right after the end. */
const LAST_WORDS_MS = 100;
const LONGEST_OUTPUT = 200;

/**
 * Runs a command beside a job, for it: a probe, or what is run before a stop. It gets the job's environment and belongs to
 * the job's tree, so that nothing of it can outlive the job.
 * When it does not end in time, or nobody wants it any more, its whole tree is killed. Resolves when that is done.
 */
export async function runHelper(
  job: Job,
  context: JobContext,
  command: ApprovedCommand,
  limits: AttemptLimits,
): Promise<HelperEnd> {
  const { program } = command;
  const obstacle = whyNotExecutable(program) ?? findSwapped(command)?.message;
  if (obstacle !== undefined) return { kind: 'not-started', why: obstacle };
  if (limits.over.aborted) return { kind: 'not-ended', why: 'before it was called off' };
  const uid = randomUUID();
  const env = { ...job.env, PWD: command.cwd, BGJOBS_HELPER_UID: uid };
  const spawned = spawnCommand(command, { program, env });
  if (!spawned.ok) return { kind: 'not-started', why: `it could not be started (${(await spawned.error).code})` };
  const { pid, ended, output } = spawned.value;
  const start = context.table.one(pid)?.start;
  const tree = newTree({ marker: `BGJOBS_HELPER_UID=${uid}`, logFile: '', since: start ?? job.tree.since });
  if (start !== undefined) setLeader(tree, { pid, start });

  const end = await new Promise<ProcessEnd | string>((resolve) => {
    const unbound = boundAttempt(limits, (why) => resolve(why));
    void ended.then((ending) => {
      unbound();
      resolve(ending);
    });
  });
  const isOver = typeof end !== 'string';
  // It led a group of its own: others may still be in it.
  if (!isOver || hasProcess(-pid) || hasLeftAny(tree, pid, context.table)) {
    await stopTree(tree, context.table, {
      signal: 'SIGKILL',
      graceMs: 0,
      killMs: KILL_MS,
      quietRounds: 1,
      isHurried: () => true,
    });
  }
  if (!isOver) return { kind: 'not-ended', why: end };
  await Promise.race([output.closed, delay(LAST_WORDS_MS)]);
  return { kind: 'exited', ...end, output: lastLine(output.tail(), job) };
}

/** How a helper ended, for people; undefined when it exited with 0. */
export function helperTrouble(end: HelperEnd): string | undefined {
  switch (end.kind) {
    case 'not-started':
      return end.why;
    case 'not-ended':
      return `did not end ${end.why}`;
    case 'exited': {
      if (end.code === 0) return undefined;
      const how = end.code === undefined ? `was ended by ${end.signal ?? 'a signal'}` : `exited with code ${end.code}`;
      return end.output === '' ? how : `${how}: ${end.output}`;
    }
  }
}

/** Whether it has started something that runs on in a group of its own. Nearly always nothing at all was started since it was. */
function hasLeftAny(tree: Tree, pid: number, table: ProcessTable): boolean {
  const later = table.givenAfter(pid);
  if (later === undefined) return findTree(tree, table).length > 0;
  return later.some((each) => table.hasEnvironment(each, tree.marker));
}

function lastLine(bytes: Buffer, job: Job): string {
  const lines = cleanText(decodeUtf8(bytes), { ansi: 'strip', progress: 'collapse' }).split('\n');
  const line = maskText(lines.findLast((each) => each.trim() !== '')?.trim() ?? '', job.masks);
  return line.length > LONGEST_OUTPUT ? `${line.slice(0, LONGEST_OUTPUT)}...` : line;
}
