import type { CommandArguments } from './adhocCommand.js';
import type { Host } from './host.js';
import { createTasks, type Tasks } from './tasks.js';

/** What a call asked to be started, so that the same can be asked for again. */
export type StartMemo =
  | { readonly kind: 'profile'; readonly profile: string; readonly params: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'command';
      readonly args: CommandArguments;
      readonly timeout: string | undefined;
      readonly stdin: 'open' | 'closed' | undefined;
      readonly lifetime: 'session' | 'persistent' | undefined;
      readonly tty: boolean | undefined;
    };

/** What outlives a server object and is no job: one for each host. */
export interface Memory {
  /** How jobs were started, by id. The oldest are forgotten first. */
  readonly starts: Map<string, StartMemo>;
  readonly tasks: Tasks;
}

/** More starts are not remembered; a job table is far smaller. */
const MOST_STARTS = 2_000;

const memories = new WeakMap<Host, Memory>();

/** The host's memory. All server objects of a host share it. */
export function memoryOf(host: Host): Memory {
  let memory = memories.get(host);
  if (memory === undefined) {
    memory = { starts: new Map(), tasks: createTasks() };
    memories.set(host, memory);
  }
  return memory;
}

/** Keeps how a job was started. */
export function rememberStart(host: Host, id: string, memo: StartMemo): void {
  const { starts } = memoryOf(host);
  starts.set(id, memo);
  for (const oldest of starts.keys()) {
    if (starts.size <= MOST_STARTS) break;
    starts.delete(oldest);
  }
}
