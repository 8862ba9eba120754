import type { Profile, RestartPolicy, RunSettings } from '../config.js';
import { inTicks } from '../inTicks.js';
import { schemaDefaults, type ProfileSource } from '../schemaTypes.js';
import { checkStreams } from './checkStreams.js';
import type { ResolveContext, Scope } from './context.js';
import { asMap, get, type Node } from './node.js';
import { profileDigest } from './profileDigest.js';
import { resolveRun } from './resolveCommand.js';
import { resolveParams } from './resolveParams.js';
import { resolvePorts } from './resolvePorts.js';
import { resolveHealth, resolveReady } from './resolveProbes.js';
import { durationMs } from './scalars.js';
import { resolveSettings } from './resolveSettings.js';

const { profile: defaults } = schemaDefaults;

/** What profiles are resolved against. */
export interface ProfileSurroundings {
  readonly settings: RunSettings;
  /** Real paths; undefined when they are told to be wrong. */
  readonly roots: readonly string[] | undefined;
  /** All names that the file declares for a profile, also of what is wrong with them. */
  readonly declared: (profile: string, key: 'params' | 'ports') => ReadonlySet<string>;
}

/** One profile, with every default filled in; undefined when it has nothing to run. */
export function resolveProfile(
  context: ResolveContext,
  name: string,
  node: Node<ProfileSource>,
  around: ProfileSurroundings,
): Profile | undefined {
  const scope: Scope = {
    params: around.declared(name, 'params'),
    ports: around.declared(name, 'ports'),
    used: new Set(),
  };
  const { value } = node;
  const type = value.type ?? defaults.type;
  const settings = resolveSettings(context, node, around.settings, scope, around.roots);
  const params = resolveParams(context, node);
  const ports = resolvePorts(context, node);
  const run = resolveRun(context, node, scope);
  const rest: Omit<Profile, 'run' | 'digest'> = {
    ...settings,
    name,
    description: value.description ?? defaults.description,
    type,
    params,
    secrets: value.secrets ?? defaults.secrets,
    ports,
    ready: resolveReady(context, node, scope),
    health: resolveHealth(context, node, scope),
    restart: resolveRestart(context, node),
    successCodes: value.success_codes ?? defaults.success_codes,
    tty: value.tty ?? defaults.tty,
    dependsOn: new Map(Object.entries(value.depends_on ?? {})),
    ifRunning: value.if_running ?? (type === 'service' ? 'reuse' : 'reject'),
    lifetime: value.lifetime ?? defaults.lifetime,
    expose: value.expose ?? defaults.expose,
    tags: value.tags ?? defaults.tags,
    range: context.places.keyOf(node.pointer),
  };
  checkStreams(context, node, settings.log.streams);
  warn(context, node, type, run?.kind === 'shell' ? undefined : scope.used);
  return run && { ...rest, run, digest: profileDigest({ ...rest, run }) };
}

function resolveRestart(context: ResolveContext, profile: Node<ProfileSource>): RestartPolicy | undefined {
  const restart = get(profile, 'restart');
  const node = restart && asMap(restart);
  if (node === undefined) return undefined;
  const { max, backoff, max_backoff: maxBackoff, reset_after: resetAfter } = schemaDefaults.restartMap;
  return {
    on: node.value.on,
    max: node.value.max ?? max,
    backoffMs: durationMs(context, get(node, 'backoff'), backoff),
    maxBackoffMs: durationMs(context, get(node, 'max_backoff'), maxBackoff),
    resetAfterMs: durationMs(context, get(node, 'reset_after'), resetAfter),
  };
}

/** What is allowed and says nothing. `used` is undefined where parameters also arrive as variables. */
function warn(
  context: ResolveContext,
  node: Node<ProfileSource>,
  type: Profile['type'],
  used: ReadonlySet<string> | undefined,
): void {
  const codes = get(node, 'success_codes');
  if (codes !== undefined && type === 'service') {
    context.tell(
      codes.pointer,
      'key-without-effect',
      context.places.keyOf(codes.pointer),
      '`success_codes` says nothing about a service, for which every exit that nobody asked for is a failure',
      { suggestion: 'remove it, or write `type: task`' },
    );
  }
  for (const name of Object.keys(node.value.params ?? {})) {
    if (used === undefined || used.has(name)) continue;
    const pointer = `${node.pointer}/params/${name}`;
    context.tell(
      pointer,
      'unused-param',
      context.places.keyOf(pointer),
      `the parameter ${inTicks(name)} is used nowhere`,
      {
        suggestion: `put ${inTicks(`\${params.${name}}`)} where its value belongs, or remove it`,
      },
    );
  }
}
