import { nearest } from '../../lib/nearest.js';
import { listed } from '../inTicks.js';
import type { ConfigSchema, SchemaNode } from './configSchema.js';

/** What was probably meant by an unknown key. */
export interface KeyHint {
  /** The known key of the same map that was meant, when one stands out. */
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

/** Says what an unknown key of a map was probably meant to be. */
export function keyHint(key: string, map: SchemaNode, schema: ConfigSchema): KeyHint {
  const here = Object.keys(map.properties ?? {});
  const snake = toSnake(key);
  const exact = here.find((known) => known === snake || known.toLowerCase() === snake.replaceAll('_', ''));
  const close = nearest(key, here);
  const translated = here.filter((known) => OTHER_WORDS[known]?.includes(snake) === true);
  const levels = levelsOf(key, map, schema);
  if (exact === undefined && levels.length > 0 && !isSlip(key, close[0])) {
    return { meant: undefined, elsewhere: true, suggestion: `it belongs under ${listed(levels.slice(0, 2))}` };
  }
  const wanted = [...new Set([...(exact === undefined ? [] : [exact]), ...translated, ...close])].slice(0, 3);
  if (wanted.length === 0) return { meant: undefined, elsewhere: false, suggestion: undefined };
  return { meant: wanted[0], elsewhere: false, suggestion: `did you mean ${listed(wanted)}` };
}

/** A nearest key that begins with the same letter and differs little is what the fingers meant. */
function isSlip(key: string, close: string | undefined): boolean {
  return close !== undefined && Math.abs(close.length - key.length) <= 1 && close.startsWith(key.slice(0, 1));
}

/** Where in the file a key of this name would be right, on the highest level that has it. */
function levelsOf(key: string, here: SchemaNode, schema: ConfigSchema): string[] {
  const levels = keyIndex(schema).get(key) ?? [];
  const others = levels.filter(({ path, title }) => path !== '' && title !== here.title).map(({ path }) => path);
  // A profile's name is no level of its own.
  const depth = (path: string): number => path.replace('.<name>', '').split('.').length;
  const highest = Math.min(...others.map(depth));
  return others.filter((path) => depth(path) === highest);
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
    for (const key of Object.keys(properties)) index.set(key, [...(index.get(key) ?? []), { path, title }]);
  }
  indexes.set(schema, index);
  return index;
}

/** Every map of fixed keys, breadth first, with the path that leads to it. */
function* allMaps(schema: ConfigSchema): Generator<readonly [string, SchemaNode]> {
  const queue: [string, SchemaNode][] = [['', schema.root]];
  const seen = new Set<SchemaNode>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [path, unresolved] = next;
    const node = schema.resolve(unresolved);
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.properties !== undefined) yield [path, node];
    const join = (key: string): string => (path === '' ? key : `${path}.${key}`);
    for (const [name, child] of Object.entries(node.properties ?? {})) queue.push([join(name), child]);
    if (typeof node.additionalProperties === 'object') queue.push([join('<name>'), node.additionalProperties]);
    if (node.items !== undefined) queue.push([`${path}[]`, node.items]);
    queue.unshift(...(node.anyOf ?? []).map((branch): [string, SchemaNode] => [path, branch]));
  }
}

function toSnake(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}
