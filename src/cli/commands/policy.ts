import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadSnapshotFile, realFolder } from '../../app/loadSnapshot.js';
import { findConfig } from '../../config/findConfig.js';
import { runPolicyCase, type CaseOutcome, type CaseScope } from '../../policy/caseRunner.js';
import { parsePolicyCase } from '../../policy/policyCase.js';
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command, type CommandIo } from '../command.js';
import { explainText } from '../explainText.js';

/** `bgjobs policy test`: decides the cases of a file and prints those that come out otherwise. */
export const policy: Command = {
  name: 'policy',
  summary: 'try a policy on a file of cases, without running anything',
  usage: 'bgjobs policy test [--config FILE] FILE.jsonl',
  help: [
    'One case a line: {policy?, command | argv, cwd?, env?, platform?, root?, expect}, decided by its own policy or the',
    "file's. Programs and folders need not exist. A policy that is refused at load denies its case.",
    'Prints each mismatch with its evidence, then `N passed, N failed`. Exit status: 1 when any failed.',
  ].join('\n'),
  options: { config: { type: 'string' } },
  positionals: 2,
  run(values, positionals, io) {
    const [action, name] = positionals;
    if (action !== 'test' || name === undefined) {
      io.stderr.write(`bgjobs policy: give \`test\` and a file of cases\nusage: ${policy.usage}\n`);
      return EXIT_USAGE;
    }
    let text: string;
    try {
      text = readFileSync(resolve(io.cwd, name), 'utf8');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      io.stderr.write(`bgjobs policy: cannot read \`${name}\`: ${reason}\n`);
      return EXIT_USAGE;
    }
    const scope = caseScope(values.config as string | undefined, io);
    let passed = 0;
    let failed = 0;
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .entries()) {
      if (line.trim() === '') continue;
      const mismatch = tryLine(line, scope);
      if (mismatch === undefined) {
        passed++;
      } else {
        failed++;
        io.stdout.write(`${name}:${index + 1}: ${mismatch}\n`);
      }
    }
    io.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? EXIT_OK : EXIT_FAILED;
  },
};

/** The policy and the root of cases that bring none. A file that is missing or broken permits nothing. */
function caseScope(flag: string | undefined, io: CommandIo): CaseScope {
  const found = findConfig({ flag, envVar: io.env.BGJOBS_CONFIG, cwd: io.cwd });
  const root = realFolder(found.file);
  if (!found.exists && flag === undefined) {
    // At the very top every program would lie inside the root.
    return { root: root === '/' ? '/repo' : root, section: undefined };
  }
  const loaded = loadSnapshotFile(found.file, io.env);
  if (loaded.ok) return { root, section: loaded.value.config.policy };
  const state = loaded.error.missing ? 'missing' : 'broken';
  io.stderr.write(
    `bgjobs policy: ${found.file} is ${state}, so cases without a policy of their own are denied; see \`bgjobs check\`\n`,
  );
  return { root, section: undefined };
}

/** What is wrong with the outcome of a line, or with the line; undefined when it came out as expected. */
function tryLine(line: string, scope: CaseScope): string | undefined {
  const parsed = parsePolicyCase(line);
  if (!parsed.ok) return `no case: ${parsed.error}`;
  const outcome = runPolicyCase(parsed.value, scope);
  return outcome.passed ? undefined : describeMismatch(parsed.value.id, outcome);
}

function describeMismatch(id: string | undefined, { expected, decision, refused, evaluation }: CaseOutcome): string {
  const head = `${id === undefined ? '' : `${id}: `}expected ${expected}, got ${decision}`;
  const atLoad = refused.map(({ code, message }) => `  its policy is refused at load: ${code}: ${message}`);
  const evidence =
    atLoad.length > 0
      ? []
      : explainText(evaluation)
          .trimEnd()
          .split('\n')
          .map((each) => `  ${each}`);
  return [head, ...atLoad, ...evidence].join('\n');
}
