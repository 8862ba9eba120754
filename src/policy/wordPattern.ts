/** One word of a rule. */
export type WordPattern =
  | { readonly kind: 'literal'; readonly text: string }
  /** A lone `*`: one word. */
  | { readonly kind: 'word' }
  /** `**`: any number of words. */
  | { readonly kind: 'words' }
  /** `*` inside a word: the pieces between the stars, the first at the start and the last at the end. */
  | {
      readonly kind: 'pieces';
      readonly pieces: readonly string[];
      /** How many `..` path segments the author wrote; the stars may add none. */
      readonly parents: number;
    };

/**
 * How wildcards read. What grants is narrow: `*` takes no empty word and no option, and a star inside a word reaches no
 * `..`. What restrains is wide, or `cat ../.env` would slip past a rule that denies `cat *.env`.
 */
export type Breadth = 'narrow' | 'wide';

/** Which word of the rule matched each word of the command. */
export interface WordMatch {
  /** One entry a word of the command: an index into the rule's words. */
  readonly matchedBy: readonly number[];
}

/** Reads one word of a rule. Nothing but `*` is special. */
export function wordPattern(text: string): WordPattern {
  if (text === '**') return { kind: 'words' };
  if (text === '*') return { kind: 'word' };
  return text.includes('*')
    ? { kind: 'pieces', pieces: text.split(/\*+/), parents: parentSegments(text) }
    : { kind: 'literal', text };
}

/** Whether a word of a command matches one word of a rule (`**` is for `matchWords`). Linear in the word. */
export function matchWord(pattern: WordPattern, word: string, breadth: Breadth): boolean {
  switch (pattern.kind) {
    case 'literal':
      return pattern.text === word;
    case 'word':
      return breadth === 'wide' || (word !== '' && !word.startsWith('-'));
    case 'words':
      return true;
    case 'pieces':
      return matchPieces(pattern.pieces, word) && (breadth === 'wide' || parentSegments(word) <= pattern.parents);
  }
}

/** Leftmost search is enough: where a piece fits later, everything after it still fits when it is placed first. */
function matchPieces(pieces: readonly string[], word: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  const end = word.length - last.length;
  if (end < first.length || !word.startsWith(first) || !word.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = word.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** How often `..` stands as a path segment: between slashes, or behind `=`, `:` or `,` as in `--out=../b`. */
function parentSegments(word: string): number {
  return word.includes('..') ? (word.match(/(?<=^|[/\\=:,])\.\.(?=$|[/\\])/g)?.length ?? 0) : 0;
}

/**
 * Matches whole words, anchored at both ends. `**` may stand anywhere; what follows it is looked for from the left.
 * `program` stands for the first word where that is known by another name. Linear in the command for a rule without `**` in its middle, else in the command times the rule's words.
 */
export function matchWords(
  patterns: readonly WordPattern[],
  words: readonly string[],
  breadth: Breadth,
  program = words[0],
): WordMatch | undefined {
  /** The first word that each of the rule's words matched. */
  const starts: number[] = [];
  let pattern = 0;
  let word = 0;
  let open: { readonly pattern: number; end: number } | undefined;
  while (word < words.length) {
    const current = patterns[pattern];
    if (current?.kind === 'words') {
      open = { pattern, end: word };
      starts[pattern++] = word;
      if (pattern === patterns.length) break;
    } else if (current !== undefined && matchWord(current, (word === 0 ? program : words[word]) ?? '', breadth)) {
      starts[pattern++] = word++;
    } else if (open !== undefined) {
      // The last `**` takes one word more, and what follows it is tried again behind that word.
      word = ++open.end;
      pattern = open.pattern + 1;
    } else {
      return undefined;
    }
  }
  while (patterns[pattern]?.kind === 'words') starts[pattern++] = words.length;
  return pattern === patterns.length ? { matchedBy: spread(starts, words.length) } : undefined;
}

/** Each of the rule's words takes what lies between its start and that of the next. */
function spread(starts: readonly number[], count: number): number[] {
  const matchedBy: number[] = [];
  for (const pattern of starts.keys()) {
    while (matchedBy.length < (starts[pattern + 1] ?? count)) matchedBy.push(pattern);
  }
  return matchedBy;
}
