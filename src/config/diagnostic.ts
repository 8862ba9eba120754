/** A place in a text. Lines and columns count from 1, columns and offsets in UTF-16 units; `offset` from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a file, `end` exclusive. */
export interface SourceRange {
  /** Absolute path. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A second place that explains the first ("first written here"). */
export interface RelatedLocation {
  readonly message: string;
  readonly range: SourceRange;
}

/** One finding about the file. The text that people see is made from it in `renderDiagnostics`. */
export interface Diagnostic {
  /** Stable, kebab-case, one row each in docs/errors.md. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One lower-case sentence, names in backticks, without a full stop. */
  readonly message: string;
  /** Absent where the file as a whole is meant. */
  readonly range?: SourceRange;
  /** What would have been right. */
  readonly expected?: string;
  /** What to do about it; where it can be, the exact text to write. */
  readonly suggestion?: string;
  readonly related?: readonly RelatedLocation[];
}
