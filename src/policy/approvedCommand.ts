import type { EnvFile, InheritEnv } from '../config/config.js';
import type { Evaluation } from './evaluation.js';

/** How the environment of a job is put together; later wins. */
export interface EnvironmentSpec {
  readonly inherit: InheritEnv;
  readonly files: readonly { readonly path: string; readonly required: EnvFile['required'] }[];
  /** null removes a name. */
  readonly set: ReadonlyMap<string, string | null>;
  /** Which names the env files may set, where a ceiling or a guarded file bounds them; the others are left out. Absent: all. */
  readonly mayFilesSet?: (name: string) => boolean;
}

/** A file or folder as it was when it was decided on. */
export interface Pin {
  readonly kind: 'program' | 'folder';
  /** Absolute. */
  readonly path: string;
  /** As `fileIdentity` names it. */
  readonly identity: string;
}

/** What an approved command consists of. */
export interface ApprovedCommandFacts {
  /** The file to execute, absolute: its folder is a real path, its name the one it was asked for by. */
  readonly program: string;
  /** argv, the program's name first. */
  readonly argv: readonly string[];
  /** Real path. */
  readonly cwd: string;
  readonly environment: EnvironmentSpec;
  /** The command as people see it: words joined, quoted where needed. */
  readonly display: string;
  /** What the decision rests on; `findSwapped` looks whether it is still so. */
  readonly pins?: readonly Pin[];
  /** What decided; a profile's own command has none of its own but the ceiling's. */
  readonly evaluation: Evaluation | undefined;
}

/**
 * A command that may be spawned. Its constructor is private and `approve` and `approveProfile` are its only
 * callers' door, so that nothing outside src/policy can make one; `spawn` takes nothing else.
 */
export class ApprovedCommand implements ApprovedCommandFacts {
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: EnvironmentSpec;
  readonly display: string;
  readonly pins: readonly Pin[];
  readonly evaluation: Evaluation | undefined;
  readonly #brand = true;

  private constructor(facts: ApprovedCommandFacts) {
    this.program = facts.program;
    this.argv = Object.freeze([...facts.argv]);
    this.cwd = facts.cwd;
    this.environment = facts.environment;
    this.display = facts.display;
    this.pins = Object.freeze([...(facts.pins ?? [])]);
    this.evaluation = facts.evaluation;
    Object.freeze(this);
  }

  /** Whether a value was really made by the policy (and not cast). */
  static isGenuine(value: unknown): value is ApprovedCommand {
    return typeof value === 'object' && value !== null && #brand in value;
  }

  /** For src/policy alone; the architecture test holds everyone else off. */
  static fromPolicy(facts: ApprovedCommandFacts): ApprovedCommand {
    return new ApprovedCommand(facts);
  }
}
