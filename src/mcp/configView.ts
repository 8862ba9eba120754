import type { Config, InheritEnv, Profile, RuleSource, RunSettings } from '../config/config.js';
import { formatDuration } from '../lib/duration.js';
import { describePermissions } from '../policy/permissions.js';
import type { Snapshot } from '../policy/snapshot.js';
import { fileView } from './fileTrouble.js';
import { profileView, templateText } from './profileView.js';

/** What stands in place of a value that is nobody's business. */
const MASKED = '<masked>';
/** Names of variables that hold secrets by all experience, whether the file says so or not. */
const SECRET_NAME = /secret|token|passw(?:or)?d|credential|api_?key|private_?key/i;
/** A shorter value is not looked for elsewhere: it would be found in innocent words. */
const SHORTEST_SECRET = 6;

/** The file in force as data, with the values of secret variables masked wherever they stand. */
export function configView(snapshot: Snapshot): object {
  const { config, digest } = snapshot;
  const { limits, defaults } = config;
  const view = {
    file: { ...fileView(snapshot), ...(digest === undefined ? {} : { digest }) },
    root: config.root,
    limits: {
      max_jobs: limits.maxJobs,
      max_log: limits.maxLogBytes,
      keep_finished: limits.keepFinished,
      keep_finished_for: formatDuration(limits.keepFinishedForMs),
      ...durations({ max_timeout: limits.maxTimeoutMs }),
    },
    defaults: runView(defaults, []),
    policy: policyView(snapshot),
    profiles: Object.fromEntries([...config.profiles.values()].map((profile) => [profile.name, wholeProfile(profile)])),
  };
  return withoutSecrets(view, secretValues(config)) as object;
}

/** What the policy says, rule by rule, with the place of each. */
export function policyView({ config, policy }: Snapshot): object {
  const { adhoc, allow, ask, deny, roots, env, maxTimeoutMs } = config.policy;
  return {
    summary: describePermissions(policy),
    adhoc,
    allow: allow.map(ruleView),
    ask: ask.map(ruleView),
    deny: deny.map(ruleView),
    roots,
    env,
    ...durations({ max_timeout: maxTimeoutMs }),
  };
}

/** One profile as the file in force has it. */
export function wholeProfileView(profile: Profile): object {
  return withoutSecrets(wholeProfile(profile), secretsOf(profile, profile.secrets)) as object;
}

function wholeProfile(profile: Profile): object {
  return {
    ...profileView(profile, []),
    ...runView(profile, profile.secrets),
    if_running: profile.ifRunning,
    lifetime: profile.lifetime,
    ...(profile.secrets.length === 0 ? {} : { secrets: profile.secrets }),
  };
}

function runView(run: RunSettings, secrets: readonly string[]): object {
  const env = [...run.env].map(([name, value]) => [
    name,
    value === null ? null : isSecret(name, secrets) ? MASKED : templateText(value),
  ]);
  return {
    cwd: templateText(run.cwd),
    env: Object.fromEntries(env) as object,
    env_files: run.envFiles.map(({ path }) => templateText(path)),
    inherit_env: inheritView(run.inheritEnv),
    ...durations({ timeout: run.timeoutMs, idle_timeout: run.idleTimeoutMs }),
    stop: { signal: run.stop.signal, grace: formatDuration(run.stop.graceMs) },
    stdin: run.stdin,
  };
}

function inheritView(inherit: InheritEnv): string | readonly string[] {
  return inherit.kind === 'patterns' ? inherit.patterns : inherit.kind;
}

function ruleView({ text, range, cwd, env, reason, unsafe }: RuleSource): object {
  return {
    run: text,
    file: range.file,
    line: range.start.line,
    ...(reason === undefined ? {} : { reason }),
    ...(cwd.length === 0 ? {} : { cwd }),
    ...(env.length === 0 ? {} : { env }),
    ...(unsafe ? { unsafe } : {}),
  };
}

function durations(times: Readonly<Record<string, number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, ms]) => (ms === undefined ? [] : [[name, formatDuration(ms)]])),
  );
}

function isSecret(name: string, secrets: readonly string[]): boolean {
  return secrets.includes(name) || SECRET_NAME.test(name);
}

function secretValues({ defaults, profiles }: Config): string[] {
  return [
    ...secretsOf(defaults, []),
    ...[...profiles.values()].flatMap((profile) => secretsOf(profile, profile.secrets)),
  ];
}

function secretsOf(run: RunSettings, secrets: readonly string[]): string[] {
  return [...run.env].flatMap(([name, value]) => {
    if (value === null || !isSecret(name, secrets)) return [];
    return value.flatMap((part) => (part.kind === 'text' && part.text.length >= SHORTEST_SECRET ? [part.text] : []));
  });
}

/** A copy in which no text holds one of the values. */
function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0) return value;
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, MASKED), value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, secrets)]));
}
