import type { ParseArgsConfig } from 'node:util';

/** What a command may touch. `process` itself is seen by `src/cli.ts` alone. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Calls back at TERM, INT and HUP. Returns the way to stop listening. */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void;
  /** The process that started this one. */
  readonly parentPid: () => number;
}

/** Values as `node:util`'s parseArgs gives them. */
export type CommandValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Exit status: all is well. */
export const EXIT_OK = 0;
/** Exit status: what was asked for was done, and the answer is bad (errors in the file, a denial). */
export const EXIT_FAILED = 1;
/** Exit status: the command line itself was wrong. */
export const EXIT_USAGE = 2;

/** One subcommand: data, and what it does. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help text after the usage line. */
  readonly help: string;
  /** Such as `bgjobs check [--json] [FILE]`. */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** The most positional arguments it takes. */
  readonly positionals: number;
  /**
   * @param afterDashes a `--` stood on the command line.
   * @returns the exit status.
   */
  run(
    values: CommandValues,
    positionals: readonly string[],
    io: CommandIo,
    afterDashes: boolean,
  ): Promise<number> | number;
}
