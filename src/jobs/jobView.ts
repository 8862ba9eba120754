/** Where a job stands in its life. The legal moves are in `stateTable`. */
export type JobState = 'starting' | 'running' | 'stopping' | 'exited';

/** The state as people see it. */
export type Status = 'starting' | 'running' | 'stopping' | 'completed' | 'failed' | 'killed' | 'timed_out';

/** A fact about the job that never ends it. */
export type Readiness = 'none' | 'pending' | 'ready' | 'failed';

/** What the health check says; `unknown` before its first answer since the last start. */
export type Health = 'unknown' | 'healthy' | 'unhealthy';

/** Why a job ended; the first cause wins. */
export type Outcome =
  | 'exit-code'
  | 'signal'
  | 'timeout'
  | 'idle-timeout'
  | 'stopped'
  | 'spawn-error'
  | 'log-limit'
  | 'crash-loop'
  | 'dependency-failed'
  | 'server-shutdown'
  | 'unhealthy'
  | 'lost';

/**
 * A job as every result shows it, under `job`. What does not apply is absent, never null.
 * This is the wire shape: snake_case, and part of the public interface.
 */
export interface JobView {
  /** Short, readable, never reused: `web-3f9a`. */
  readonly id: string;
  readonly name: string;
  readonly profile?: string;
  readonly status: Status;
  readonly readiness: Readiness;
  /** Of its program: of a persistent job a few milliseconds after its start. */
  readonly pid?: number;
  readonly exit_code?: number;
  /** Such as `SIGTERM`. */
  readonly signal?: string;
  readonly outcome?: Outcome;
  readonly command: string;
  readonly cwd: string;
  /** ISO 8601, UTC. */
  readonly started_at: string;
  readonly ended_at?: string;
  readonly duration_ms: number;
  readonly ports?: Readonly<Record<string, number>>;
  /** It stays when the session that started it ends; absent for a job that does not. */
  readonly lifetime?: 'persistent';
  /** Process of the server that runs it, when that is another one. */
  readonly server_pid?: number;
}

/** What the whole tree of a running job uses, at the time of the call. */
export interface JobStats {
  /** Processor time since the last look (the first time: since the start), in percent of one core. */
  readonly cpu_percent: number;
  /** Resident memory, bytes; what processes share counts in each of them. */
  readonly memory_bytes: number;
  /** Without those of ours that only carry its program. */
  readonly processes: number;
  /** TCP ports that it listens on; absent where the system does not tell. */
  readonly listening?: readonly number[];
}

/** Everything about one job, for `get_job` and the command line. */
export interface JobDetails extends JobView {
  readonly argv: readonly string[];
  readonly program: string;
  /** Names of the variables that the job was given, sorted; never values. */
  readonly env_names: readonly string[];
  readonly params?: Readonly<Record<string, string>>;
  readonly started_by: string;
  readonly stopped_by?: string;
  /** One sentence: why it ended, or why it is not ready. */
  readonly reason?: string;
  /** The last probe's own words. */
  readonly last_probe?: string;
  readonly output_bytes: number;
  readonly lost_bytes: number;
  readonly last_output_at?: string;
  readonly stdin: 'open' | 'closed';
  /** It has a pseudo-terminal. */
  readonly tty?: true;
  /** A process of it is blocked reading the input. Absent also where the system does not tell. */
  readonly waiting_for_input?: true;
  /** What it waits for before it is launched. */
  readonly waiting_for?: string;
  /** How often it was started again; absent where nothing restarts it. */
  readonly restarts?: number;
  /** Why it was started again the last time. */
  readonly restart_reason?: string;
  /** When it is started again; absent unless it waits for that. ISO 8601, UTC. */
  readonly next_attempt_at?: string;
  readonly health?: Health;
  /** What the last health check found wrong. */
  readonly health_reason?: string;
  /** What went wrong with `stop.command`. */
  readonly stop_command?: string;
  /** The profile changed or went since the job started. */
  readonly stale?: boolean;
  /** Where the log is, for a person. Where the streams are kept apart, that of standard output. */
  readonly log_file: string;
  readonly stderr_log_file?: string;
  /** What happened to the log: the job emptied it, the disk was full. */
  readonly output_notice?: string;
  readonly tags?: readonly string[];
  /** What is wrong with how the job is recorded. */
  readonly warnings?: readonly string[];
  /** Processes that outlived a stop, or that an ended job left running. */
  readonly survivors?: readonly SurvivorView[];
}

export interface SurvivorView {
  readonly pid: number;
  readonly command: string;
}
