import type { JobDetails, JobStats, JobView, SurvivorView } from '../../src/jobs/jobView.js';
import type { OutputPage } from '../../src/jobs/jobs.js';

/** What each tool answers when all is well: the structured content, which is public. */
export interface Replies {
  readonly list_profiles: {
    readonly profiles: readonly ProfileReply[];
    /** What ad-hoc commands are permitted, in a paragraph. */
    readonly policy: string;
    readonly file: FileReply;
  };
  readonly start_profile: StartReply;
  readonly start_command: StartReply;
  readonly check_command: CheckReply;
  readonly list_jobs: {
    readonly jobs: readonly (JobView & Partial<JobStats>)[];
    readonly running: number;
    readonly max_jobs: number;
  };
  readonly get_job: { readonly job: JobDetails & Partial<JobStats>; readonly output?: OutputPage };
  readonly read_output: { readonly job: JobView } & OutputPage;
  readonly wait_for_job: {
    readonly returned: string;
    readonly job: JobView;
    readonly jobs: readonly JobView[];
    readonly output: OutputPage;
    readonly matched?: string;
    readonly hint?: string;
  };
  readonly send_input: { readonly job: JobView; readonly written: number; readonly output: OutputPage };
  readonly stop_job: {
    readonly job: JobView;
    readonly already_ended?: true;
    readonly survivors: readonly SurvivorView[];
  };
}

export interface ProfileReply {
  readonly name: string;
  readonly description: string;
  readonly type: 'task' | 'service';
  readonly command: string;
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly tags: readonly string[];
  readonly ready: readonly string[];
  readonly running: readonly JobView[];
}

export interface FileReply {
  readonly path?: string;
  readonly state: 'valid' | 'invalid' | 'missing';
  readonly revision: number;
  readonly diagnostics: readonly DiagnosticReply[];
  readonly last_reload?: string;
  readonly pending?: { readonly digest: string; readonly changes: readonly string[] };
}

export interface DiagnosticReply {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected?: string;
  readonly suggestion?: string;
}

export interface StartReply {
  readonly job: JobView;
  readonly reused?: true;
  readonly returned: 'started' | 'ready' | 'exited' | 'not-ready' | 'timeout';
  readonly output: OutputPage;
  readonly hint?: string;
}

export interface CheckReply {
  readonly decision: 'allow' | 'ask' | 'deny';
  readonly message: string;
  readonly code?: string;
  readonly hint?: string;
  readonly refused_by?: string;
  readonly cwd?: string;
  readonly commands: readonly {
    readonly argv: readonly string[];
    readonly operator?: string;
    readonly program?: string;
    readonly decision: string;
    readonly rule?: { readonly text: string; readonly file: string; readonly line: number; readonly reason?: string };
    readonly finding?: { readonly code: string; readonly message: string; readonly offset?: number };
  }[];
  readonly alternatives: readonly { readonly kind: string; readonly name?: string; readonly text?: string }[];
}

/** What every tool answers when it was used wrongly, or may not do what was asked. */
export interface ErrorReply {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The facts of this code, such as the job in the way. */
  readonly [fact: string]: unknown;
}
