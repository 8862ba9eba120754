import { posix } from 'node:path';
import type { ParamSpec, PolicySection, Profile, ProfileRun, RuleSource } from '../../src/config/config.js';
import type { SourceRange } from '../../src/config/diagnostic.js';
import { literal, type Template, type TemplatePart } from '../../src/config/template.js';
import type { CompiledPolicy } from '../../src/policy/compiledPolicy.js';
import { compilePolicy } from '../../src/policy/compilePolicy.js';
import type { CommandRequest, Decision, Evaluation } from '../../src/policy/evaluation.js';
import { evaluate } from '../../src/policy/evaluate.js';
import { parseCommandLine } from '../../src/policy/lexer.js';
import type { PolicyHost } from '../../src/policy/policyHost.js';
import { simulatedHost, type SimulatedMachine } from '../../src/policy/simulatedHost.js';

export const FILE = '/repo/bgjobs.yaml';

/** A place in the file; examples and rules of the tests are told apart by their line. */
export function range(line: number): SourceRange {
  const at = { line, column: 7, offset: line * 10 };
  return { file: FILE, start: at, end: { ...at, column: 17 } };
}

/** A machine on which every program and folder exists. */
export function host(machine: Partial<SimulatedMachine> = {}): PolicyHost {
  return simulatedHost({
    root: '/repo',
    platform: 'linux',
    symlinks: new Map(),
    files: [],
    path: ['/usr/local/bin', '/usr/bin'],
    ...machine,
  });
}

export type RuleFields = Partial<Omit<RuleSource, 'decision' | 'words' | 'text'>>;
/** A rule as a text, or with fields of its own; words that a text cannot spell are given as a list. */
export type TestRule = string | ({ readonly run: string | readonly string[] } & RuleFields);

export interface TestPolicy {
  readonly allow?: readonly TestRule[];
  readonly ask?: readonly TestRule[];
  readonly deny?: readonly TestRule[];
  readonly env?: readonly string[];
  readonly roots?: readonly string[];
  readonly adhoc?: PolicySection['adhoc'];
}

export function section({
  allow = [],
  ask = [],
  deny = [],
  env = [],
  roots = ['/repo'],
  adhoc,
}: TestPolicy): PolicySection {
  let line = 1;
  const rules = (decision: Decision, given: readonly TestRule[]): RuleSource[] =>
    given.map((rule) => ruleSource(decision, rule, ++line));
  return {
    adhoc: adhoc ?? (allow.length + ask.length + deny.length > 0 ? 'rules' : 'deny'),
    allow: rules('allow', allow),
    ask: rules('ask', ask),
    deny: rules('deny', deny),
    env,
    roots: roots.map((root) => posix.resolve('/repo', root)),
    maxTimeoutMs: undefined,
    maxJobs: undefined,
    path: undefined,
    file: FILE,
  };
}

export function ruleSource(decision: Decision, rule: TestRule, line: number): RuleSource {
  const { run, ...fields } = typeof rule === 'string' ? { run: rule } : rule;
  const words = typeof run === 'string' ? split(run) : run;
  const text = typeof run === 'string' ? run : run.join(' ');
  const common = { cwd: [], env: [], reason: undefined, match: [], notMatch: [], unsafe: false };
  return { ...common, ...fields, decision, words, text, range: fields.range ?? range(line) };
}

function split(text: string): string[] {
  const parsed = parseCommandLine(text, { wildcards: true });
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value.flatMap((command) => command.words.map((word) => word.value));
}

/** A policy that has to compile without errors. */
export function policy(given: TestPolicy, on: PolicyHost = host()): CompiledPolicy {
  const compiled = compilePolicy(section(given), on);
  const errors = compiled.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
  return compiled.policy;
}

export interface Call {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A request for a text, or for argv. */
export function request(command: string | readonly string[], { cwd, env = {} }: Call = {}): CommandRequest {
  const input =
    typeof command === 'string'
      ? ({ kind: 'text', text: command } as const)
      : ({ kind: 'argv', argv: command } as const);
  return { input, cwd, env: new Map(Object.entries(env)) };
}

/** Evaluates without any profile. */
export function decide(on: CompiledPolicy, command: string | readonly string[], call: Call = {}): Evaluation {
  return evaluate(on, request(command, call), new Map());
}

/** A template from a text with `${params.name}`. */
export function template(text: string): Template {
  const parts = text
    .split(/\$\{params\.(\w+)\}/)
    .map((part, at): TemplatePart => (at % 2 === 0 ? { kind: 'text', text: part } : { kind: 'param', name: part }));
  const filled = parts.filter((part) => part.kind !== 'text' || part.text !== '');
  return filled.length === 0 ? literal('') : filled;
}

export function param(name: string, fields: Partial<ParamSpec> = {}): ParamSpec {
  return {
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
    ...fields,
  };
}

export type ProfileFields = Partial<Omit<Profile, 'run' | 'params' | 'cwd' | 'env'>> & {
  readonly command?: readonly string[];
  readonly shell?: { readonly script: string; readonly with?: string };
  readonly params?: readonly ParamSpec[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | null>>;
};

export function profile(
  name: string,
  { command, shell, params = [], cwd, env = {}, ...fields }: ProfileFields,
): Profile {
  const run: ProfileRun =
    shell === undefined
      ? { kind: 'argv', words: (command ?? ['npm', 'test']).map(template), range: range(90) }
      : { kind: 'shell', script: shell.script, shell: shell.with ?? '/bin/sh', range: range(90) };
  return {
    name,
    run,
    params: new Map(params.map((spec) => [spec.name, spec])),
    cwd: template(cwd ?? '/repo'),
    env: new Map(Object.entries(env).map(([key, value]) => [key, value === null ? null : template(value)])),
    envFiles: [],
    inheritEnv: { kind: 'minimal' },
    timeoutMs: undefined,
    idleTimeoutMs: undefined,
    stop: { signal: 'SIGTERM', graceMs: 5_000, command: undefined },
    stdin: 'open',
    log: { maxBytes: undefined, ansi: 'strip', progress: 'collapse', streams: 'merged' },
    description: '',
    type: 'task',
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
    range: range(89),
    digest: name,
    ...fields,
  };
}

export function profiles(...all: readonly Profile[]): ReadonlyMap<string, Profile> {
  return new Map(all.map((each) => [each.name, each]));
}
