import type { EnvironmentSpec } from '../policy/approvedCommand.js';
import type { InheritEnv } from '../config/config.js';
import { err, ok, type Result } from '../lib/result.js';
import { readEnvFile, type EnvFileError } from './envFile.js';
import { matchesName } from './namePattern.js';

/** What a program needs to find itself, its user and its language; nothing that may be secret. */
const MINIMAL = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'LC_*', 'TZ', 'TMPDIR', 'TERM'];
/** macOS: text encoding of the user. WSL: how to reach the host. */
const PLATFORM = ['__CF_USER_TEXT_ENCODING', 'WSL_DISTRO_NAME', 'WSL_INTEROP', 'WSLENV'];

/** Names that say something about colour; the file setting one of them means that both defaults are off. */
const COLOUR = { NO_COLOR: '1', FORCE_COLOR: '0' };
/** What programs know to write to; the one that this server was started in says nothing about it. */
const TERMINAL = { TERM: 'xterm-256color' };

export interface EnvironmentOptions {
  readonly spec: EnvironmentSpec;
  readonly serverEnv: Readonly<Record<string, string | undefined>>;
  /** The job gets a pseudo-terminal. */
  readonly tty: boolean;
}

/**
 * Puts a job's environment together; later wins: inherited, defaults, env files, `env`.
 * Env files are read now, at every start. What marks the job (`BGJOBS_*`) comes on top when it has an id.
 */
export function buildEnvironment(options: EnvironmentOptions): Result<Record<string, string>, EnvFileError> {
  const { spec } = options;
  const given = new Map<string, string | null>();
  for (const file of spec.files) {
    const read = readEnvFile(file.path, file.required);
    if (!read.ok) return err(read.error);
    for (const [name, value] of read.value) if (spec.mayFilesSet?.(name) !== false) given.set(name, value);
  }
  for (const [name, value] of spec.set) given.set(name, value);

  const env: Record<string, string> = {
    ...inherited(spec.inherit, options.serverEnv),
    ...defaults(options, given),
  };
  for (const [name, value] of given) {
    if (value === null) Reflect.deleteProperty(env, name);
    else env[name] = value;
  }
  return ok(env);
}

function inherited(
  inherit: InheritEnv,
  serverEnv: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(serverEnv)) {
    if (value !== undefined && isInherited(inherit, name)) env[name] = value;
  }
  return env;
}

function isInherited(inherit: InheritEnv, name: string): boolean {
  // A server may itself run as a job: what marks that job must not mark ours.
  if (name.startsWith('BGJOBS_JOB_')) return false;
  switch (inherit.kind) {
    case 'all':
      return true;
    case 'minimal':
      return [...MINIMAL, ...PLATFORM].some((pattern) => matchesName(pattern, name));
    case 'patterns':
      return inherit.patterns.some((pattern) => matchesName(pattern, name));
  }
}

/**
 * Output meant for a file: no colours, and Python writes when it prints. On a terminal a program does as it always does
 * on one, colours included. A name that the file speaks of is left alone.
 */
function defaults(
  { spec: { inherit }, serverEnv, tty }: EnvironmentOptions,
  given: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const isSpokenOf = (name: string): boolean =>
    given.has(name) || (inherit.kind === 'patterns' && serverEnv[name] !== undefined && isInherited(inherit, name));
  return {
    ...(tty || Object.keys(COLOUR).some(isSpokenOf) ? {} : COLOUR),
    ...(!tty || isSpokenOf('TERM') ? {} : TERMINAL),
    ...(isSpokenOf('PYTHONUNBUFFERED') ? {} : { PYTHONUNBUFFERED: '1' }),
  };
}
