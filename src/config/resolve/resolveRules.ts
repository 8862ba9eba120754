import type { RuleExample, RuleSource } from '../config.js';
import type { Rule } from '../schemaTypes.js';
import { schemaDefaults } from '../schemaTypes.js';
import type { ResolveContext } from './context.js';
import { asList, asMap, asText, get, items, type Node } from './node.js';
import { splitText } from './splitText.js';

/** The rules of one list; what is wrong with one is told and leaves it out. */
export function resolveRules(
  context: ResolveContext,
  node: Node<readonly Rule[]> | undefined,
  decision: RuleSource['decision'],
): readonly RuleSource[] {
  return items(node).flatMap((item): RuleSource[] => {
    const map = asMap(item);
    const run: Node<string | readonly string[]> | undefined = asText(item) ?? asList(item) ?? get(map, 'run');
    if (run === undefined) return [];
    const words = ruleWords(context, run);
    if (words === undefined) return [];
    return [
      {
        decision,
        words,
        text: words.map(quoted).join(' '),
        range: context.places.of(run.pointer),
        cwd: get(map, 'cwd')?.value ?? [],
        env: get(map, 'env')?.value ?? schemaDefaults.ruleMap.env,
        reason: get(map, 'reason')?.value,
        match: examples(context, get(map, 'match')),
        notMatch: examples(context, get(map, 'not_match')),
        unsafe: get(map, 'unsafe')?.value ?? schemaDefaults.ruleMap.unsafe,
      },
    ];
  });
}

function ruleWords(context: ResolveContext, run: Node<string | readonly string[]>): readonly string[] | undefined {
  const text = asText(run);
  const words = text === undefined ? items(asList(run)).map((word) => word.value) : splitRule(context, text);
  if (words?.[0] !== '') return words;
  context.tell(
    run.pointer,
    'program-empty',
    context.places.of(run.pointer),
    'the program of this rule is an empty text',
    {
      expected: 'the name or path of a program',
    },
  );
  return undefined;
}

/** Wildcards mean nothing to the parser of commands, which would refuse them. */
function splitRule(context: ResolveContext, node: Node<string>): readonly string[] | undefined {
  const text = node.value;
  const stars = [...text.matchAll(/\*+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const split = splitText(text, stars, context.splitWords);
  if (split.ok) {
    return split.value.map((word) =>
      word
        .map((piece) => {
          if ('text' in piece) return piece.text;
          const star = stars[piece.opaque];
          return star === undefined ? '' : text.slice(star.start, star.end);
        })
        .join(''),
    );
  }
  const { message, hint, offset } = split.error;
  context.tell(
    node.pointer,
    'rule-syntax',
    context.places.within(node.pointer, offset, Math.min(text.length, offset + 1)),
    message,
    {
      expected: 'one command of plain words and wildcards (`*`, `**`)',
      suggestion: hint ?? 'write one rule for each command; a list of words takes any characters',
    },
  );
  return undefined;
}

function examples(context: ResolveContext, node: Node<readonly string[]> | undefined): readonly RuleExample[] {
  return items(node).map((item) => ({ text: item.value, range: context.places.of(item.pointer) }));
}

/** A word as a person would write it in a rule. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_./:@%+,=^~*#-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
