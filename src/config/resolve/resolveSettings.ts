import type { EnvFile, InheritEnv, LogSettings, RunSettings, StopSettings } from '../config.js';
import { inTicks, pathInTicks } from '../inTicks.js';
import { schemaDefaults, type DefaultsSource, type EnvValue, type LogSource, type StopSource } from '../schemaTypes.js';
import { literal, type Template } from '../template.js';
import type { ResolveContext, Scope } from './context.js';
import { expand } from './expand.js';
import { checkCwd, isFile, knownText, resolvePath } from './folders.js';
import { asList, asMap, asText, entries, get, items, type Node } from './node.js';
import { resolveWords } from './resolveCommand.js';
import { defaultMs, durationMs, durationOrNone, sizeBytes } from './scalars.js';

/** Variables that bgjobs sets itself. */
const RESERVED = /^BGJOBS_(JOB_ID|PROFILE|PARAM_.*)$/;

/** What holds where neither a profile nor `defaults` says anything. */
export function builtInSettings(root: string): RunSettings {
  const { defaults, stop, log } = schemaDefaults;
  return {
    cwd: literal(root),
    env: new Map(),
    envFiles: [],
    inheritEnv: { kind: defaults.inherit_env },
    timeoutMs: undefined,
    idleTimeoutMs: undefined,
    stop: { signal: `SIG${stop.signal}`, graceMs: defaultMs(stop.grace), command: undefined },
    stdin: defaults.stdin,
    log: { maxBytes: undefined, ansi: log.ansi, progress: log.progress, streams: log.streams },
  };
}

/** What a profile or `defaults` says, over what it starts from. Maps are merged key by key. */
export function resolveSettings(
  context: ResolveContext,
  own: Node<DefaultsSource> | undefined,
  base: RunSettings,
  scope: Scope,
  roots: readonly string[] | undefined,
): RunSettings {
  const inheritEnv = get(own, 'inherit_env');
  return {
    cwd: resolveCwd(context, get(own, 'cwd'), base.cwd, scope, roots),
    env: new Map([...base.env, ...resolveEnv(context, get(own, 'env'), scope)]),
    envFiles: resolveEnvFiles(context, get(own, 'env_file'), scope) ?? base.envFiles,
    inheritEnv: inheritEnv === undefined ? base.inheritEnv : resolveInherit(inheritEnv.value),
    timeoutMs: durationOrNone(context, get(own, 'timeout'), base.timeoutMs),
    idleTimeoutMs: durationOrNone(context, get(own, 'idle_timeout'), base.idleTimeoutMs),
    stop: resolveStop(context, get(own, 'stop'), base.stop, scope),
    stdin: get(own, 'stdin')?.value ?? base.stdin,
    log: resolveLog(context, get(own, 'log'), base.log),
  };
}

function resolveCwd(
  context: ResolveContext,
  node: Node<string> | undefined,
  base: Template,
  scope: Scope,
  roots: readonly string[] | undefined,
): Template {
  if (node === undefined) return base;
  const cwd = resolvePath(context, node, scope);
  if (cwd === undefined) return base;
  checkCwd(context, node, cwd, roots);
  return cwd;
}

function resolveEnv(
  context: ResolveContext,
  env: Node<Readonly<Record<string, EnvValue>>> | undefined,
  scope: Scope,
): Map<string, Template | null> {
  const resolved = new Map<string, Template | null>();
  for (const [name, node] of entries(env)) {
    if (RESERVED.test(name)) {
      context.tell(
        node.pointer,
        'env-reserved',
        context.places.keyOf(node.pointer),
        `${inTicks(name)} is set by bgjobs itself`,
        {
          suggestion: 'use another name',
        },
      );
    }
    const text = asText(node);
    if (node.value === null) resolved.set(name, null);
    else {
      const value = text === undefined ? literal(plainText(context, name, node)) : expand(context, text, scope);
      if (value !== undefined) resolved.set(name, value);
    }
  }
  return resolved;
}

/** A number or a boolean is what is written in the file, when YAML did not change it. */
function plainText(context: ResolveContext, name: string, node: Node<EnvValue>): string {
  const text = String(node.value);
  const written = context.places.textOf(node.pointer)?.written;
  if (written !== undefined && written !== text) {
    context.tell(
      node.pointer,
      'env-needs-quotes',
      context.places.of(node.pointer),
      `YAML reads ${inTicks(written)} as ${inTicks(text)}`,
      {
        expected: `a text as the value of ${inTicks(name)}`,
        suggestion: `quote it: ${inTicks(`"${written}"`)}`,
      },
    );
  }
  return text;
}

function resolveEnvFiles(
  context: ResolveContext,
  node: Node<NonNullable<DefaultsSource['env_file']>> | undefined,
  scope: Scope,
): readonly EnvFile[] | undefined {
  if (node === undefined) return undefined;
  const list = asList(node);
  return (list === undefined ? [node] : items(list)).flatMap((item): EnvFile[] => {
    const map = asMap(item);
    const path = asText(item) ?? get(map, 'path');
    if (path === undefined) return [];
    const required = get(map, 'required')?.value ?? schemaDefaults.envFileMap.required;
    const resolved = resolvePath(context, path, scope);
    if (resolved === undefined) return [];
    const known = knownText(resolved);
    if (required && known !== undefined && !isFile(known)) {
      context.tell(
        path.pointer,
        'env-file-missing',
        context.places.of(path.pointer),
        `there is no file ${pathInTicks(path.value)}`,
        {
          suggestion: `create it before a start, or write ${inTicks(`{path: ${path.value}, required: false}`)}`,
        },
      );
    }
    return [{ path: resolved, required }];
  });
}

function resolveInherit(value: NonNullable<DefaultsSource['inherit_env']>): InheritEnv {
  return typeof value === 'string' ? { kind: value } : { kind: 'patterns', patterns: value };
}

function resolveStop(
  context: ResolveContext,
  own: Node<StopSource> | undefined,
  base: StopSettings,
  scope: Scope,
): StopSettings {
  const signal = get(own, 'signal')?.value;
  const grace = get(own, 'grace');
  const command = get(own, 'command');
  return {
    signal: signal === undefined ? base.signal : signal.startsWith('SIG') ? signal : `SIG${signal}`,
    graceMs: grace === undefined ? base.graceMs : durationMs(context, grace, schemaDefaults.stop.grace),
    command: command === undefined ? base.command : resolveWords(context, command, scope),
  };
}

function resolveLog(context: ResolveContext, own: Node<LogSource> | undefined, base: LogSettings): LogSettings {
  const max = get(own, 'max');
  return {
    maxBytes: max === undefined ? base.maxBytes : sizeBytes(context, max, schemaDefaults.limits.max_log),
    ansi: get(own, 'ansi')?.value ?? base.ansi,
    progress: get(own, 'progress')?.value ?? base.progress,
    streams: get(own, 'streams')?.value ?? base.streams,
  };
}
