import type { RuleExample } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule } from './compiledPolicy.js';
import { place, quoted } from './findings.js';
import { parseCommandLine } from './lexer.js';
import { meetsRule } from './restrainingRules.js';
import { hazardInMatch } from './ruleHazards.js';
import { matchWords } from './wordPattern.js';

const OTHER_WORDS = 'its words are not those of the rule';

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
      return [
        failed(
          example,
          'example-not-matched',
          `${quoted(example.text)} should match ${named} and does not: ${outcome}`,
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

/**
 * Whether a rule matches an example: grants every command of it, hazards and all, or restrains any. A text says why it
 * does not.
 */
function tryExample(policy: CompiledPolicy, rule: CompiledRule, { text }: RuleExample): true | string {
  const parsed = parseCommandLine(text);
  if (!parsed.ok) return `${parsed.error.message} (at offset ${parsed.error.offset})`;
  const commands = parsed.value.map(({ words }) => words.map((word) => word.value));
  if (rule.decision !== 'allow') {
    return commands.some((argv) => meetsRule(policy, rule, argv, policy.root)) || OTHER_WORDS;
  }
  for (const argv of commands) {
    const match = matchWords(rule.patterns, argv, 'narrow');
    if (match === undefined) return OTHER_WORDS;
    const hazard = hazardInMatch(policy, rule, match, argv, policy.root);
    if (hazard !== undefined) return `${hazard.message}, and a wildcard never grants that`;
  }
  return true;
}
