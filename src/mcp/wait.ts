import { setInterval, clearInterval } from 'node:timers';
import { describeElapsed } from '../lib/duration.js';
import type { ToolCall } from './toolCall.js';

const STEP_MS = 1_000;

/**
 * Waits for something that is bounded by `waitMs`, and tells the client each second how it goes, where it asked for it.
 * @param what names what is waited for, in the words of the moment.
 */
export async function waitWithProgress<T>(
  call: ToolCall,
  waitMs: number,
  what: () => string,
  waiting: Promise<T>,
): Promise<T> {
  const { progress } = call;
  if (progress === undefined) return waiting;
  const total = waitMs / 1_000;
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    progress({
      progress: seconds,
      total: Math.max(total, seconds),
      message: `${what()}, ${describeElapsed(seconds * 1_000)} of ${describeElapsed(waitMs)}`,
    });
  }, STEP_MS);
  timer.unref();
  try {
    return await waiting;
  } finally {
    clearInterval(timer);
  }
}
