import type { Result } from '../../lib/result.js';
import type { Places } from '../places.js';
import type { Tell } from '../tell.js';

/** Why a text is not exactly one command of plain words. */
export interface WordsRefusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  /** UTF-16 units from the text's start. */
  readonly offset: number;
}

/** Splits a text into words, as the policy does. It is handed in, since config may not import the policy. */
export type WordSplitter = (text: string) => Result<readonly string[], WordsRefusal>;

/** What everything that resolves a part of the file needs. */
export interface ResolveContext {
  /** Absolute path of the file. */
  readonly file: string;
  /** Real path of its folder. */
  readonly root: string;
  /** The server's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly splitWords: WordSplitter;
  readonly places: Places;
  readonly tell: Tell;
  /** What is wrong with the regular expressions that were met so far; undefined is nothing. */
  readonly patternFaults: Map<string, string | undefined>;
}

/** Which references may stand in a text besides `${env.*}` and `${root}`. Names are those that the profile declares. */
export interface Scope {
  /** Undefined outside profiles. */
  readonly params: ReadonlySet<string> | undefined;
  readonly ports: ReadonlySet<string> | undefined;
  /** Collects the parameters that are referred to. */
  readonly used: Set<string>;
}

/** Where there are no parameters and ports: `defaults` and `policy`. */
export const FILE_SCOPE: Scope = { params: undefined, ports: undefined, used: new Set() };
