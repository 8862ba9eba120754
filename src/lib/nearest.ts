/** No more of a word is compared. */
const LONGEST = 64;

/**
 * The candidates that a person most likely meant by `word`, best first, for "did you mean".
 * A candidate counts when it is within a third of its length in edits (a swap of neighbours is one edit),
 * or when one of the two begins with the other (three characters at least).
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const score = distanceIfNear(word, candidate);
    if (score !== undefined) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.candidate);
}

/** Whether a person may have meant `candidate` by `word`. */
export function isNear(word: string, candidate: string): boolean {
  return distanceIfNear(word, candidate) !== undefined;
}

function distanceIfNear(word: string, candidate: string): number | undefined {
  const wanted = word.toLowerCase().slice(0, LONGEST);
  const other = candidate.toLowerCase().slice(0, LONGEST);
  const shorter = Math.min(wanted.length, other.length);
  const longer = Math.max(wanted.length, other.length);
  if (shorter >= 3 && (other.startsWith(wanted) || wanted.startsWith(other))) return Math.min(longer - shorter, 2);
  const most = Math.max(1, Math.floor(longer / 3));
  // No distance is smaller than the difference of the lengths.
  if (longer - shorter > most) return undefined;
  const distance = editDistance(wanted, other);
  return distance <= most ? distance : undefined;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + cost,
          swapped ? at(beforeLast, j - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
