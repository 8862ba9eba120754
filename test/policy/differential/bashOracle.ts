import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The argv of every command that bash ran, when all of them succeed and when all of them fail. */
export interface BashRun {
  readonly whenSucceeding: readonly (readonly string[])[];
  readonly whenFailing: readonly (readonly string[])[];
}

/**
 * There is no program on the PATH and every builtin is off but `printf`, which the handler of unknown commands records
 * argv with; `eval` and `enable` are turned off by the first line that `eval` reads, before the input is parsed.
 * printf writes at every newline, and the records of a pipeline would mix: newlines are recorded as U+0001, which no word holds.
 */
const DRIVER = `
readonly PATH=/nonexistent
mapfile -d '' -t inputs
exec </dev/null
off=()
for name in $(compgen -b); do
  case $name in eval|enable|printf) ;; *) off+=("$name") ;; esac
done
command_not_found_handle() {
  printf '%s\\0' "$i" "$code" "$#" "\${@//$'\\n'/$'\\001'}" >&3
  [[ $code == 0 ]]
}
for ((i = 0; i < \${#inputs[@]}; i += 1)); do
  for code in 0 1; do
    ( enable -n "\${off[@]}"; eval $'enable -n eval enable\\n'"\${inputs[i]}" )
  done
done
`;

/** Whether an input may be given to the oracle: nothing in it can name a file, and nothing in it is the recorder's own. */
export function isFitForBash(text: string): boolean {
  return !/[/\0]/.test(text) && !text.replace(/['"\\]/g, '').includes('printf');
}

/** Lets one bash, as an unprivileged user, run all the inputs and records what it would have run. Texts hold no slash. */
export function runInBash(inputs: readonly string[]): readonly BashRun[] {
  const unfit = inputs.find((input) => !isFitForBash(input));
  if (unfit !== undefined) throw new Error(`not to be run: ${JSON.stringify(unfit)}`);
  const folder = mkdtempSync(join(tmpdir(), 'bgjobs-bash-'));
  // Nothing can be created where bash runs.
  chmodSync(folder, 0o711);
  const cwd = join(folder, 'cwd');
  mkdirSync(cwd, 0o555);
  const log = join(folder, 'log');
  const fd = openSync(log, 'a');
  const isRoot = process.getuid?.() === 0;
  const bash = ['bash', '--norc', '--noprofile', '-c', DRIVER];
  const [program = '', ...args] = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', ...bash]
    : bash;
  try {
    const done = spawnSync(program, args, {
      cwd,
      input: inputs.map((input) => `${input}\0`).join(''),
      stdio: ['pipe', 'ignore', 'pipe', fd],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', BASH_ENV: '' },
      timeout: 300_000,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (done.error !== undefined) throw done.error;
    return readLog(readFileSync(log, 'utf8'), inputs.length);
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true, force: true });
  }
}

function readLog(log: string, count: number): BashRun[] {
  const runs = Array.from({ length: count }, () => ({
    whenSucceeding: [] as string[][],
    whenFailing: [] as string[][],
  }));
  const fields = log.split('\0');
  for (let at = 0; at + 2 < fields.length;) {
    const [index, code, words] = fields.slice(at, at + 3);
    const argv = fields.slice(at + 3, at + 3 + Number(words)).map((word) => word.replaceAll('\u0001', '\n'));
    (code === '0' ? runs[Number(index)]?.whenSucceeding : runs[Number(index)]?.whenFailing)?.push(argv);
    at += 3 + Number(words);
  }
  return runs;
}
