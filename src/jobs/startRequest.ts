import type { PortSpec } from '../config/config.js';
import type { Result } from '../lib/result.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import type { ProfileDenial } from '../policy/profileDenial.js';
import type { JobSettings } from './jobSettings.js';
import type { JobView, SurvivorView } from './jobView.js';

/** Who asked for something: `agent (claude-code)`, `person (bgjobs stop)`, `server`. */
export type Actor = string;

/** A command as it is shown. */
export type ShownCommand = Pick<ApprovedCommand, 'program' | 'argv' | 'cwd' | 'display'>;

/** What a preset job remembers of the file it came from. */
export interface PresetOrigin {
  readonly profile: string;
  readonly digest: string;
  readonly params: ReadonlyMap<string, string>;
}

/** Ports that are chosen when the job starts, and what depends on them. */
export interface PortRequest {
  readonly wishes: ReadonlyMap<string, Pick<PortSpec, 'prefer' | 'range'>>;
  /** The command and the settings with these ports in them. */
  fill(
    ports: ReadonlyMap<string, number>,
  ): Result<{ readonly command: ApprovedCommand; readonly settings: JobSettings }, ProfileDenial>;
}

/** A profile's command and settings as they are in force now; undefined when the profile is another, or gone. */
export type Revive = (
  origin: PresetOrigin,
  ports: ReadonlyMap<string, number>,
) => { readonly command: ApprovedCommand; readonly settings: JobSettings } | undefined;

/** What has to come true before a job is launched; until then it is `starting`. */
export interface Prerequisite {
  /** In a few words: `db (ready)`. */
  readonly what: string;
  /** Resolves when it has come true, or with why it cannot. The signal ends the waiting: the job is not wanted any more. */
  meet(signal: AbortSignal): Promise<Result<undefined, string>>;
}

export interface StartRequest {
  readonly command: ApprovedCommand;
  readonly settings: JobSettings;
  /** The name to run under; undefined takes the profile's, or one made from the program. Unique among running jobs. */
  readonly name: string | undefined;
  readonly origin: PresetOrigin | undefined;
  readonly startedBy: Actor;
  /** Absent: `command` and `settings` are final. Else they are as with the preferred ports, and are filled anew. */
  readonly ports?: PortRequest | undefined;
  readonly prerequisite?: Prerequisite | undefined;
}

export interface Started {
  readonly id: string;
  /** True when the job was running already and `ifRunning` is `reuse`. */
  readonly reused: boolean;
}

/** Why a job was not started. Every one names what is in the way. */
export type StartError =
  | { readonly code: 'name-taken'; readonly name: string; readonly holder: JobView }
  | { readonly code: 'already-running'; readonly name: string; readonly holder: JobView; readonly why: string }
  | { readonly code: 'too-many-jobs'; readonly limit: number; readonly running: readonly JobView[] }
  | {
      readonly code: 'port-in-use';
      readonly port: number;
      readonly holder: SurvivorView | undefined;
      /** The job of this server that holds the port, or is going to. */
      readonly job?: string;
    }
  | {
      readonly code: 'no-free-port';
      readonly name: string;
      readonly range: { readonly from: number; readonly to: number };
    }
  | { readonly code: 'denied'; readonly denial: ProfileDenial }
  | { readonly code: 'cwd-missing'; readonly cwd: string }
  | { readonly code: 'env-file'; readonly path: string; readonly message: string }
  | { readonly code: 'state-folder'; readonly path: string; readonly message: string }
  | { readonly code: 'bad-name'; readonly name: string }
  | { readonly code: 'no-terminal' }
  | { readonly code: 'shutting-down' };
