import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { approvalsIn } from '../../app/approvals.js';
import { compareFiles } from '../../app/compareFiles.js';
import { approvalsInReach } from '../../app/createApp.js';
import { isFolderInside } from '../../app/folderInside.js';
import { realFolder } from '../../app/loadSnapshot.js';
import { stateFolder } from '../../app/stateFolder.js';
import { findConfig } from '../../config/findConfig.js';
import { visible } from '../../config/inTicks.js';
import { renderDiagnostics } from '../../config/renderDiagnostics.js';
import { wantsColor } from '../color.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command, type CommandIo } from '../command.js';
import { jobAncestor } from '../jobAncestor.js';

/** `bgjobs approve`: a person reads what a held change would do, and lets it come into force. */
export const approve: Command = {
  name: 'approve',
  summary: 'read a change that a locked server holds, and let it come into force',
  usage: 'bgjobs approve [--config FILE]',
  help: [
    'Asks on the terminal, and only there: a job cannot answer. What is approved is the exact content that was shown, once:',
    'a file that changes meanwhile waits again. `!` marks what would permit more, or something else, than now.',
  ].join('\n'),
  options: { config: { type: 'string' } },
  positionals: 0,
  async run(values, _positionals, io) {
    const refusal = whyNobodyIsAsked(io);
    if (refusal !== undefined) {
      io.stderr.write(`bgjobs approve: ${refusal}\n`);
      return EXIT_USAGE;
    }
    const { file } = findConfig({
      flag: values.config as string | undefined,
      envVar: io.env.BGJOBS_CONFIG,
      cwd: io.cwd,
    });
    const state = stateFolder(realFolder(file), io.env, io.env.HOME ?? homedir());
    if (isFolderInside(state, realFolder(file))) {
      io.stderr.write(`bgjobs approve: ${approvalsInReach(state)}\n`);
      return EXIT_FAILED;
    }
    const approvals = approvalsIn(state, file);
    const pending = approvals.pending();
    if (pending.length === 0) {
      io.stdout.write(`nothing waits: no locked server holds a change of ${visible(file)}\n`);
      return EXIT_OK;
    }
    const compared = compareFiles(file, pending, io.env);
    if (!compared.ok) {
      const { diagnostics, text } = compared.error;
      const sources = new Map(text === undefined ? [] : [[file, text]]);
      io.stdout.write(renderDiagnostics(diagnostics, { sources, color: wantsColor(io.stdout, io.env) }));
      io.stderr.write('bgjobs approve: the file on disk is broken, so there is nothing to approve yet\n');
      return EXIT_FAILED;
    }
    const { digest, changes } = compared.value;
    if (!pending.some((record) => record.pendingDigest === digest)) {
      io.stderr.write('bgjobs approve: the file is changing just now; run it again\n');
      return EXIT_FAILED;
    }
    io.stdout.write(`${visible(file)} (SHA-256 ${digest})\n`);
    for (const change of changes) io.stdout.write(`  ${change.widens ? '!' : '-'} ${change.text}\n`);
    if (!(await saysYes(io))) {
      io.stdout.write('nothing was approved; the change still waits\n');
      return EXIT_FAILED;
    }
    approvals.approve(digest);
    io.stdout.write(
      approvals.pending().some((record) => record.pendingDigest !== digest)
        ? 'approved what was shown; the file has changed meanwhile, and that waits again: run `bgjobs approve` once more\n'
        : 'approved: a running server applies it within two seconds\n',
    );
    return EXIT_OK;
  },
};

/** Undefined when there is a person to ask. */
function whyNobodyIsAsked(io: CommandIo): string | undefined {
  if (io.env.BGJOBS_JOB_ID !== undefined || jobAncestor(io.parentPid()) !== undefined)
    return 'this is a job of bgjobs; a change is approved by a person, outside of any job';
  if (!io.stdin.isTTY || !io.stdout.isTTY) return 'needs a terminal, as it asks a person; run it in one';
  return undefined;
}

async function saysYes(io: CommandIo): Promise<boolean> {
  const terminal = createInterface({ input: io.stdin, output: io.stdout });
  // The end of the input is no answer; without this the question would stay open for ever.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question('Let this come into force? Type `yes`: '), ended]);
  terminal.close();
  return answer.trim() === 'yes';
}
