// Generated from schema/bgjobs.schema.json by `npm run generate`. Change that file instead.

/**
 * The folder it runs in. Has to lie inside `policy.roots`. The file's folder without it.
 */
export type Cwd = string;
/**
 * The value. A number or a boolean is taken as it is written when that is unambiguous.
 */
export type EnvValue = string | number | boolean | null;
/**
 * Files in dotenv syntax with further variables, read again at every start. `env` wins over them.
 */
export type EnvFiles = Path | EnvFileMapSource | EnvFile[];
/**
 * A path, from the folder that holds the file. May hold references such as `${env.NAME}`.
 */
export type Path = string;
/**
 * One file.
 */
export type EnvFile = Path | EnvFileMapSource;
/**
 * Which of the server's own variables it gets: `minimal` (PATH, HOME, LANG and the like), `all`, or a list of names. `*` stands for any characters.
 */
export type InheritEnv = ('minimal' | 'all') | NamePattern[];
/**
 * The name of an environment variable. `*` stands for any characters.
 */
export type NamePattern = string;
/**
 * One word.
 */
export type Word = string;
/**
 * The words one by one; nothing is split.
 *
 * @minItems 1
 */
export type WordList = Word[];
/**
 * `open`: a pipe, to which `send_input` writes. `closed`: end of file at once.
 */
export type Stdin = 'open' | 'closed';
/**
 * A pattern for whole words. `*` is one word (or any characters inside a word), `**` at the end is any number of further words. A text is split into words once.
 */
export type Rule = string | WordList | RuleMapSource;
/**
 * A glob pattern for a folder below the root.
 */
export type GlobPattern = string;
/**
 * A command as an agent would write it.
 */
export type CommandText = string;
/**
 * A folder. May hold `${env.NAME}` and `${root}`.
 */
export type Folder = string;
/**
 * What runs, without a shell: a list of words, or a text of plain words. May hold `${params.name}`, `${ports.name}`, `${env.NAME}` and `${root}`.
 */
export type Command = string | WordList;
/**
 * A script for `/bin/sh -c`. Parameters arrive in it as `$BGJOBS_PARAM_<NAME>`, and nothing else is filled in.
 */
export type Shell = string | ShellMapSource;
/**
 * A single value.
 */
export type Scalar = string | number | boolean;
/**
 * The name of an environment variable.
 */
export type VariableName = string;
/**
 * A fixed port, or one to choose from a range.
 */
export type Port = PortNumber | PortMapSource;
/**
 * A TCP port.
 */
export type PortNumber = number;
/**
 * Who has to hold the port: a process of this job, or anybody (containers).
 */
export type PortOwner = 'job' | 'any';
/**
 * An HTTP status code.
 */
export type StatusCode = number;
/**
 * A range of HTTP status codes, both ends included.
 */
export type StatusRange = string;

/**
 * What a bgjobs server may run: named profiles, and the rules for every other command. Relative paths count from the folder that holds the file.
 */
export interface ConfigFile {
  /**
   * The version of the file format. Always 1, and first in the file.
   */
  version: 1;
  limits?: LimitsSource;
  defaults?: DefaultsSource;
  policy?: PolicySource;
  /**
   * Named tasks that an agent starts by name. A name begins with a lower-case letter and has lower-case letters, digits, `-` and `_`, 48 at most.
   */
  profiles?: {
    [k: string]: ProfileSource;
  };
}
/**
 * Bounds for the whole server.
 */
export interface LimitsSource {
  /**
   * Jobs running at once. One more is refused with the list of those running.
   */
  max_jobs?: number;
  /**
   * Output kept per job. The oldest goes first, and the count of what went is reported.
   */
  max_log?: string;
  /**
   * How many finished jobs are kept.
   */
  keep_finished?: number;
  /**
   * How long a finished job is kept.
   */
  keep_finished_for?: string;
  /**
   * The longest timeout that a call may ask for.
   */
  max_timeout?: string;
}
/**
 * What every profile starts from unless it says otherwise. Jobs from ad-hoc commands use it too. Maps are merged key by key; everything else is replaced.
 */
export interface DefaultsSource {
  cwd?: Cwd;
  env?: Env;
  env_file?: EnvFiles;
  inherit_env?: InheritEnv;
  /**
   * How long the whole run may take. Then it is stopped, with the status `timed_out`.
   */
  timeout?: string;
  /**
   * How long it may be without output. Then it is stopped, with the status `timed_out`.
   */
  idle_timeout?: string;
  stop?: StopSource;
  stdin?: Stdin;
  log?: LogSource;
}
/**
 * Variables that it gets. `null` removes one. May hold references such as `${env.NAME}`.
 */
export interface Env {
  [k: string]: EnvValue;
}
/**
 * A file that may be missing.
 */
export interface EnvFileMapSource {
  path: Path;
  /**
   * Whether a start fails when the file is missing.
   */
  required?: boolean;
}
/**
 * How it is stopped: a signal to the whole process tree, then SIGKILL to what is left after the grace.
 */
export interface StopSource {
  /**
   * The signal that asks it to end.
   */
  signal?:
    | 'TERM'
    | 'INT'
    | 'HUP'
    | 'QUIT'
    | 'KILL'
    | 'USR1'
    | 'USR2'
    | 'SIGTERM'
    | 'SIGINT'
    | 'SIGHUP'
    | 'SIGQUIT'
    | 'SIGKILL'
    | 'SIGUSR1'
    | 'SIGUSR2';
  /**
   * How long it has before SIGKILL.
   */
  grace?: string;
  /**
   * A command that is run before the signal, without a shell.
   */
  command?: string | WordList;
}
/**
 * How its output is kept and shown.
 */
export interface LogSource {
  /**
   * Output kept; `limits.max_log` without it.
   */
  max?: string;
  /**
   * Whether colours and other escape sequences are removed when output is read.
   */
  ansi?: 'strip' | 'keep';
  /**
   * Whether progress bars are collapsed to what a terminal would show.
   */
  progress?: 'collapse' | 'keep';
  /**
   * `merged` keeps the exact order of both streams; `separate` lets them be read apart, and puts them together in steps of 50 ms.
   */
  streams?: 'merged' | 'separate';
}
/**
 * Which commands besides the profiles may run. Without it, none. The strictest rule that matches wins: deny, then ask, then allow.
 */
export interface PolicySource {
  /**
   * What a command that is no profile meets. `rules`: what the rules allow (the default when there are rules). `deny`: nothing runs (the default when there are none). `any`: everything that is not denied or asked for.
   */
  adhoc?: 'rules' | 'deny' | 'any';
  /**
   * Commands that may run.
   */
  allow?: Rule[];
  /**
   * Commands that a person has to approve first.
   */
  ask?: Rule[];
  /**
   * Commands that never run, whatever else allows them. A deny rule covers all further words by itself.
   */
  deny?: Rule[];
  /**
   * Folders in which anything may run, profiles too.
   *
   * @minItems 1
   */
  roots?: Folder[];
  /**
   * Names of variables that a call may set. `*` stands for any characters.
   */
  env?: NamePattern[];
  /**
   * The longest timeout that this policy grants a call.
   */
  max_timeout?: string;
  /**
   * The most jobs at once that this policy grants; `limits.max_jobs` cannot exceed it.
   */
  max_jobs?: number;
  /**
   * Absolute folders to look programs up in, instead of the server's own PATH.
   *
   * @minItems 1
   */
  path?: Folder[];
}
/**
 * A rule with conditions.
 */
export interface RuleMapSource {
  /**
   * The words of the command, as a text or as a list.
   */
  run: string | WordList;
  /**
   * Where it holds: glob patterns for folders below the root. Anywhere in the roots without it.
   *
   * @minItems 1
   */
  cwd?: GlobPattern[];
  /**
   * Further names of variables that this rule lets the call set.
   */
  env?: NamePattern[];
  /**
   * Why, in one sentence. The agent is told.
   */
  reason?: string;
  /**
   * Commands that this rule has to match; checked when the file is loaded.
   */
  match?: CommandText[];
  /**
   * Commands that this rule must not match; checked when the file is loaded.
   */
  not_match?: CommandText[];
  /**
   * Lifts the built-in refusals of dangerous options and programs for this rule.
   */
  unsafe?: boolean;
}
/**
 * A named task. It has a `command` or a `shell`.
 */
export interface ProfileSource {
  command?: Command;
  shell?: Shell;
  /**
   * One sentence for the agent: what it does and when to use it.
   */
  description?: string;
  /**
   * `task` ends by itself, and exit code 0 is success. `service` is meant to keep running, so that any exit nobody asked for is a failure.
   */
  type?: 'task' | 'service';
  /**
   * Typed parameters, each filling one word of the command. A name has lower-case letters, digits and `_`.
   */
  params?: {
    [k: string]: ParamSource;
  };
  cwd?: Cwd;
  env?: Env;
  env_file?: EnvFiles;
  inherit_env?: InheritEnv;
  /**
   * Variables whose values (6 characters and more) are shown as `[NAME]` in every output and status.
   */
  secrets?: VariableName[];
  /**
   * Ports that the job listens on. Each is exported as a variable of its upper-cased name and shown in the status.
   */
  ports?: {
    [k: string]: Port;
  };
  /**
   * When the job counts as ready: one probe, or a list that must all pass.
   */
  ready?: ProbeSource | ProbeSource[];
  health?: HealthSource;
  /**
   * Whether it is started again when it ends. A stop by a person or an agent never restarts.
   */
  restart?: 'never' | RestartMapSource;
  stop?: StopSource;
  /**
   * How long the whole run may take. Then it is stopped, with the status `timed_out`.
   */
  timeout?: string;
  /**
   * How long it may be without output. Then it is stopped, with the status `timed_out`.
   */
  idle_timeout?: string;
  /**
   * Exit codes that count as success, for `type: task`.
   *
   * @minItems 1
   *
   * Items: An exit code.
   */
  success_codes?: number[];
  stdin?: Stdin;
  /**
   * Whether it gets a pseudo-terminal, for programs that want one: a REPL, a prompt, keys in `send_input`. Its window has 120 columns and 40 rows, or what `COLUMNS` and `LINES` of its `env` say. What is typed shows in the output, as on any terminal, and `NO_COLOR` is not set.
   */
  tty?: boolean;
  /**
   * Profiles that are started first, and what has to hold of each before this one starts. They are shared.
   */
  depends_on?: {
    /**
     * What has to hold before this one starts.
     */
    [k: string]: 'started' | 'ready' | 'succeeded';
  };
  /**
   * What a start does while it is running: `reuse` (the default for services) returns the running job when the parameters are the same, `reject` (the default for tasks) is an error, `replace` stops the running one first, `parallel` runs both.
   */
  if_running?: 'reuse' | 'reject' | 'replace' | 'parallel';
  /**
   * `session`: stopped when the session that started it ends. `persistent`: stays.
   */
  lifetime?: 'session' | 'persistent';
  /**
   * `tool` makes the profile a tool of its own as well, with the parameters as its arguments.
   */
  expose?: 'preset' | 'tool';
  log?: LogSource;
  /**
   * Words to filter lists by.
   *
   * Items: One tag.
   */
  tags?: string[];
}
/**
 * A script for another shell.
 */
export interface ShellMapSource {
  /**
   * The script.
   */
  script: string;
  /**
   * The name or the path of the shell; it gets the script after `-c`.
   */
  with?: string;
}
/**
 * One scalar parameter, in the words of JSON Schema. Without `default` and without `required: false` it is required.
 */
export interface ParamSource {
  /**
   * What kind of value it takes.
   */
  type?: 'string' | 'integer' | 'number' | 'boolean';
  /**
   * One sentence for the agent.
   */
  description?: string;
  /**
   * Whether a call has to give it. False by itself when there is a default.
   */
  required?: boolean;
  /**
   * The value when a call gives none.
   */
  default?: string | number | boolean;
  /**
   * The only values that are accepted.
   *
   * @minItems 1
   */
  enum?: Scalar[];
  /**
   * A regular expression (RE2) that the whole value has to match. For `type: string`.
   */
  pattern?: string;
  /**
   * The least number of characters. For `type: string`.
   */
  minLength?: number;
  /**
   * The most characters. For `type: string`.
   */
  maxLength?: number;
  /**
   * The least value. For `type: integer` and `number`.
   */
  minimum?: number;
  /**
   * The greatest value. For `type: integer` and `number`.
   */
  maximum?: number;
  /**
   * Whether a value may begin with `-`, and so be taken for an option by the program.
   */
  allow_dash?: boolean;
}
/**
 * A port that is chosen when the job starts.
 */
export interface PortMapSource {
  /**
   * A TCP port.
   */
  prefer: number;
  /**
   * Where a free port is looked for when the preferred one is taken. Without it the port is fixed.
   */
  range?: string;
  /**
   * The name of an environment variable.
   */
  env?: string;
}
/**
 * One of `log`, `tcp`, `http`, `exec` or `file`, and how often to try.
 */
export interface ProbeSource {
  log?: LogProbeSource;
  tcp?: TcpProbeSource;
  http?: HttpProbeSource;
  exec?: ExecProbeSource;
  file?: FileProbeSource;
  /**
   * How long to try. Then the readiness is `failed`, and the job keeps running.
   */
  timeout?: string;
  /**
   * The pause between two attempts.
   */
  interval?: string;
  /**
   * How long one attempt may take.
   */
  attempt_timeout?: string;
  /**
   * Attempts in a row that have to pass.
   */
  successes?: number;
}
/**
 * Ready when a line of the output matches.
 */
export interface LogProbeSource {
  /**
   * A regular expression (RE2) that matches somewhere in the line.
   */
  pattern: string;
  /**
   * Which stream to look at.
   */
  stream?: 'merged' | 'stdout' | 'stderr';
}
/**
 * Ready when the port accepts connections.
 */
export interface TcpProbeSource {
  /**
   * The port, or a reference to one.
   */
  port: PortNumber | string;
  /**
   * The host. `localhost` looks at 127.0.0.1 and ::1.
   */
  host?: string;
  owner?: PortOwner;
}
/**
 * Ready when the URL answers as it should. Redirects are not followed.
 */
export interface HttpProbeSource {
  /**
   * The URL; may hold references such as `${ports.web}`.
   */
  url: string;
  /**
   * The status codes that count.
   */
  status?: StatusCode | StatusRange | (StatusCode | StatusRange)[];
  /**
   * A regular expression (RE2) that the first 64 KiB of the body have to contain.
   */
  body?: string;
  owner?: PortOwner;
}
/**
 * Ready when the command exits with 0.
 */
export interface ExecProbeSource {
  command: Command;
}
/**
 * Ready when the file exists and was written after the start.
 */
export interface FileProbeSource {
  path: Path;
}
/**
 * A probe that is repeated once the job is ready: one of `log`, `tcp`, `http`, `exec` or `file`, and what to do when it fails.
 */
export interface HealthSource {
  log?: LogProbeSource;
  tcp?: TcpProbeSource;
  http?: HttpProbeSource;
  exec?: ExecProbeSource;
  file?: FileProbeSource;
  /**
   * The pause between two checks.
   */
  interval?: string;
  /**
   * How long one attempt may take.
   */
  attempt_timeout?: string;
  /**
   * Checks in a row that have to fail.
   */
  failures?: number;
  /**
   * What happens then.
   */
  on_failure?: 'report' | 'restart' | 'stop';
}
/**
 * When and how often it is started again. The pause doubles each time.
 */
export interface RestartMapSource {
  /**
   * After which ends.
   */
  on: 'failure' | 'always';
  /**
   * Restarts in a row; then it has failed, with the reason crash-loop.
   */
  max?: number;
  /**
   * The pause before the first restart.
   */
  backoff?: string;
  /**
   * The longest pause.
   */
  max_backoff?: string;
  /**
   * How long it has to run for the count to begin anew.
   */
  reset_after?: string;
}

/** The defaults that the schema states, by definition and key. */
export const schemaDefaults = {
  file: {
    limits: {},
    defaults: {},
    policy: {},
    profiles: {},
  },
  limits: {
    max_jobs: 10,
    max_log: '10MB',
    keep_finished: 100,
    keep_finished_for: '24h',
    max_timeout: 'none',
  },
  defaults: {
    cwd: '.',
    env: {},
    env_file: [],
    inherit_env: 'minimal',
    timeout: 'none',
    idle_timeout: 'none',
    stop: {},
    stdin: 'open',
    log: {},
  },
  policy: {
    allow: [],
    ask: [],
    deny: [],
    roots: ['.'],
    env: [],
    max_timeout: 'none',
  },
  ruleMap: {
    env: [],
    match: [],
    not_match: [],
    unsafe: false,
  },
  profile: {
    description: '',
    type: 'task',
    params: {},
    cwd: '.',
    env: {},
    env_file: [],
    inherit_env: 'minimal',
    secrets: [],
    ports: {},
    restart: 'never',
    stop: {},
    timeout: 'none',
    idle_timeout: 'none',
    success_codes: [0],
    stdin: 'open',
    tty: false,
    depends_on: {},
    lifetime: 'session',
    expose: 'preset',
    log: {},
    tags: [],
  },
  shellMap: {
    with: '/bin/sh',
  },
  param: {
    type: 'string',
    description: '',
    allow_dash: false,
  },
  envFileMap: {
    required: true,
  },
  stop: {
    signal: 'TERM',
    grace: '5s',
  },
  log: {
    ansi: 'strip',
    progress: 'collapse',
    streams: 'merged',
  },
  probe: {
    timeout: '30s',
    interval: '250ms',
    attempt_timeout: '2s',
    successes: 1,
  },
  logProbe: {
    stream: 'merged',
  },
  tcpProbe: {
    host: 'localhost',
    owner: 'job',
  },
  httpProbe: {
    status: '200-399',
    owner: 'job',
  },
  health: {
    interval: '10s',
    attempt_timeout: '2s',
    failures: 3,
    on_failure: 'report',
  },
  restartMap: {
    max: 5,
    backoff: '1s',
    max_backoff: '30s',
    reset_after: '60s',
  },
} as const;
