import type { Config, ParamSpec, Profile, RuleSource, RunSettings } from '../../src/config/config.js';
import type { Diagnostic, SourceRange } from '../../src/config/diagnostic.js';
import { literal, type Template } from '../../src/config/template.js';
import type { Host } from '../../src/mcp/host.js';
import { compilePolicy } from '../../src/policy/compilePolicy.js';
import type { PolicyHost } from '../../src/policy/policyHost.js';
import type { FileStatus, PendingChange, Snapshot } from '../../src/policy/snapshot.js';
import { createFakeJobs, type FakeJobs } from './fakeJobs.js';

export const FILE = '/project/bgjobs.yaml';

/** A host without a machine: the policy is real, jobs and file are as the test says. */
export interface FakeHost extends Host {
  readonly jobs: FakeJobs;
  readonly logged: readonly string[];
  /** Puts a snapshot in force, as a reload does. */
  reload(next: SnapshotSpec): void;
}

/** What a test says of the file; everything else is as an ordinary file has it. */
export interface SnapshotSpec {
  readonly profiles?: readonly Profile[];
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
  /** Why a rule is there, by its text. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly state?: FileStatus['state'];
  readonly diagnostics?: readonly Diagnostic[];
  /** No file was ever good. */
  readonly nothing?: boolean;
  readonly maxTimeoutMs?: number;
  readonly pending?: PendingChange;
}

export function createFakeHost(spec: SnapshotSpec = {}): FakeHost {
  const jobs = createFakeJobs();
  const listeners = new Set<(now: Snapshot, before: Snapshot) => void>();
  const logged: string[] = [];
  let snapshot = snapshotOf(spec, 1);
  return {
    version: '0.0.0-test',
    jobs,
    logged,
    snapshot: () => snapshot,
    ready: () => Promise.resolve(),
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log: (line) => void logged.push(line),
    reload(next) {
      const before = snapshot;
      snapshot = snapshotOf(next, before.revision + 1);
      for (const listener of [...listeners]) listener(snapshot, before);
    },
  };
}

/** A profile as an ordinary file has it. */
export function profile(name: string, facts: Partial<Profile> = {}): Profile {
  return {
    ...SETTINGS,
    name,
    description: `the ${name} of this project`,
    type: 'task',
    run: { kind: 'argv', words: ['npm', 'run', name].map(literal), range: range(4) },
    params: new Map(),
    secrets: [],
    ports: new Map(),
    ready: [],
    health: undefined,
    restart: undefined,
    successCodes: [0],
    tty: false,
    dependsOn: new Map(),
    ifRunning: 'reject',
    lifetime: 'session',
    expose: 'preset',
    tags: [],
    range: range(3),
    digest: `digest of ${name}`,
    ...facts,
  };
}

/** A service that is probed on a port. */
export function service(name: string, facts: Partial<Profile> = {}): Profile {
  const target = { kind: 'tcp', port: literal('5173'), host: literal('localhost'), owner: 'job' } as const;
  const times = { timeoutMs: 30_000, intervalMs: 250, attemptTimeoutMs: 2_000, successes: 1 };
  return profile(name, {
    type: 'service',
    ifRunning: 'reuse',
    ready: [{ target, ...times, range: range(6) }],
    ...facts,
  });
}

export function param(name: string, facts: Partial<ParamSpec> = {}): [string, ParamSpec] {
  return [
    name,
    {
      name,
      type: 'string',
      description: '',
      required: true,
      default: undefined,
      enum: undefined,
      pattern: undefined,
      minLength: undefined,
      maxLength: undefined,
      minimum: undefined,
      maximum: undefined,
      allowDash: false,
      ...facts,
    },
  ];
}

/** A template that is one parameter. */
export function paramTemplate(name: string): Template {
  return [{ kind: 'param', name }];
}

export function diagnostic(message: string, line: number): Diagnostic {
  return { code: 'unknown-key', severity: 'error', message, range: range(line), suggestion: 'correct it' };
}

const SETTINGS: RunSettings = {
  cwd: literal('/project'),
  env: new Map(),
  envFiles: [],
  inheritEnv: { kind: 'minimal' },
  timeoutMs: undefined,
  idleTimeoutMs: undefined,
  stop: { signal: 'SIGTERM', graceMs: 5_000, command: undefined },
  stdin: 'open',
  log: { maxBytes: undefined, ansi: 'strip', progress: 'collapse', streams: 'merged' },
};

/** A machine on which every folder below /project exists, and every program in /usr/bin but `nowhere`. */
const MACHINE: PolicyHost = {
  root: '/project',
  path: ['/usr/bin'],
  platform: 'linux',
  realPath: (path) => (path.includes('missing') || path.endsWith('/nowhere') ? undefined : path),
  isDirectory: (path) => !path.startsWith('/usr/bin/'),
  isExecutable: (path) => path.startsWith('/usr/bin/'),
};

function snapshotOf(spec: SnapshotSpec, revision: number): Snapshot {
  const config: Config = {
    file: FILE,
    root: '/project',
    limits: {
      maxJobs: 10,
      maxLogBytes: 10_000_000,
      keepFinished: 100,
      keepFinishedForMs: 86_400_000,
      maxTimeoutMs: spec.maxTimeoutMs,
    },
    defaults: SETTINGS,
    policy: {
      adhoc: spec.nothing === true ? 'deny' : 'rules',
      allow: rules('allow', spec.allow ?? ['npm test', 'npm run *', 'git log **'], spec),
      ask: rules('ask', spec.ask ?? ['git push **'], spec),
      deny: rules('deny', spec.deny ?? ['rm **'], spec),
      roots: ['/project'],
      env: ['CI'],
      maxTimeoutMs: undefined,
      maxJobs: undefined,
      path: undefined,
      file: FILE,
    },
    profiles: new Map((spec.profiles ?? []).map((each) => [each.name, each])),
  };
  return {
    revision,
    digest: spec.nothing === true ? undefined : `digest ${revision}`,
    config,
    policy: compilePolicy(config.policy, MACHINE).policy,
    status: {
      path: FILE,
      state: spec.state ?? 'valid',
      diagnostics: spec.diagnostics ?? [],
      text: undefined,
      report: undefined,
      ...(spec.pending === undefined ? {} : { pending: spec.pending }),
    },
  };
}

function rules(decision: RuleSource['decision'], texts: readonly string[], { reasons }: SnapshotSpec): RuleSource[] {
  return texts.map((text, index) => ({
    decision,
    words: text.split(' '),
    text,
    range: range(20 + index),
    cwd: [],
    env: [],
    reason: reasons?.[text],
    match: [],
    notMatch: [],
    unsafe: false,
  }));
}

function range(line: number): SourceRange {
  const start = { line, column: 3, offset: line * 10 };
  return { file: FILE, start, end: { ...start, column: 9, offset: start.offset + 6 } };
}
