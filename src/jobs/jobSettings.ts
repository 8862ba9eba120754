import type { HealthCheck, LogSettings, RestartPolicy, Stream } from '../config/config.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';

/** A probe whose templates are filled. */
export interface ResolvedProbe {
  readonly target: ResolvedTarget;
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly attemptTimeoutMs: number;
  readonly successes: number;
}

export type ResolvedTarget =
  | { readonly kind: 'log'; readonly pattern: string; readonly stream: Stream }
  | { readonly kind: 'tcp'; readonly port: number; readonly host: string; readonly owner: 'job' | 'any' }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly status: readonly { readonly from: number; readonly to: number }[] | undefined;
      readonly body: string | undefined;
      readonly owner: 'job' | 'any';
    }
  | {
      readonly kind: 'exec';
      /** Undefined in a job that another server started: only the policy can approve it anew. */
      readonly command: ApprovedCommand | undefined;
    }
  | { readonly kind: 'file'; readonly path: string };

/** What is looked at again and again once the job is ready. */
export interface HealthSettings extends Omit<HealthCheck, 'probes'> {
  readonly target: ResolvedTarget;
  readonly attemptTimeoutMs: number;
}

/** When a job that ended is started again, under the same id. `unhealthy`: only when its health check says so. */
export interface RestartSettings extends Omit<RestartPolicy, 'on'> {
  readonly on: RestartPolicy['on'] | 'unhealthy';
}

/** How a job is run and watched; complete, no defaults left to fill. */
export interface JobSettings {
  readonly type: 'task' | 'service';
  readonly successCodes: readonly number[];
  readonly ready: readonly ResolvedProbe[];
  readonly health: HealthSettings | undefined;
  readonly restart: RestartSettings | undefined;
  readonly stop: {
    readonly signal: string;
    readonly graceMs: number;
    /** Run before the signal, for as long as the grace at most. */
    readonly command: ApprovedCommand | undefined;
  };
  readonly timeoutMs: number | undefined;
  readonly idleTimeoutMs: number | undefined;
  readonly stdin: 'open' | 'closed';
  /** It gets a pseudo-terminal. */
  readonly tty: boolean;
  readonly log: Omit<LogSettings, 'maxBytes'> & { readonly maxBytes: number };
  /** Names of variables whose values are masked wherever output is shown. */
  readonly secrets: readonly string[];
  readonly ifRunning: 'reuse' | 'reject' | 'replace' | 'parallel';
  readonly tags: readonly string[];
  /** `session`: stopped when the session that started it ends; `persistent`: stays, and the next server takes it over. */
  readonly lifetime: 'session' | 'persistent';
}
