import type { AuditEntry } from '../policy/auditEntry.js';

/** Why a call was not done, as the agent is told it. The text for it is made in `reply`. */
export interface Refusal {
  /** Stable, kebab-case. */
  readonly code: string;
  /** What failed and which value: one lower-case sentence, names in backticks, without a full stop. */
  readonly message: string;
  /** What is allowed, and the next call to make. */
  readonly hint?: string;
  /** Further facts under names of their own, snake_case. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What the text says in place of the facts, a line each; absent, it lists them as they are. */
  readonly details?: readonly string[];
  /** What a person could say yes to, so that the same call would then succeed. */
  readonly question?: Question;
  /** The file in force decided this, and another one might decide otherwise. */
  readonly byFile?: true;
}

/** Something that a person has to permit. */
export type Question =
  | {
      readonly kind: 'command';
      /** The `consentKey` of exactly what is asked about. */
      readonly key: string;
      /** What the person reads: the command, the folder, the variables, the rule and its reason. */
      readonly message: string;
      /** The decision that led to the question, as it was written down. */
      readonly asked: AuditEntry;
    }
  | {
      /** A change of the file that is held (`--locked`). */
      readonly kind: 'change';
      /** Its SHA-256, hex. */
      readonly key: string;
      readonly message: string;
    };

/** A refusal as text: the code, what failed, what to do, and the details. */
export function refusalText({ code, message, hint, facts = {}, details }: Refusal): string {
  const rest =
    details ??
    Object.entries(facts).map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  return [`error ${code}: ${message}`, ...(hint === undefined ? [] : [`hint: ${hint}`]), ...rest].join('\n');
}
