import { setImmediate } from 'node:timers/promises';

/** How long work goes on before others get their turn, milliseconds. */
const LONGEST_TURN_MS = 5;

/** Keeps long work from holding up everything else of this process. */
export interface Turns {
  /** Whether others should get their turn. */
  isOver(): boolean;
  /** Gives others their turn. */
  next(): Promise<void>;
}

/** The first turn begins now. */
export function beginTurn(): Turns {
  let since = performance.now();
  return {
    isOver: () => performance.now() - since > LONGEST_TURN_MS,
    async next() {
      await setImmediate();
      since = performance.now();
    },
  };
}
