import type { Scalar } from 'yaml';
import type { SourceRange } from '../diagnostic.js';

/** Where a value stands. */
export interface Place {
  /** Its key, when it is a value of a map. */
  readonly key: SourceRange | undefined;
  readonly value: SourceRange;
  /** A list or map in block style, which begins on its key's line and ends far below. */
  readonly block: boolean;
  /** Given for scalars. */
  readonly text: TextPlace | undefined;
}

/** How a scalar is written. */
export interface TextPlace {
  /** As it stands in the file, with its quotes. */
  readonly written: string;
  /** What YAML made of it, when that is a text. */
  readonly content: string | undefined;
  /** Offset of the first character as it is written. */
  readonly writtenAt: number;
  /** Offset of the first character of its content, when the content stands in the file character by character. */
  readonly start: number | undefined;
}

/** Reads how a scalar is written. */
export function textPlace(node: Scalar, text: string): TextPlace {
  const [start, end] = node.range ?? [0, 0];
  const written = text.slice(start, end);
  const whole = { written, writtenAt: start, content: typeof node.value === 'string' ? node.value : undefined };
  if (written === node.value) return { ...whole, start };
  if (written.slice(1, -1) === node.value) return { ...whole, start: start + 1 };
  return { ...whole, start: undefined };
}
