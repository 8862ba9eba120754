import type { PolicySection, RuleSource } from '../config/config.js';
import type { Decision } from './evaluation.js';
import type { PolicyHost } from './policyHost.js';
import type { ProgramSpace } from './resolveProgram.js';
import type { WordPattern } from './wordPattern.js';

/** A test of a name or a path; compiled from picomatch patterns. */
export type Matcher = (text: string) => boolean;

/** A rule whose words are patterns. */
export interface CompiledRule {
  readonly source: RuleSource;
  readonly decision: Decision;
  /** Deny rules end in `**` by themselves. */
  readonly patterns: readonly WordPattern[];
  /** Has a wildcard. */
  readonly open: boolean;
  /** The literal program word; undefined when a deny rule begins with a wildcard. */
  readonly program: string | undefined;
  /** On the real path of the folder, below the root (`.` for the root itself); undefined is anywhere below the roots. */
  readonly cwd: Matcher | undefined;
  /** Names that this rule lets a call set, beside the policy's. */
  readonly env: Matcher;
}

/** Rules of one decision by their program word, each list in the order of the file. */
export interface RuleIndex {
  readonly all: readonly CompiledRule[];
  readonly byProgram: ReadonlyMap<string, readonly CompiledRule[]>;
  /** Those whose program is a wildcard or a path, to be looked at for every command. */
  readonly others: readonly CompiledRule[];
}

/** A second policy, out of the agent's reach, that bounds what the file permits. */
export type Ceiling =
  | { readonly kind: 'sound'; readonly policy: CompiledPolicy }
  /** It permits nothing at all. `why` completes "the ceiling `file` ...". */
  | { readonly kind: 'broken'; readonly file: string; readonly why: string };

/** A policy that is ready to decide. Made by `compilePolicy`; its rules are checked and in order. */
export interface CompiledPolicy {
  readonly section: PolicySection;
  readonly host: PolicyHost;
  /** It has errors and refuses every ad-hoc command. */
  readonly broken: boolean;
  readonly rules: Readonly<Record<Decision, RuleIndex>>;
  /** Names that any call may set. */
  readonly env: Matcher;
  /** Real path of the root. */
  readonly root: string;
  /** Absolute paths of the files that hold it, which no wildcard may name. */
  readonly policyFiles: readonly string[];
  /** The roots as real paths and the judged PATH. */
  readonly programs: ProgramSpace;
  /** No content of the file comes into force that a person has not seen (`--locked`, `--pin`). */
  readonly isGuarded?: boolean;
  /** Bounds all of this; absent where the server was started without one. */
  readonly ceiling?: Ceiling | undefined;
}
