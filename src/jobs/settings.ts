import type { HealthCheck, Limits, Probe, ProbeTarget, Profile, RunSettings } from '../config/config.js';
import { fillTemplate, type Template, type TemplateValues } from '../config/template.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import type { HealthSettings, JobSettings, ResolvedProbe, ResolvedTarget, RestartSettings } from './jobSettings.js';

/** What a call may change for an ad-hoc job; what is absent or undefined comes from the file's `defaults`. */
export interface AdhocOverrides {
  readonly timeoutMs?: number | undefined;
  readonly idleTimeoutMs?: number | undefined;
  readonly stdin?: 'open' | 'closed' | undefined;
  readonly lifetime?: JobSettings['lifetime'] | undefined;
  readonly tty?: boolean | undefined;
  readonly ready?: readonly ResolvedProbe[] | undefined;
  /** The `stop.command` of the defaults, approved. */
  readonly stopCommand?: ApprovedCommand | undefined;
}

/** Commands that are run beside a job, approved, by their words in the profile. */
export type HelperCommands = ReadonlyMap<readonly Template[], ApprovedCommand>;

/** A health check may restart a profile that says nothing about restarts: then as the defaults of `restart` have it. */
const RESTART_UNHEALTHY: RestartSettings = {
  on: 'unhealthy',
  max: 5,
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
  resetAfterMs: 60_000,
};

/** How a preset job is run: the profile, with its templates filled. */
export function profileSettings(
  profile: Profile,
  values: TemplateValues,
  limits: Limits,
  helpers: HelperCommands = new Map(),
): JobSettings {
  const { health, restart, stop } = profile;
  return {
    ...commonSettings(profile, limits, stop.command === undefined ? undefined : approvedHelper(helpers, stop.command)),
    type: profile.type,
    successCodes: profile.successCodes,
    ready: profile.ready.map((probe) => resolveProbe(probe, values, helpers)),
    health: health === undefined ? undefined : resolveHealth(health, values, helpers),
    restart: restart ?? (health?.onFailure === 'restart' ? RESTART_UNHEALTHY : undefined),
    tty: profile.tty,
    secrets: profile.secrets,
    ifRunning: profile.ifRunning,
    tags: profile.tags,
    lifetime: profile.lifetime,
  };
}

/**
 * How an ad-hoc job is run: the file's defaults, with what the call asked for on top.
 * A timeout longer than `limits.max_timeout` is cut to it.
 */
export function adhocSettings(defaults: RunSettings, overrides: AdhocOverrides, limits: Limits): JobSettings {
  const common = commonSettings(defaults, limits, overrides.stopCommand);
  return {
    ...common,
    type: 'task',
    successCodes: [0],
    ready: overrides.ready ?? [],
    health: undefined,
    restart: undefined,
    timeoutMs: atMost(overrides.timeoutMs, limits.maxTimeoutMs) ?? common.timeoutMs,
    idleTimeoutMs: atMost(overrides.idleTimeoutMs, limits.maxTimeoutMs) ?? common.idleTimeoutMs,
    stdin: overrides.stdin ?? common.stdin,
    tty: overrides.tty ?? false,
    secrets: [],
    ifRunning: 'reject',
    tags: [],
    lifetime: overrides.lifetime ?? 'session',
  };
}

function commonSettings(
  run: RunSettings,
  limits: Limits,
  stopCommand: ApprovedCommand | undefined,
): Pick<JobSettings, 'stop' | 'timeoutMs' | 'idleTimeoutMs' | 'stdin' | 'log'> {
  return {
    stop: { signal: run.stop.signal, graceMs: run.stop.graceMs, command: stopCommand },
    timeoutMs: run.timeoutMs,
    idleTimeoutMs: run.idleTimeoutMs,
    stdin: run.stdin,
    log: { ...run.log, maxBytes: run.log.maxBytes ?? limits.maxLogBytes },
  };
}

function resolveHealth(
  health: HealthCheck,
  values: TemplateValues,
  helpers: HelperCommands,
): HealthSettings | undefined {
  const { probes, ...rest } = health;
  const [probe] = probes;
  if (probe === undefined) return undefined;
  return { ...rest, target: resolveTarget(probe.target, values, helpers), attemptTimeoutMs: probe.attemptTimeoutMs };
}

function resolveProbe(probe: Probe, values: TemplateValues, helpers: HelperCommands): ResolvedProbe {
  return {
    target: resolveTarget(probe.target, values, helpers),
    timeoutMs: probe.timeoutMs,
    intervalMs: probe.intervalMs,
    attemptTimeoutMs: probe.attemptTimeoutMs,
    successes: probe.successes,
  };
}

function resolveTarget(target: ProbeTarget, values: TemplateValues, helpers: HelperCommands): ResolvedTarget {
  switch (target.kind) {
    case 'log':
      return target;
    case 'tcp':
      return { ...target, port: Number(filled(target.port, values)), host: filled(target.host, values) };
    case 'http':
      return { ...target, url: filled(target.url, values) };
    case 'file':
      return { ...target, path: filled(target.path, values) };
    case 'exec':
      return { kind: 'exec', command: approvedHelper(helpers, target.command) };
  }
}

/** Only the policy makes an ApprovedCommand. @throws when it was not asked: that is a bug. */
function approvedHelper(helpers: HelperCommands, words: readonly Template[]): ApprovedCommand {
  const command = helpers.get(words);
  if (command === undefined) throw new Error('a command of a profile reached the jobs without having been approved');
  return command;
}

function filled(template: Template, values: TemplateValues): string {
  return fillTemplate(template, values) ?? '';
}

function atMost(wanted: number | undefined, most: number | undefined): number | undefined {
  return wanted === undefined || most === undefined ? wanted : Math.min(wanted, most);
}
