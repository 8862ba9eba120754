import type { ServerResponse } from 'node:http';
import { withPatience } from '../../lib/withPatience.js';

/** Answers that are still being given. */
export interface OpenAnswers {
  add(res: ServerResponse): void;
  /** Resolves when none is open any more, or has been for too long. */
  answered(): Promise<void>;
}

/** @param mostMs how long they are waited for, milliseconds. */
export function openAnswers(mostMs: number): OpenAnswers {
  const open = new Map<ServerResponse, Promise<void>>();
  return {
    add(res) {
      const closed = new Promise<void>((resolve) => res.once('close', resolve));
      open.set(
        res,
        closed.then(() => void open.delete(res)),
      );
    },
    async answered() {
      await withPatience(Promise.all(open.values()), mostMs);
    },
  };
}
