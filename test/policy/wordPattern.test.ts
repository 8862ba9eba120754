import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchWord, matchWords, wordPattern, type Breadth } from '../../src/policy/wordPattern.js';

function matches(rule: string, command: string, breadth: Breadth = 'narrow'): boolean {
  const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
  return matchWords(words(rule).map(wordPattern), words(command), breadth) !== undefined;
}

describe('matching', () => {
  it.each([
    ['npm test', 'npm test', true],
    ['npm test', 'npm tests', false],
    ['npm test', 'npm test x', false],
    ['npm run *', 'npm run test', true],
    ['npm run *', 'npm run', false],
    ['npm run *', 'npm run a b', false],
    ['npm run *', 'npm run --script-shell=x', false],
    ['npm run -*', 'npm run --silent', true],
    ['npm run -*', 'npm run test', false],
    ['npm run deploy*', 'npm run deploy', true],
    ['npm run deploy*', 'npm run deploy:prod', true],
    ['npm run *:unit', 'npm run test:unit', true],
    ['cat src/*', 'cat src/a/b.ts', true],
    ['cat src/*', 'cat src/', true],
    ['cat src/*', 'cat src/../secret', false],
    ['cat src/*', 'cat src/..', false],
    ['cat src/*', 'cat src/a..b', true],
    ['cat src/*', 'cat src/x=../y', false],
    ['cat ../lib/*', 'cat ../lib/a', true],
    ['cat ../lib/*', 'cat ../lib/../a', false],
    ['cat .*', 'cat ..', false],
    ['npm **', 'npm', true],
    ['npm **', 'npm a -b c', true],
    ['go test ./...', 'go test ./...', true],
    ['a ** b', 'a b', true],
    ['a ** b', 'a x y b', true],
    ['a ** b', 'a x y b z', false],
    ['a ** b ** c', 'a b x c', true],
    ['a ** b ** c', 'a c b', false],
    ['** x', 'a b x', true],
    ['*a*a*a*b', 'aaaaaaaa', false],
    ['aba*aba', 'aba', false],
    ['a!b', 'a!b', true],
    ['test:[a]', 'test:a', false],
    ['NPM test', 'npm test', false],
  ])('%s on %s', (rule, command, expected) => {
    expect(matches(rule, command)).toBe(expected);
  });

  it('does not match an empty word with a lone star', () => {
    expect(matchWord(wordPattern('*'), '', 'narrow')).toBe(false);
    expect(matchWord(wordPattern('*'), '', 'wide')).toBe(true);
  });

  it.each([
    ['rm *', 'rm -rf'],
    ['cat *.env', 'cat ../.env'],
  ])('reads wildcards wide where they restrain: %s', (rule, command) => {
    expect(matches(rule, command, 'narrow')).toBe(false);
    expect(matches(rule, command, 'wide')).toBe(true);
  });

  it('tells which word of the rule matched which word', () => {
    const patterns = ['find', '**', '-exec', 'a*', '**'].map(wordPattern);
    expect(matchWords(patterns, ['find', '.', '-x', '-exec', 'ab', 'c', 'd'], 'wide')?.matchedBy).toEqual([
      0, 1, 1, 2, 3, 4, 4,
    ]);
    expect(matchWords(['npm', '*'].map(wordPattern), ['npm', 'x'], 'narrow')?.matchedBy).toEqual([0, 1]);
  });

  it('agrees with a naive matcher', () => {
    const unit = fc.constantFrom('a', 'b', '*');
    const ruleWord = fc.oneof(fc.string({ unit, maxLength: 5 }), fc.constantFrom('**', '*', '-*', 'a'));
    const commandWord = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(ruleWord, { maxLength: 6 }),
        fc.array(commandWord, { maxLength: 7 }),
        fc.constantFrom<Breadth>('narrow', 'wide'),
        (rule, command, breadth) => {
          const match = matchWords(rule.map(wordPattern), command, breadth);
          expect(match !== undefined).toBe(naive(rule, command, breadth));
          expect(match?.matchedBy.length ?? command.length).toBe(command.length);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('takes no more than a moment for inputs that would take a backtracking matcher for ever', () => {
    const started = performance.now();
    const word = 'a'.repeat(8_000);
    expect(matchWord(wordPattern('*a'.repeat(30) + '*b'), word, 'narrow')).toBe(false);
    const many = Array.from({ length: 1_024 }, () => 'a');
    expect(
      matchWords([...Array.from({ length: 12 }, () => ['**', 'a']).flat(), 'b'].map(wordPattern), many, 'wide'),
    ).toBe(undefined);
    // Milliseconds are what it takes; the naive matcher does not come back within the life of the universe.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

/** The definition, read off the documentation word for word. */
function naive(rule: readonly string[], command: readonly string[], breadth: Breadth): boolean {
  const [pattern, ...others] = rule;
  if (pattern === undefined) return command.length === 0;
  if (pattern === '**') {
    return naive(others, command, breadth) || (command.length > 0 && naive(rule, command.slice(1), breadth));
  }
  const [word, ...rest] = command;
  return word !== undefined && naiveWord(pattern, word, breadth) && naive(others, rest, breadth);
}

function naiveWord(pattern: string, word: string, breadth: Breadth): boolean {
  if (pattern === '*') return breadth === 'wide' || (word.length > 0 && !word.startsWith('-'));
  return glob(pattern, word);
}

function glob(pattern: string, word: string): boolean {
  if (pattern === '') return word === '';
  if (pattern.startsWith('*')) return glob(pattern.slice(1), word) || (word !== '' && glob(pattern, word.slice(1)));
  return word.startsWith(pattern.charAt(0)) && glob(pattern.slice(1), word.slice(1));
}
