import { emitForShell, shellQuote } from '../policy/quoting.js';

/** What gives jobs a pseudo-terminal on this machine. */
export interface Terminal {
  /** Absolute path of `script`. */
  readonly program: string;
  /** How it takes a command: `-c` with text for a shell (util-linux), or words after the file (BSD, macOS). */
  readonly takes: 'text' | 'words';
}

/** Columns and rows of a job's window when its environment does not say. */
export const WINDOW = { columns: 120, rows: 40 };
/** The longest single argument that Linux passes on, bytes with its NUL (`MAX_ARG_STRLEN`, execve(2)). */
const LONGEST_TEXT = 128 * 1024 - 1;

/** What `script` is started with. */
export interface TerminalCommand {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Puts a command behind `script`, which gives it a controlling terminal and copies what it writes to the job's log.
 * The window is as `COLUMNS` and `LINES` of the environment say. As in the launcher, a program that cannot be executed
 * is noted in the launch file, so that this is never taken for an exit of the job itself.
 * @param words the first one is an absolute path.
 * @returns undefined when the command is too long to be handed over as one text.
 * @see script(1)
 */
export function onTerminal(
  terminal: Terminal,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  launchFile: string,
): TerminalCommand | undefined {
  const { SHELL: shell } = env;
  const text = [
    // Only `script` is to use this shell; the job keeps its own.
    shell === undefined ? 'unset SHELL' : `export SHELL=${shellQuote(shell)}`,
    `/bin/stty rows ${cells(env.LINES, WINDOW.rows)} columns ${cells(env.COLUMNS, WINDOW.columns)} 2>/dev/null`,
    `bgjobs_file=${shellQuote(launchFile)}`,
    'trap \'printf "failed %s\\n" "$?" >> "$bgjobs_file"\' EXIT',
    '[ -n "${BASH_VERSION-}" ] && shopt -s execfail',
    `command exec ${emitForShell([{ operator: undefined, words }])}`,
    'exit $?',
  ].join('\n');
  if (Buffer.byteLength(text) > LONGEST_TEXT) return undefined;
  return {
    words: [
      terminal.program,
      ...(terminal.takes === 'text' ? ['-qfec', text, '/dev/null'] : ['-q', '/dev/null', '/bin/sh', '-c', text]),
    ],
    env: { ...env, SHELL: '/bin/sh' },
  };
}

function cells(text: string | undefined, standard: number): number {
  const wanted = /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : standard;
  return wanted;
}
