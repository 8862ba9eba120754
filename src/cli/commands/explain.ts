import { createConfigStore } from '../../app/configStore.js';
import { findCeiling } from '../../app/loadCeiling.js';
import { findConfig } from '../../config/findConfig.js';
import { evaluate } from '../../policy/evaluate.js';
import { evaluationView } from '../../policy/evaluationView.js';
import type { CommandInput } from '../../policy/evaluation.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command } from '../command.js';
import { explainText } from '../explainText.js';

/** `bgjobs explain`: what the policy says of a command, and why, without running it. */
export const explain: Command = {
  name: 'explain',
  summary: 'say whether a command may run, and why, without running it',
  usage: "bgjobs explain [--json] [--cwd DIR] [--policy FILE] 'COMMAND' | -- ARGV...",
  help: [
    'One argument is read as a command line; several, and whatever stands behind `--`, are taken as argv.',
    'DIR is relative to the root, which is the folder of the file. Exit status: 0 allow, 1 ask or deny.',
  ].join('\n'),
  options: {
    json: { type: 'boolean' },
    cwd: { type: 'string' },
    policy: { type: 'string' },
    config: { type: 'string' },
  },
  positionals: Infinity,
  run(values, positionals, io, afterDashes) {
    const [first] = positionals;
    if (first === undefined) {
      io.stderr.write(
        "bgjobs explain: no command given; try `bgjobs explain 'npm test'` or `bgjobs explain -- npm test`\n",
      );
      return EXIT_USAGE;
    }
    const flag = values.config as string | undefined;
    const found = findConfig({ flag, envVar: io.env.BGJOBS_CONFIG, cwd: io.cwd });
    const ceiling = findCeiling({
      flag: values.policy as string | undefined,
      envVar: io.env.BGJOBS_POLICY,
      cwd: io.cwd,
    });
    const store = createConfigStore({
      file: found.file,
      env: io.env,
      diagnostics: found.diagnostics,
      ...(ceiling === undefined ? {} : { ceiling }),
    });
    const { policy, config, status } = store.current();
    if (status.state !== 'valid') {
      io.stderr.write(
        `bgjobs explain: ${found.file} is ${status.state}, so nothing is permitted; see \`bgjobs check\`\n`,
      );
    }
    const input: CommandInput =
      positionals.length === 1 && !afterDashes ? { kind: 'text', text: first } : { kind: 'argv', argv: positionals };
    const request = { input, cwd: values.cwd as string | undefined, env: new Map<string, string>() };
    const evaluation = evaluate(policy, request, config.profiles);
    io.stdout.write(
      values.json === true ? `${JSON.stringify(evaluationView(evaluation), null, 2)}\n` : explainText(evaluation),
    );
    return evaluation.decision === 'allow' ? EXIT_OK : EXIT_FAILED;
  },
};
