import { nearest } from '../../lib/nearest.js';
import { listed } from '../inTicks.js';
import { pointerKeys } from '../pointer.js';
import type { ConfigSchema, SchemaNode } from './configSchema.js';

/** What was probably meant by an unknown key. */
export interface KeyHint {
  /** The known key of the same map that was meant, or under which it belongs, when one stands out. */
  readonly meant: string | undefined;
  /** The key is right and stands on the wrong level. */
  readonly elsewhere: boolean;
  readonly suggestion: string | undefined;
}

/** Words of neighbouring tools (docker compose, process-compose, VS Code tasks, just, mprocs) for keys of this file. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  command: ['cmd', 'run', 'exec', 'entrypoint', 'argv', 'start', 'program'],
  shell: ['script', 'sh', 'bash'],
  params: ['args', 'arguments', 'parameters', 'inputs', 'options', 'variables', 'vars'],
  env: ['environment', 'env_vars', 'vars', 'set_env'],
  env_file: ['dotenv', 'env_files', 'envfile'],
  cwd: ['dir', 'directory', 'working_dir', 'working_directory', 'workdir', 'folder', 'path'],
  ready: ['readiness', 'readiness_probe', 'ready_when', 'wait_for', 'probe', 'probes', 'ready_log_line'],
  health: ['healthcheck', 'health_check', 'liveness_probe', 'liveness'],
  restart: ['availability', 'autorestart', 'restart_policy'],
  stop: ['shutdown', 'kill'],
  grace: ['timeout', 'timeout_seconds', 'stop_grace_period', 'grace_period'],
  timeout: ['max_time', 'timeout_seconds', 'run_timeout'],
  depends_on: ['depends', 'needs', 'requires', 'dependencies', 'after'],
  if_running: ['instances', 'on_running', 'instance_limit'],
  profiles: ['tasks', 'jobs', 'services', 'processes', 'scripts', 'commands', 'procs', 'presets'],
  policy: ['rules', 'permissions', 'security', 'allowlist', 'whitelist'],
  allow: ['allowlist', 'whitelist', 'allowed', 'permit'],
  deny: ['denylist', 'blacklist', 'blocklist', 'denied', 'block', 'forbid'],
  ask: ['confirm', 'approve', 'prompt'],
  run: ['command', 'cmd', 'rule', 'pattern', 'words'],
  reason: ['description', 'comment', 'why', 'note'],
  max_jobs: ['max_concurrent_jobs', 'concurrency', 'jobs', 'max_running'],
  max_log: ['max_output', 'max_output_size', 'max_output_size_bytes', 'log_size'],
  inherit_env: ['inherit', 'env_inherit', 'pass_env', 'passthrough'],
  tty: ['pty', 'is_tty', 'terminal'],
  pattern: ['regex', 'regexp', 'match', 'line', 'text', 'message'],
  url: ['uri', 'address', 'endpoint', 'get'],
  tags: ['labels', 'groups', 'group', 'namespace'],
  allow_dash: ['allow_hyphen', 'dash'],
  minimum: ['min', 'at_least'],
  maximum: ['max', 'at_most'],
  minLength: ['min_length', 'minlength'],
  maxLength: ['max_length', 'maxlength'],
  enum: ['choices', 'values', 'one_of', 'options'],
  log: ['output', 'logs', 'logging', 'line'],
  interval: ['period', 'every', 'period_seconds'],
  failures: ['retries', 'failure_threshold', 'max_failures'],
  backoff: ['delay', 'backoff_seconds'],
  signal: ['kill_signal', 'stop_signal'],
  expose: ['tool', 'as_tool'],
  description: ['desc', 'help', 'summary', 'comment'],
};

/** Says what an unknown key of a map, which stands at a place of the file, was probably meant to be. */
export function keyHint(key: string, map: SchemaNode, schema: ConfigSchema, pointer: string): KeyHint {
  const here = Object.keys(map.properties ?? {});
  const snake = toSnake(key);
  const exact = here.find((known) => known === snake || known.toLowerCase() === snake.replaceAll('_', ''));
  const close = nearest(key, here);
  const translated = here.filter((known) => OTHER_WORDS[known]?.includes(snake) === true);
  const own = pathOf(pointer);
  const levels = levelsOf(key, map, schema, own);
  if (exact === undefined && translated.length === 0 && levels.length > 0 && !isSlip(key, close[0])) {
    const below = levels.find((level) => level.startsWith(`${own}.`))?.slice(own.length + 1);
    const suggestion = `it belongs under ${listed(levels.slice(0, 2))}`;
    return { meant: below?.split('.')[0], elsewhere: true, suggestion };
  }
  const wanted = [...new Set([...(exact === undefined ? [] : [exact]), ...translated, ...close])].slice(0, 3);
  if (wanted.length === 0) return { meant: undefined, elsewhere: false, suggestion: undefined };
  return { meant: wanted[0], elsewhere: false, suggestion: `did you mean ${listed(wanted)}` };
}

/** A nearest key that begins with the same letter and differs little is what the fingers meant. */
function isSlip(key: string, close: string | undefined): boolean {
  return close !== undefined && Math.abs(close.length - key.length) <= 1 && close.startsWith(key.slice(0, 1));
}

/** Where in the file a key of this name would be right: next below this map, else next above it, else on the highest level. */
function levelsOf(key: string, here: SchemaNode, schema: ConfigSchema, own: string): string[] {
  const others = (keyIndex(schema).get(key) ?? [])
    .filter(({ path, title }) => path !== '' && title !== here.title)
    .map(({ path }) => path);
  const below = others.filter((path) => own !== '' && path.startsWith(`${own}.`));
  // What is no default for every profile is one profile's own.
  if (own === 'defaults' && others.includes('profiles.<name>')) return ['profiles.<name>'];
  if (below.length > 0) return atDepth(below, Math.min(...below.map(depthOf)));
  const above = others.filter((path) => own.startsWith(`${path}.`));
  if (above.length > 0) return atDepth(above, Math.max(...above.map(depthOf)));
  return atDepth(others, Math.min(...others.map(depthOf)));
}

function atDepth(paths: readonly string[], depth: number): string[] {
  return paths.filter((path) => depthOf(path) === depth);
}

/** A place of the file as the schema names it: `profiles.<name>.ready`. */
function pathOf(pointer: string): string {
  const keys = pointerKeys(pointer).filter((key) => !/^\d+$/.test(key));
  return keys.map((key, index) => (index === 1 && keys[0] === 'profiles' ? '<name>' : key)).join('.');
}

/** A profile's name is no level of its own. */
function depthOf(path: string): number {
  return path.replace('.<name>', '').split('.').length;
}

interface Level {
  readonly path: string;
  readonly title: string | undefined;
}

const indexes = new WeakMap<ConfigSchema, Map<string, Level[]>>();

/** Every key of the schema with the maps that have it. */
function keyIndex(schema: ConfigSchema): Map<string, Level[]> {
  const known = indexes.get(schema);
  if (known !== undefined) return known;
  const index = new Map<string, Level[]>();
  for (const [path, { title, properties = {} }] of allMaps(schema)) {
    for (const key of Object.keys(properties)) {
      const levels = index.get(key) ?? [];
      if (!levels.some((level) => level.path === path)) index.set(key, [...levels, { path, title }]);
    }
  }
  indexes.set(schema, index);
  return index;
}

/** Every map of fixed keys, breadth first, with each path that leads to it. The schema has no cycles. */
function* allMaps(schema: ConfigSchema): Generator<readonly [string, SchemaNode]> {
  const queue: [string, SchemaNode][] = [['', schema.root]];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [path, unresolved] = next;
    const node = schema.resolve(unresolved);
    if (node.properties !== undefined) yield [path, node];
    const join = (key: string): string => (path === '' ? key : `${path}.${key}`);
    for (const [name, child] of Object.entries(node.properties ?? {})) queue.push([join(name), child]);
    if (typeof node.additionalProperties === 'object') queue.push([join('<name>'), node.additionalProperties]);
    if (node.items !== undefined) queue.push([path, node.items]);
    queue.unshift(...(node.anyOf ?? []).map((branch): [string, SchemaNode] => [path, branch]));
  }
}

function toSnake(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}
