import type { SourceRange } from '../config/diagnostic.js';

/** The strictest of several wins: deny, then ask, then allow. */
export type Decision = 'allow' | 'ask' | 'deny';

/** What the agent gave: a text that has to parse, or argv whose elements are never split again. */
export type CommandInput =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'argv'; readonly argv: readonly string[] };

/** What is to be decided on. */
export interface CommandRequest {
  readonly input: CommandInput;
  /** Absolute, or relative to the root; undefined is the file's default. */
  readonly cwd: string | undefined;
  /** Variables that the call sets. */
  readonly env: ReadonlyMap<string, string>;
}

export type Operator = '&&' | '||' | ';' | '|';

/** The rule that a decision rests on. */
export interface RuleEvidence {
  readonly decision: Decision;
  /** As the file spells it. */
  readonly text: string;
  readonly range: SourceRange;
  readonly reason: string | undefined;
}

/**
 * Why something was not allowed (or, as a warning, would not have been).
 * `offset` is in UTF-16 units of the command's text, `word` counts from 0 in its argv.
 */
export interface Finding {
  /** Stable, kebab-case: `syntax-redirect`, `no-rule`, `denied-by-rule`, `env-not-permitted`, `cwd-outside-roots`, ... */
  readonly code: string;
  /** One lower-case sentence, names in backticks, without a full stop. */
  readonly message: string;
  /** What to do instead. */
  readonly hint: string | undefined;
  readonly offset: number | undefined;
  readonly word: number | undefined;
}

/** The verdict on one command of a list or pipeline. */
export interface CommandEvaluation {
  readonly argv: readonly string[];
  /** Stands between this command and the one before it; undefined for the first. */
  readonly operator: Operator | undefined;
  /** The file that would run, a real path; undefined when none was found. */
  readonly program: string | undefined;
  /** The identity of that file when it was decided on (`PolicyHost.identify`). */
  readonly identity?: string | undefined;
  readonly decision: Decision;
  readonly rule: RuleEvidence | undefined;
  readonly finding: Finding | undefined;
}

/** Something permitted that is close to what was refused. */
export type Alternative =
  | { readonly kind: 'profile'; readonly name: string; readonly command: string }
  | { readonly kind: 'rule'; readonly text: string };

/** A decision and its evidence. */
export interface Evaluation {
  readonly decision: Decision;
  readonly request: CommandRequest;
  /** Real path of the folder it would run in; undefined when that was refused. */
  readonly cwd: string | undefined;
  /** The identity of that folder when it was decided on. */
  readonly cwdIdentity?: string | undefined;
  /** Empty when the text did not parse. */
  readonly commands: readonly CommandEvaluation[];
  /** What decided, when it was not allowed. */
  readonly finding: Finding | undefined;
  /** Which policy refused: the file's, or the ceiling's. */
  readonly refusedBy: 'file' | 'ceiling' | undefined;
  /** The most useful first, three at most. */
  readonly alternatives: readonly Alternative[];
}
