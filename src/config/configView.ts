import { formatDuration } from '../lib/duration.js';
import type {
  Config,
  EnvFile,
  HealthCheck,
  InheritEnv,
  ParamSpec,
  PolicySection,
  PortSpec,
  Probe,
  Profile,
  ProfileRun,
  RestartPolicy,
  RuleSource,
  RunSettings,
} from './config.js';
import type { Template } from './template.js';

/** What a file could say: plain data in the file's own words. What says nothing is absent. */
export type ViewValue = null | boolean | number | string | readonly ViewValue[] | ViewMap;
export interface ViewMap {
  readonly [key: string]: ViewValue;
}

const SIZE_UNITS = [
  ['GB', 1_000_000_000],
  ['GiB', 1_073_741_824],
  ['MB', 1_000_000],
  ['MiB', 1_048_576],
  ['kB', 1_000],
  ['KiB', 1_024],
] as const;

/** A resolved file in the words of the file, every default filled in, every path absolute. Loading it gives the same again. */
export function configView({ limits, defaults, policy, profiles }: Config): ViewMap {
  return {
    version: 1,
    limits: present({
      max_jobs: limits.maxJobs,
      max_log: sizeView(limits.maxLogBytes),
      keep_finished: limits.keepFinished,
      keep_finished_for: formatDuration(limits.keepFinishedForMs),
      max_timeout: durationView(limits.maxTimeoutMs),
    }),
    defaults: settingsView(defaults),
    policy: policyView(policy),
    profiles: Object.fromEntries([...profiles].map(([name, profile]) => [name, profileView(profile)])),
  };
}

/** A template as the file would write it. */
export function templateText(template: Template): string {
  return template
    .map((part) => {
      if (part.kind === 'text') return part.text.replaceAll('$', '$$$$');
      return `\${${part.kind === 'param' ? 'params' : 'ports'}.${part.name}}`;
    })
    .join('');
}

function policyView(policy: PolicySection): ViewMap {
  return present({
    adhoc: policy.adhoc,
    allow: policy.allow.map(ruleView),
    ask: policy.ask.map(ruleView),
    deny: policy.deny.map(ruleView),
    roots: policy.roots.map(escaped),
    env: policy.env,
    max_timeout: durationView(policy.maxTimeoutMs),
    max_jobs: policy.maxJobs,
    path: policy.path?.map(escaped),
  });
}

function ruleView({ words, cwd, env, reason, match, notMatch, unsafe }: RuleSource): ViewMap {
  return present({
    run: words,
    cwd: nonEmpty(cwd),
    env: nonEmpty(env),
    reason,
    match: nonEmpty(match.map(({ text }) => text)),
    not_match: nonEmpty(notMatch.map(({ text }) => text)),
    unsafe: unsafe ? true : undefined,
  });
}

/** One profile in the words of the file. */
export function profileView(profile: Profile): ViewMap {
  return present({
    description: profile.description,
    type: profile.type,
    ...runView(profile.run),
    params: mapView(profile.params, paramView),
    ...settingsView(profile),
    secrets: profile.secrets,
    ports: profile.ports.size === 0 ? undefined : mapView(profile.ports, portView),
    ready: profile.ready.length === 0 ? undefined : profile.ready.map(probeView),
    health: profile.health && healthView(profile.health),
    restart: restartView(profile.restart),
    success_codes: profile.type === 'task' ? profile.successCodes : undefined,
    tty: profile.tty,
    depends_on: profile.dependsOn.size === 0 ? undefined : mapView(profile.dependsOn, (condition) => condition),
    if_running: profile.ifRunning,
    lifetime: profile.lifetime,
    expose: profile.expose,
    tags: profile.tags,
  });
}

/** What `defaults` and a profile have in common, in the words of the file. */
export function settingsView(settings: RunSettings): ViewMap {
  const { stop, log } = settings;
  return present({
    cwd: templateText(settings.cwd),
    env: mapView(settings.env, (value) => value && templateText(value)),
    env_file: settings.envFiles.map(envFileView),
    inherit_env: inheritView(settings.inheritEnv),
    timeout: durationView(settings.timeoutMs),
    idle_timeout: durationView(settings.idleTimeoutMs),
    stop: present({
      signal: stop.signal.replace(/^SIG/, ''),
      grace: formatDuration(stop.graceMs),
      command: stop.command?.map(templateText),
    }),
    stdin: settings.stdin,
    log: present({
      max: log.maxBytes === undefined ? undefined : sizeView(log.maxBytes),
      ansi: log.ansi,
      progress: log.progress,
      streams: log.streams,
    }),
  });
}

function runView(run: ProfileRun): ViewMap {
  if (run.kind === 'argv') return { command: run.words.map(templateText) };
  return { shell: { script: run.script, with: run.shell } };
}

function envFileView({ path, required }: EnvFile): ViewValue {
  return { path: templateText(path), required };
}

function inheritView(inherit: InheritEnv): ViewValue {
  return inherit.kind === 'patterns' ? inherit.patterns : inherit.kind;
}

function paramView(param: ParamSpec): ViewMap {
  const {
    type,
    description,
    required,
    enum: choices,
    pattern,
    minLength,
    maxLength,
    minimum,
    maximum,
    allowDash,
  } = param;
  return present({
    type,
    description,
    default: param.default,
    enum: choices,
    pattern,
    minimum,
    maximum,
    required: param.default === undefined ? required : undefined,
    minLength,
    maxLength,
    allow_dash: allowDash ? true : undefined,
  });
}

function portView({ prefer, range, env }: PortSpec): ViewMap {
  return present({ prefer, range: range && `${range.from}-${range.to}`, env });
}

function probeView({ target, timeoutMs, intervalMs, attemptTimeoutMs, successes }: Probe): ViewMap {
  return {
    ...targetView(target),
    timeout: formatDuration(timeoutMs),
    interval: formatDuration(intervalMs),
    attempt_timeout: formatDuration(attemptTimeoutMs),
    successes,
  };
}

function targetView(target: Probe['target']): ViewMap {
  switch (target.kind) {
    case 'log':
      return { log: { pattern: target.pattern, stream: target.stream } };
    case 'tcp':
      return { tcp: { port: portText(target.port), host: templateText(target.host), owner: target.owner } };
    case 'http': {
      const status = target.status?.map(({ from, to }) => (from === to ? from : `${from}-${to}`));
      return { http: present({ url: templateText(target.url), status, body: target.body, owner: target.owner }) };
    }
    case 'exec':
      return { exec: { command: target.command.map(templateText) } };
    case 'file':
      return { file: { path: templateText(target.path) } };
  }
}

/** A port is a number where it is known. */
function portText(port: Template): ViewValue {
  const text = templateText(port);
  return /^\d+$/.test(text) ? Number(text) : text;
}

function healthView({ probes, intervalMs, failures, onFailure }: HealthCheck): ViewMap {
  const [probe] = probes;
  return present({
    ...(probe === undefined
      ? {}
      : { ...targetView(probe.target), attempt_timeout: formatDuration(probe.attemptTimeoutMs) }),
    interval: formatDuration(intervalMs),
    failures,
    on_failure: onFailure,
  });
}

function restartView(restart: RestartPolicy | undefined): ViewValue {
  if (restart === undefined) return 'never';
  const { on, max, backoffMs, maxBackoffMs, resetAfterMs } = restart;
  return {
    on,
    max,
    backoff: formatDuration(backoffMs),
    max_backoff: formatDuration(maxBackoffMs),
    reset_after: formatDuration(resetAfterMs),
  };
}

/** Bytes as the file would have them, exactly. */
function sizeView(bytes: number): string {
  const unit = SIZE_UNITS.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit === undefined ? `${bytes}B` : `${bytes / unit[1]}${unit[0]}`;
}

function durationView(ms: number | undefined): string {
  return ms === undefined ? 'none' : formatDuration(ms);
}

function mapView<T>(map: ReadonlyMap<string, T>, view: (value: T) => ViewValue): ViewMap {
  return Object.fromEntries([...map].map(([name, value]) => [name, view(value)]));
}

function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function nonEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}

function present(map: Readonly<Record<string, ViewValue | undefined>>): ViewMap {
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, ViewValue] => entry[1] !== undefined),
  );
}
