/** What to do instead of a builtin that would only change the shell it runs in. */
const HINTS: Readonly<Record<string, string>> = {
  cd: 'pass the folder in `cwd`',
  pushd: 'pass the folder in `cwd`',
  popd: 'pass the folder in `cwd`',
  export: 'pass the variable in `env`',
  declare: 'pass the variable in `env`',
  typeset: 'pass the variable in `env`',
  readonly: 'pass the variable in `env`',
  local: 'pass the variable in `env`',
  set: 'pass variables in `env`; there is no shell to set options of',
  unset: 'variables that are not passed in `env` are the job’s own; start a profile that removes it',
  source: 'run the script itself, or start a profile with `shell`',
  '.': 'run the script itself, or start a profile with `shell`',
  eval: 'give the command itself',
  exec: 'give the command itself',
  builtin: 'give the command itself',
  alias: 'give the command itself',
  unalias: 'give the command itself',
  wait: 'use `wait_for_job`',
  jobs: 'use `list_jobs`',
  fg: 'use `read_output` and `send_input`',
  bg: 'every job runs in the background anyway',
  disown: 'every job runs in the background anyway',
  trap: 'use `stop_job` to end a job; a profile says how in `stop`',
  ulimit: 'limits are set by the person who starts the server',
  umask: 'put it in a profile with `shell`',
  shopt: 'there is no shell to set options of',
  let: 'compute the value first',
  read: 'use `send_input`',
  return: 'leave it out',
  exit: 'leave it out',
  logout: 'leave it out',
  shift: 'leave it out',
  history: 'use `list_jobs`',
  hash: 'leave it out',
};

/**
 * For a program word that only a shell knows (no file of that name could do it): what to use instead.
 * undefined for everything that also exists as a program, such as `echo` or `test`.
 */
export function builtinHint(program: string): string | undefined {
  return Object.hasOwn(HINTS, program) ? HINTS[program] : undefined;
}
