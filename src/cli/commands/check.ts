import { resolve } from 'node:path';
import { findCeiling, loadCeiling } from '../../app/loadCeiling.js';
import { loadSnapshotFile, realFolder } from '../../app/loadSnapshot.js';
import { diagnosticView } from '../../config/diagnosticView.js';
import { findConfig } from '../../config/findConfig.js';
import { renderDiagnostics } from '../../config/renderDiagnostics.js';
import { EXIT_FAILED, EXIT_OK, type Command } from '../command.js';
import { wantsColor } from '../color.js';
import { pendingNote } from '../pendingNote.js';

/** `bgjobs check`: every mistake in the file, and nothing else. */
export const check: Command = {
  name: 'check',
  summary: 'check the file and print every mistake in it',
  usage: 'bgjobs check [--json] [--policy FILE] [FILE]',
  help: 'Exit status: 0 when the file is good (warnings included), 1 when it has errors, 2 for a wrong command line.',
  options: { json: { type: 'boolean' }, config: { type: 'string' }, policy: { type: 'string' } },
  positionals: 1,
  run(values, positionals, io) {
    const flag = positionals[0] ?? (values.config as string | undefined);
    const found = findConfig({ flag, envVar: io.env.BGJOBS_CONFIG, cwd: io.cwd });
    const file = resolve(io.cwd, found.file);
    const loaded = loadSnapshotFile(file, io.env);
    const { diagnostics, text } = loaded.ok ? loaded.value : loaded.error;
    const ceilingFile = findCeiling({
      flag: values.policy as string | undefined,
      envVar: io.env.BGJOBS_POLICY,
      cwd: io.cwd,
    });
    const ceiling = ceilingFile === undefined ? undefined : loadCeiling(ceilingFile, realFolder(file), io.env).status;
    const all = [...found.diagnostics, ...diagnostics, ...(ceiling?.diagnostics ?? [])];
    const errors = all.filter((diagnostic) => diagnostic.severity === 'error').length;
    const pending = pendingNote(file, io);
    if (values.json === true) {
      const held = pending === undefined ? {} : { pending };
      const report = { file, valid: errors === 0, diagnostics: all.map(diagnosticView), ...held };
      io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    } else {
      const texts: [string, string | undefined][] = [[file, text]];
      if (ceiling !== undefined) texts.push([ceiling.path, ceiling.text]);
      const sources = new Map(texts.flatMap(([path, known]) => (known === undefined ? [] : [[path, known] as const])));
      const rendered = renderDiagnostics(all, { sources, color: wantsColor(io.stdout, io.env) });
      if (rendered !== '') io.stdout.write(`${rendered.trimEnd()}\n`);
      if (loaded.ok && errors === 0) {
        const { config } = loaded.value;
        const rules = config.policy.allow.length + config.policy.ask.length + config.policy.deny.length;
        io.stdout.write(`${file}: good (${count(config.profiles.size, 'profile')}, ${count(rules, 'rule')})\n`);
      }
      if (pending !== undefined) io.stdout.write(`${pending}\n`);
    }
    return errors === 0 ? EXIT_OK : EXIT_FAILED;
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
