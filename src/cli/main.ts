import { parseArgs } from 'node:util';
import { version } from '../app/version.js';
import { nearest } from '../lib/nearest.js';
import { EXIT_OK, EXIT_USAGE, type Command, type CommandIo } from './command.js';

/** Every subcommand, in the order of the help; only the one that is called is loaded. A new one goes here. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.js')).serve,
  ps: async () => (await import('./commands/ps.js')).ps,
  logs: async () => (await import('./commands/logs.js')).logs,
  stop: async () => (await import('./commands/stop.js')).stop,
  check: async () => (await import('./commands/check.js')).check,
  config: async () => (await import('./commands/config.js')).config,
  explain: async () => (await import('./commands/explain.js')).explain,
  policy: async () => (await import('./commands/policy.js')).policy,
  init: async () => (await import('./commands/init.js')).init,
  approve: async () => (await import('./commands/approve.js')).approve,
  schema: async () => (await import('./commands/schema.js')).schema,
};

/**
 * Runs one command line.
 * @returns the exit status: 0, 1 when the answer is bad, 2 for a wrong command line.
 */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    return help(rest[0], io);
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    io.stdout.write(`${version}\n`);
    return EXIT_OK;
  }
  const command = await commandNamed(name);
  if (command === undefined) return unknownCommand(name, io);
  if (rest.includes('--help') && !rest.slice(0, rest.indexOf('--help')).includes('--')) return help(name, io);
  let parsed;
  try {
    const allowPositionals = command.positionals > 0;
    parsed = parseArgs({ args: rest, options: command.options, allowPositionals, tokens: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return wrongUsage(command, error.message, io);
  }
  if (parsed.positionals.length > command.positionals) {
    return wrongUsage(command, `unexpected argument \`${parsed.positionals[command.positionals] ?? ''}\``, io);
  }
  const afterDashes = parsed.tokens.some(({ kind }) => kind === 'option-terminator');
  return command.run(parsed.values, parsed.positionals, io, afterDashes);
}

async function commandNamed(name: string): Promise<Command | undefined> {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.() : undefined;
}

async function help(name: string | undefined, io: CommandIo): Promise<number> {
  if (name !== undefined) {
    const command = await commandNamed(name);
    if (command === undefined) return unknownCommand(name, io);
    io.stdout.write(`usage: ${command.usage}\n\n${capital(command.summary)}.\n${command.help}\n`);
    return EXIT_OK;
  }
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map((each) => each.name.length)) + 2;
  const lines = commands.map((each) => `  ${each.name.padEnd(width)}${each.summary}`);
  io.stdout.write(
    [
      'bgjobs runs the jobs that a file permits, for coding agents and for people.',
      '',
      'usage: bgjobs COMMAND [OPTIONS]',
      '',
      ...lines,
      '',
      '`bgjobs help COMMAND` says more of one command; `bgjobs --version` prints the version.',
      '',
    ].join('\n'),
  );
  return EXIT_OK;
}

function unknownCommand(name: string, io: CommandIo): number {
  const names = Object.keys(COMMANDS);
  const [meant] = nearest(name, names);
  const hint = meant === undefined ? `commands: ${names.join(', ')}` : `did you mean \`bgjobs ${meant}\`?`;
  io.stderr.write(`bgjobs: there is no command \`${name}\`; ${hint}\n`);
  return EXIT_USAGE;
}

function wrongUsage(command: Command, message: string, io: CommandIo): number {
  io.stderr.write(`bgjobs ${command.name}: ${message.split('\n')[0] ?? message}\nusage: ${command.usage}\n`);
  return EXIT_USAGE;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
