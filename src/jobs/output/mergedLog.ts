import type { OutputLog } from './outputLog.js';
import type { StreamOrder, StreamPair } from './streamOrder.js';

/** The two streams of a job that keeps them apart. */
export interface StreamLogs {
  readonly stdout: OutputLog;
  readonly stderr: OutputLog;
}

/**
 * Two streams put together. What comes before a byte that is gone from either is gone from this view, so that it never
 * has a gap.
 * @param look brings the order up to date with how far both have come; what it has not noted is not shown.
 */
export function createMergedLog(
  { stdout, stderr }: StreamLogs,
  order: StreamOrder,
  look: (ends: StreamPair) => void,
): OutputLog {
  return {
    observe() {
      const [out, errors] = [stdout.observe(), stderr.observe()];
      look({ stdout: out.to, stderr: errors.to });
      return {
        from: order.firstAfter({ stdout: out.from, stderr: errors.from }),
        to: order.end(),
        isCut: out.isCut || errors.isCut,
      };
    },
    async read(position, length) {
      const to = Math.min(position + length, order.end());
      const [start, end] = [order.at(position), order.at(to)];
      const [out, errors] = await Promise.all([
        stdout.read(start.stdout, end.stdout - start.stdout),
        stderr.read(start.stderr, end.stderr - start.stderr),
      ]);
      const pieces: Buffer[] = [];
      for (let at = position, before = start; at < to;) {
        const next = order.at(Math.min(order.stretchEnd(at), to));
        for (const [bytes, from, until, first] of [
          [out, before.stdout, next.stdout, start.stdout],
          [errors, before.stderr, next.stderr, start.stderr],
        ] as const) {
          const piece = bytes.subarray(from - first, until - first);
          pieces.push(piece);
          // Gone meanwhile: what comes after would stand in the wrong place.
          if (piece.length < until - from) return Buffer.concat(pieces);
        }
        before = next;
        at = next.stdout + next.stderr;
      }
      return Buffer.concat(pieces);
    },
    linesBefore() {
      const [out, errors] = [stdout.linesBefore(), stderr.linesBefore()];
      return out === undefined || errors === undefined ? undefined : out + errors;
    },
  };
}
