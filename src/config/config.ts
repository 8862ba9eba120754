import type { SourceRange } from './diagnostic.js';
import type { Template } from './template.js';

/** The validated, resolved and frozen content of one file. Every default is filled in, every path absolute. */
export interface Config {
  /** Absolute path of the file, as it was found. */
  readonly file: string;
  /** Real path of the folder that holds the file. */
  readonly root: string;
  readonly limits: Limits;
  /** What ad-hoc jobs start from: the file's `defaults`. */
  readonly defaults: RunSettings;
  readonly policy: PolicySection;
  /** In the order of the file. */
  readonly profiles: ReadonlyMap<string, Profile>;
}

export interface Limits {
  readonly maxJobs: number;
  /** Bytes of output kept per job. */
  readonly maxLogBytes: number;
  readonly keepFinished: number;
  readonly keepFinishedForMs: number;
  /** The longest timeout that a call may ask for; undefined is no limit. */
  readonly maxTimeoutMs: number | undefined;
}

/** What `defaults` and a profile have in common. */
export interface RunSettings {
  /** Absolute, may hold references. */
  readonly cwd: Template;
  /** null removes a name. */
  readonly env: ReadonlyMap<string, Template | null>;
  readonly envFiles: readonly EnvFile[];
  readonly inheritEnv: InheritEnv;
  readonly timeoutMs: number | undefined;
  readonly idleTimeoutMs: number | undefined;
  readonly stop: StopSettings;
  readonly stdin: 'open' | 'closed';
  readonly log: LogSettings;
}

export interface EnvFile {
  /** Absolute. */
  readonly path: Template;
  readonly required: boolean;
}

/** Which of the server's variables a job gets. Patterns are picomatch patterns on the name. */
export type InheritEnv =
  | { readonly kind: 'minimal' }
  | { readonly kind: 'all' }
  | { readonly kind: 'patterns'; readonly patterns: readonly string[] };

export interface StopSettings {
  /** Such as `SIGTERM`. */
  readonly signal: string;
  /** Milliseconds between the signal and SIGKILL. */
  readonly graceMs: number;
  /** Run before the signal, when given. */
  readonly command: readonly Template[] | undefined;
}

export interface LogSettings {
  /** Bytes; undefined takes `limits.max_log`. */
  readonly maxBytes: number | undefined;
  readonly ansi: 'strip' | 'keep';
  readonly progress: 'collapse' | 'keep';
  readonly streams: 'merged' | 'separate';
}

/** A named task of the file. */
export interface Profile extends RunSettings {
  readonly name: string;
  readonly description: string;
  readonly type: 'task' | 'service';
  readonly run: ProfileRun;
  readonly params: ReadonlyMap<string, ParamSpec>;
  /** Names of variables whose values are masked in every output. */
  readonly secrets: readonly string[];
  readonly ports: ReadonlyMap<string, PortSpec>;
  readonly ready: readonly Probe[];
  readonly health: HealthCheck | undefined;
  readonly restart: RestartPolicy | undefined;
  /** Exit codes that count as success, for `type: task`. */
  readonly successCodes: readonly number[];
  readonly tty: boolean;
  readonly dependsOn: ReadonlyMap<string, 'started' | 'ready' | 'succeeded'>;
  readonly ifRunning: 'reuse' | 'reject' | 'replace' | 'parallel';
  readonly lifetime: 'session' | 'persistent';
  readonly expose: 'preset' | 'tool';
  readonly tags: readonly string[];
  /** Where the profile stands in the file (its name). */
  readonly range: SourceRange;
  /** Changes when anything that the profile says changes; a job started under another digest is stale. */
  readonly digest: string;
}

export type ProfileRun =
  | { readonly kind: 'argv'; readonly words: readonly Template[]; readonly range: SourceRange }
  | {
      readonly kind: 'shell';
      /** Handed to the shell as it is; parameters arrive as `$BGJOBS_PARAM_<NAME>`. */
      readonly script: string;
      /** `/bin/sh`, or the name or path of another shell. */
      readonly shell: string;
      readonly range: SourceRange;
    };

export type ParamValue = string | number | boolean;

/** One scalar parameter. */
export interface ParamSpec {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly description: string;
  readonly required: boolean;
  readonly default: ParamValue | undefined;
  readonly enum: readonly ParamValue[] | undefined;
  /** RE2 syntax, anchored at both ends. */
  readonly pattern: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly allowDash: boolean;
}

export interface PortSpec {
  readonly prefer: number;
  /** undefined is a fixed port. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** The variable that carries it. */
  readonly env: string;
}

export type Stream = 'stdout' | 'stderr' | 'merged';

export type ProbeTarget =
  | { readonly kind: 'log'; readonly pattern: string; readonly stream: Stream }
  | { readonly kind: 'tcp'; readonly port: Template; readonly host: Template; readonly owner: 'job' | 'any' }
  | {
      readonly kind: 'http';
      readonly url: Template;
      /** undefined accepts 200 to 399; else each is a code or a range. */
      readonly status: readonly { readonly from: number; readonly to: number }[] | undefined;
      /** RE2 pattern that the first 64 KiB of the body must contain. */
      readonly body: string | undefined;
      readonly owner: 'job' | 'any';
    }
  | { readonly kind: 'exec'; readonly command: readonly Template[] }
  | { readonly kind: 'file'; readonly path: Template };

export interface Probe {
  readonly target: ProbeTarget;
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly attemptTimeoutMs: number;
  /** Passes in a row that are needed. */
  readonly successes: number;
  readonly range: SourceRange;
}

export interface HealthCheck {
  readonly probes: readonly Probe[];
  readonly intervalMs: number;
  readonly failures: number;
  readonly onFailure: 'report' | 'restart' | 'stop';
}

export interface RestartPolicy {
  readonly on: 'failure' | 'always';
  readonly max: number;
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  readonly resetAfterMs: number;
}

/** The file's `policy`, its rules split into words but not yet compiled. */
export interface PolicySection {
  /** What ad-hoc commands meet: the rules, nothing at all, or everything that is not denied or asked for. */
  readonly adhoc: 'rules' | 'deny' | 'any';
  readonly allow: readonly RuleSource[];
  readonly ask: readonly RuleSource[];
  readonly deny: readonly RuleSource[];
  /** Absolute folders in which anything may run. */
  readonly roots: readonly string[];
  /** Names (picomatch patterns) that a call may set. */
  readonly env: readonly string[];
  /** Where each of them stands, where they come from a file. */
  readonly envRanges?: readonly SourceRange[];
  readonly maxTimeoutMs: number | undefined;
  /** The most jobs at once that a ceiling grants; undefined says nothing. */
  readonly maxJobs: number | undefined;
  /** Absolute folders to look programs up in; undefined takes the server's own PATH. */
  readonly path: readonly string[] | undefined;
  /** The file that says so: bgjobs.yaml, or the ceiling. */
  readonly file: string;
}

export interface RuleSource {
  readonly decision: 'allow' | 'ask' | 'deny';
  readonly words: readonly string[];
  /** As a person would write it: the words joined, quoted where needed. */
  readonly text: string;
  /** The rule's `run`. */
  readonly range: SourceRange;
  /** picomatch patterns on the real path below the root; empty is anywhere below the roots. */
  readonly cwd: readonly string[];
  readonly env: readonly string[];
  readonly reason: string | undefined;
  readonly match: readonly RuleExample[];
  readonly notMatch: readonly RuleExample[];
  readonly unsafe: boolean;
}

/** A command that a rule says it matches, or does not. */
export interface RuleExample {
  readonly text: string;
  readonly range: SourceRange;
}
