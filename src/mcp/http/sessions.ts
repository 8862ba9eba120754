import type { Host } from '../host.js';
import { createSession, type Session } from '../session.js';

/** How long a client may be silent before it counts as gone. */
export interface SessionTimes {
  /** Since its last stream was closed, milliseconds: it can come back after an interruption. */
  readonly lingerMs: number;
  /** Since its last call, when it never held a stream open, milliseconds. */
  readonly idleMs: number;
}

/** The clients of one endpoint. */
export interface HttpSessions {
  /** The session of this name, new when there is none; undefined when there are too many. */
  get(name: string): Session | undefined;
  /**
   * A request of this session begins; `isStream` when it stays open to listen. The session lives at least until the
   * returned function is called.
   */
  enter(name: string, isStream: boolean): () => void;
  /** The client is gone: its jobs are stopped, unless another client holds them too. */
  end(name: string): void;
  /** Called with the name of every session that has ended. */
  onEnd(listener: (name: string) => void): void;
  names(): readonly string[];
  /** Forgets everything without stopping a job. */
  close(): void;
}

interface Held {
  readonly session: Session;
  requests: number;
  hadStream: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** More clients at a time are turned away. */
const MOST_SESSIONS = 1_000;

/** Keeps the sessions of an endpoint. What is HTTP about them is only that nobody says when they end. */
export function createHttpSessions(host: Host, times: SessionTimes): HttpSessions {
  const sessions = new Map<string, Held>();
  const listeners = new Set<(name: string) => void>();

  function get(name: string): Session | undefined {
    const known = sessions.get(name);
    if (known !== undefined) return known.session;
    if (sessions.size >= MOST_SESSIONS) return undefined;
    const held: Held = { session: createSession(), requests: 0, hadStream: false, timer: undefined };
    sessions.set(name, held);
    rest(name, held);
    return held.session;
  }

  /** Begins to wait for the client. The timer keeps no process alive. */
  function rest(name: string, held: Held): void {
    clearTimeout(held.timer);
    held.timer = setTimeout(() => end(name), held.hadStream ? times.lingerMs : times.idleMs);
    held.timer.unref();
  }

  function end(name: string): void {
    const held = sessions.get(name);
    if (held === undefined) return;
    clearTimeout(held.timer);
    sessions.delete(name);
    const others = new Set([...sessions.values()].flatMap(({ session }) => [...session.jobs]));
    for (const id of held.session.jobs) {
      const job = host.jobs.view(id);
      if (others.has(id) || !job.ok || job.value.ended_at !== undefined) continue;
      void host.jobs.stop(id, { force: false, by: 'server (its client is gone)' });
    }
    for (const listener of listeners) listener(name);
  }

  return {
    get,
    enter(name, isStream) {
      const held = sessions.get(name);
      if (held === undefined) return () => undefined;
      clearTimeout(held.timer);
      held.requests += 1;
      if (isStream) held.hadStream = true;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        held.requests -= 1;
        if (held.requests === 0 && sessions.get(name) === held) rest(name, held);
      };
    },
    end,
    onEnd: (listener) => void listeners.add(listener),
    names: () => [...sessions.keys()],
    close() {
      for (const { timer } of sessions.values()) clearTimeout(timer);
      sessions.clear();
    },
  };
}
