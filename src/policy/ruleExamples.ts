import type { RuleExample } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import { place, quoted } from './findings.js';
import { parseCommandLine } from './lexer.js';
import { meetsRule } from './restrainingRules.js';
import { matchWords } from './wordPattern.js';

/** Runs a rule's `match` and `not_match` examples; each that does not hold is an error at its place in the file. */
export function checkExamples(policy: CompiledPolicy, rule: CompiledRule): Diagnostic[] {
  const { match, notMatch, text, range } = rule.source;
  const named = `the rule ${quoted(text)} (${place(range)})`;
  const failed = (example: RuleExample, code: string, message: string, suggestion: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    range: example.range,
    suggestion,
    related: [{ message: 'the rule', range }],
  });
  return [
    ...match.flatMap((example): Diagnostic[] => {
      const outcome = tryExample(policy, rule, example);
      if (outcome === true) return [];
      const why = outcome === false ? 'its words are not those of the rule' : outcome;
      return [
        failed(
          example,
          'example-not-matched',
          `${quoted(example.text)} should match ${named} and does not: ${why}`,
          'correct the rule or the example, or move it to `not_match`',
        ),
      ];
    }),
    ...notMatch.flatMap((example): Diagnostic[] =>
      tryExample(policy, rule, example) === true
        ? [
            failed(
              example,
              'example-matched',
              `${quoted(example.text)} should not match ${named} and does`,
              'narrow the rule or correct the example',
            ),
          ]
        : [],
    ),
  ];
}

/** Whether a rule matches an example: every command of it for a rule that grants, any for one that restrains. */
function tryExample(policy: CompiledPolicy, rule: CompiledRule, { text }: RuleExample): boolean | string {
  const parsed = parseCommandLine(text);
  if (!parsed.ok) return `${parsed.error.message} (at offset ${parsed.error.offset})`;
  const commands = parsed.value.map(({ words }) => words.map((word) => word.value));
  return rule.decision === 'allow'
    ? commands.every((argv) => matchWords(rule.patterns, argv, 'narrow') !== undefined)
    : commands.some((argv) => meetsRule(policy, rule, argv, policy.root));
}
