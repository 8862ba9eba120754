/** A place in both streams at once: how many bytes of each come before it. */
export interface StreamPair {
  readonly stdout: number;
  readonly stderr: number;
}

/**
 * In which order the bytes of two streams are shown together. Nobody knows how the job wrote them in turn; what is known
 * is how far each had come at every look (a checkpoint). Between two of them stdout comes first, then stderr.
 * A position in the merged view is the sum of the positions in both.
 */
export interface StreamOrder {
  /** Notes how far both have come. Places in the merged view that were there before never change. @returns whether there was anything new. */
  note(ends: StreamPair): boolean;
  /** How far both stand at a merged position. */
  at(position: number): StreamPair;
  /** The merged position where all that was noted ends. */
  end(): number;
  /** The merged position where the stretch of stdout and then stderr ends that the byte at `position` is in. */
  stretchEnd(position: number): number;
  /** The first merged position from which on nothing before `kept` is shown. */
  firstAfter(kept: StreamPair): number;
  /** Forgets how it was before a merged position. */
  forget(position: number): void;
  /** Where it begins, the ends of what cannot change any more, and the end of all: noting them again gives the same order. */
  checkpoints(): readonly StreamPair[];
  /** How many checkpoints there are. */
  count(): number;
}

/** An order that begins at `start`. */
export function createStreamOrder(start: StreamPair): StreamOrder {
  /** Ends of segments that are closed: stdout bytes and then stderr bytes each, both kinds in every one but maybe the first. */
  const closed: StreamPair[] = [];
  /** Where the first segment begins. */
  let first = start;
  /** End of the segment that may still grow. */
  let open = start;

  /** Where segment `index` begins; the open one comes after all closed ones. */
  function begin(index: number): StreamPair {
    return index === 0 ? first : (closed[index - 1] ?? first);
  }

  /** The first segment whose end satisfies `isReached`, which holds for every later one too. */
  function find(isReached: (end: StreamPair) => boolean): number {
    let [low, high] = [0, closed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = closed[middle];
      if (end !== undefined && isReached(end)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    note(ends) {
      if (ends.stdout === open.stdout && ends.stderr === open.stderr) return false;
      if (ends.stdout > open.stdout && open.stderr > begin(closed.length).stderr) closed.push(open);
      open = ends;
      return true;
    },
    at(position) {
      const index = find((end) => sum(end) >= position);
      const from = begin(index);
      const to = closed[index] ?? open;
      const into = Math.max(0, position - sum(from));
      const stdout = Math.min(to.stdout, from.stdout + into);
      return { stdout, stderr: Math.min(to.stderr, from.stderr + into - (stdout - from.stdout)) };
    },
    end: () => sum(open),
    stretchEnd(position) {
      return sum(closed[find((end) => sum(end) > position)] ?? open);
    },
    firstAfter(kept) {
      let position = sum(first);
      if (kept.stdout > first.stdout) {
        const from = begin(find((end) => end.stdout >= kept.stdout));
        position = Math.max(position, kept.stdout + from.stderr);
      }
      if (kept.stderr > first.stderr) {
        const to = closed[find((end) => end.stderr >= kept.stderr)] ?? open;
        position = Math.max(position, to.stdout + kept.stderr);
      }
      return position;
    },
    forget(position) {
      const index = find((end) => sum(end) > position);
      if (index === 0) return;
      first = begin(index);
      closed.splice(0, index);
    },
    checkpoints: () => [first, ...closed, open],
    count: () => closed.length + 2,
  };
}

function sum({ stdout, stderr }: StreamPair): number {
  return stdout + stderr;
}
