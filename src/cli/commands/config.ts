import { resolve } from 'node:path';
import { findCeiling, loadCeiling } from '../../app/loadCeiling.js';
import { loadSnapshotFile, realFolder, type LoadedFile } from '../../app/loadSnapshot.js';
import type { Config } from '../../config/config.js';
import { configOrigins, type Origin, type OriginatedValue } from '../../config/configOrigins.js';
import { configView } from '../../config/configView.js';
import { diagnosticView } from '../../config/diagnosticView.js';
import { emptyConfig } from '../../config/emptyConfig.js';
import { findConfig } from '../../config/findConfig.js';
import { visible } from '../../config/inTicks.js';
import { maskValues } from '../../config/maskValues.js';
import type { Overrides } from '../../config/overrides.js';
import { renderDiagnostics } from '../../config/renderDiagnostics.js';
import { renderView } from '../../config/renderView.js';
import { wantsColor } from '../color.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command, type CommandIo, type CommandValues } from '../command.js';
import { OVERRIDE_OPTIONS, overrideNames, readOverrides } from '../overrides.js';
import { pendingNote } from '../pendingNote.js';

/** `bgjobs config`: what a server that is started now would have in force, and where each value came from. */
export const config: Command = {
  name: 'config',
  summary: 'print the file as it is in force, with the origin of each value',
  usage: 'bgjobs config [--json] [--config FILE] [--policy FILE] [OVERRIDES]',
  help: [
    'What a server that is started now, with the same flags and variables, has in force: defaults filled in, references',
    'of the environment filled in, paths absolute. Each value says where it is from: the place in the file, a flag, a',
    'variable, or the default. The text is YAML itself. Secrets are shown as `[NAME]`. Exit status 1 when the file is broken.',
    'A ceiling (`--policy`, BGJOBS_POLICY) is named and not mixed in: what is shown holds as far as the ceiling permits it.',
    'OVERRIDES are those of `bgjobs help serve`.',
  ].join('\n'),
  options: { json: { type: 'boolean' }, config: { type: 'string' }, policy: { type: 'string' }, ...OVERRIDE_OPTIONS },
  positionals: 0,
  run(values, _positionals, io) {
    const overrides = readOverrides(values, io);
    if (!overrides.ok) {
      io.stderr.write(`bgjobs config: ${overrides.error}\n`);
      return EXIT_USAGE;
    }
    const found = findConfig({ flag: values.config as string | undefined, envVar: io.env.BGJOBS_CONFIG, cwd: io.cwd });
    const file = resolve(io.cwd, found.file);
    const loaded = loadSnapshotFile(file, io.env, overrides.value);
    if (!loaded.ok && !loaded.error.missing) {
      const { diagnostics, text } = loaded.error;
      if (values.json === true) {
        const report = { file, state: 'invalid', diagnostics: diagnostics.map(diagnosticView) };
        io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      } else {
        const sources = new Map(text === undefined ? [] : [[file, text]]);
        io.stdout.write(renderDiagnostics(diagnostics, { sources, color: wantsColor(io.stdout, io.env) }));
      }
      return EXIT_FAILED;
    }
    const good = loaded.ok ? loaded.value : undefined;
    const inForce = good?.config ?? emptyConfig(realFolder(file), file, overrides.value);
    const shown = maskValues(originsOf(inForce, good, overrides.value, values, io), inForce, io.env);
    const head = { file, ...(good === undefined ? { state: 'missing' } : { state: 'valid', sha256: good.digest }) };
    const pending = pendingNote(file, io);
    const ceiling = ceilingOf(file, values, io);
    io.stdout.write(
      values.json === true
        ? `${JSON.stringify({ ...head, ...(pending === undefined ? {} : { pending }), ...(ceiling === undefined ? {} : { ceiling }), values: shown.map(valueView) }, null, 2)}\n`
        : `${headText(file, good?.digest, [pending, ceiling && ceilingText(ceiling)])}${renderView(shown, ({ origin }) => originText(origin, file))}`,
    );
    return EXIT_OK;
  },
};

function originsOf(
  inForce: Config,
  good: LoadedFile | undefined,
  overrides: Overrides,
  values: CommandValues,
  io: CommandIo,
): readonly OriginatedValue[] {
  const written: LoadedFile['written'] = good?.written ?? (() => undefined);
  const names = overrideNames(values, io);
  const places: readonly (readonly [flag: string, pointer: string])[] = [
    ['max-jobs', '/limits/max_jobs'],
    ['max-log', '/limits/max_log'],
    ['keep-finished-for', '/limits/keep_finished_for'],
    ['timeout', '/defaults/timeout'],
    ['root', '/policy/roots'],
    // Only where the file names no other folder.
    ...(written('/defaults/cwd') === undefined ? [['root', '/defaults/cwd'] as const] : []),
  ];
  const overridden = places.flatMap(([flag, pointer]) => {
    const name = names.get(flag);
    return name === undefined ? [] : [[pointer, name] as const];
  });
  const addedRules = overrides.allow.map(({ range }) => range.file);
  return configOrigins(configView(inForce), { written, overrides: new Map(overridden), addedRules });
}

interface CeilingHead {
  readonly path: string;
  readonly state: 'valid' | 'invalid' | 'missing';
}

function ceilingOf(file: string, values: CommandValues, io: CommandIo): CeilingHead | undefined {
  const flag = values.policy as string | undefined;
  const found = findCeiling({ flag, envVar: io.env.BGJOBS_POLICY, cwd: io.cwd });
  if (found === undefined) return undefined;
  const { path, state } = loadCeiling(found, realFolder(file), io.env).status;
  return { path, state };
}

function ceilingText({ path, state }: CeilingHead): string {
  if (state === 'valid') return `bounded by the ceiling ${visible(path)}`;
  return `the ceiling ${visible(path)} is ${state}, so that nothing is permitted: \`bgjobs check\` says why`;
}

function headText(file: string, digest: string | undefined, notes: readonly (string | undefined)[]): string {
  const lines = [
    digest === undefined
      ? `there is no ${visible(file)}; this holds without it`
      : `${visible(file)} (SHA-256 ${digest})`,
    ...notes.filter((note) => note !== undefined),
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

function originText(origin: Origin, file: string): string {
  switch (origin.kind) {
    case 'file': {
      const { range, variables } = origin;
      const name = range.file === file ? 'line' : `${visible(range.file)},`;
      return [`${name} ${range.start.line}`, ...variables.map((variable) => `$${variable}`)].join(', ');
    }
    case 'override':
      return origin.name;
    case 'default':
      return 'default';
  }
}

/** A value for other programs. */
function valueView({ keys, value, origin }: OriginatedValue): object {
  return { path: keys, value, origin: originView(origin) };
}

function originView(origin: Origin): object {
  switch (origin.kind) {
    case 'file': {
      const { range, variables } = origin;
      const from = variables.length === 0 ? {} : { variables };
      return { kind: 'file', file: range.file, line: range.start.line, column: range.start.column, ...from };
    }
    case 'override':
      return { kind: origin.name.startsWith('--') ? 'flag' : 'variable', name: origin.name };
    case 'default':
      return { kind: 'default' };
  }
}
