import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/policy/lexer.js';
import type { SyntaxCode, SyntaxRefusal } from '../../src/policy/syntaxRefusal.js';

/** `[operator, ...argv]` of each command; the operator of the first is empty. */
function read(text: string): string[][] {
  const parsed = parseCommandLine(text);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at ${parsed.error.offset}`);
  return parsed.value.map(({ operator, words }) => [operator ?? '', ...words.map((word) => word.value)]);
}

function refuse(text: string): SyntaxRefusal {
  const parsed = parseCommandLine(text);
  if (parsed.ok) throw new Error(`accepted: ${text}`);
  return parsed.error;
}

describe('what is accepted', () => {
  it.each<[string, string[][]]>([
    ['npm test', [['', 'npm', 'test']]],
    ['  npm \t test  ', [['', 'npm', 'test']]],
    [
      'a && b || c; d | e',
      [
        ['', 'a'],
        ['&&', 'b'],
        ['||', 'c'],
        [';', 'd'],
        ['|', 'e'],
      ],
    ],
    [
      'a&&b',
      [
        ['', 'a'],
        ['&&', 'b'],
      ],
    ],
    [`echo 'a $(rm x) \`y\`; # \\'`, [['', 'echo', 'a $(rm x) `y`; # \\']]],
    ['echo "a \\"b\\" \\\\ c\\d; #!"', [['', 'echo', 'a "b" \\ c\\d; #!']]],
    [`p'us'"h" x`, [['', 'push', 'x']]],
    ['a\\;b \\$ \\  \\\\ \\"', [['', 'a;b', '$', ' ', '\\', '"']]],
    [`echo '' ""`, [['', 'echo', '', '']]],
    ['echo \'a\nb\' "c\td"', [['', 'echo', 'a\nb', 'c\td']]],
    ['a#b c', [['', 'a#b', 'c']]],
    ['x A=1 b+=c --out=d', [['', 'x', 'A=1', 'b+=c', '--out=d']]],
    ['"A"=1 if', [['', 'A=1', 'if']]],
    ["i'f' \\then", [['', 'if', 'then']]],
    ['head~1 a^b 50% @x +y ,z', [['', 'head~1', 'a^b', '50%', '@x', '+y', ',z']]],
    ['naïve 名前 ٣ 𝒳', [['', 'naïve', '名前', '٣', '𝒳']]],
    ["echo '“a” 🙂'", [['', 'echo', '“a” 🙂']]],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('tells where each word stands', () => {
    const parsed = parseCommandLine(`ab 'c d' && "é"x`);
    const words = parsed.ok ? parsed.value.flatMap((command) => command.words) : [];
    expect(words).toEqual([
      { value: 'ab', offset: 0, end: 2 },
      { value: 'c d', offset: 3, end: 8 },
      { value: 'éx', offset: 12, end: 16 },
    ]);
  });

  it('takes an unquoted star in the text of a rule alone', () => {
    expect(refuse('npm run *').code).toBe('syntax-glob');
    const parsed = parseCommandLine('npm run * a*b **', { wildcards: true });
    expect(parsed.ok && parsed.value[0]?.words.map((word) => word.value)).toEqual(['npm', 'run', '*', 'a*b', '**']);
    expect(parseCommandLine('npm ?', { wildcards: true }).ok).toBe(false);
  });
});

describe('what is refused', () => {
  it.each<[SyntaxCode, string, number]>([
    ['syntax-empty', '', 0],
    ['syntax-empty', ' \t ', 0],
    ['syntax-control-character', 'npm te\0st', 6],
    ['syntax-control-character', 'npm\rx', 3],
    ['syntax-control-character', 'npm\fx', 3],
    ['syntax-control-character', "'\u007f'", 1],
    ['syntax-control-character', '"a\u0085"', 2],
    ['syntax-control-character', 'npm\u2028x', 3],
    ['syntax-control-character', 'a\\\u0001', 1],
    ['syntax-hidden-character', '\ufeffnpm', 0],
    ['syntax-hidden-character', "npm '\u202e'", 5],
    ['syntax-hidden-character', 'npm "\u2066"', 5],
    ['syntax-lone-surrogate', "npm '\ud800'", 5],
    ['syntax-lone-surrogate', 'npm \udc00', 4],
    ['syntax-character', 'npm\u00a0x', 3],
    ['syntax-character', 'npm “x”', 4],
    ['syntax-character', 'npm 🙂', 4],
    ['syntax-newline', 'npm\nrm x', 3],
    ['syntax-newline', 'npm test\n', 8],
    ['syntax-newline', 'npm \\\nx', 5],
    ['syntax-background', 'npm &', 4],
    ['syntax-background', 'npm & rm', 4],
    ['syntax-background', 'nohup npm run dev &', 18],
    ['syntax-pipe-stderr', 'npm |& sh', 4],
    ['syntax-empty-command', 'npm ;', 4],
    ['syntax-empty-command', '&& rm', 0],
    ['syntax-empty-command', 'npm;;rm', 4],
    ['syntax-empty-command', 'npm && ', 4],
    ['syntax-empty-command', 'npm | || rm', 6],
    ['syntax-redirect', 'npm > out', 4],
    ['syntax-redirect', 'npm 2>&1', 5],
    ['syntax-redirect', 'npm &> out', 4],
    ['syntax-redirect', 'npm < in', 4],
    ['syntax-here-document', 'cat << EOF', 4],
    ['syntax-here-document', 'cat <<< x', 4],
    ['syntax-substitution', 'npm $(rm x)', 4],
    ['syntax-substitution', 'npm "$(rm x)"', 5],
    ['syntax-substitution', 'npm `rm x`', 4],
    ['syntax-substitution', 'npm "`rm x`"', 5],
    ['syntax-substitution', 'npm $((1))', 4],
    ['syntax-substitution', 'npm $[1]', 4],
    ['syntax-substitution', 'npm ${ rm x; }', 4],
    ['syntax-substitution', 'npm 2>(rm x)', 5],
    ['syntax-substitution', 'npm <(rm x)', 4],
    ['syntax-variable', 'npm $HOME', 4],
    ['syntax-variable', 'npm "${x@P}"', 5],
    ['syntax-variable', 'npm $?', 4],
    ['syntax-dollar', 'npm test$', 8],
    ['syntax-dollar', 'npm "a$"', 6],
    ['syntax-dollar-quote', "npm $'a'", 4],
    ['syntax-dollar-quote', 'npm $"a"', 4],
    ['syntax-glob', 'cat *', 4],
    ['syntax-glob', 'n?m', 1],
    ['syntax-glob', 'npm [t]est', 4],
    ['syntax-glob', '[ -f x ]', 0],
    ['syntax-brace', 'npm {a,b}', 4],
    ['syntax-brace', '{ npm; }', 0],
    ['syntax-subshell', '(npm)', 0],
    ['syntax-subshell', 'npm @(a)', 5],
    ['syntax-exclamation', '! npm', 0],
    ['syntax-exclamation', 'npm a!b', 5],
    ['syntax-comment', 'npm # x', 4],
    ['syntax-comment', '#npm', 0],
    ['syntax-assignment', 'A=1 npm', 0],
    ['syntax-assignment', 'npm && A+=1 npm', 7],
    ['syntax-reserved-word', 'if a; then b; fi', 0],
    ['syntax-reserved-word', 'npm | time npm', 6],
    ['syntax-reserved-word', '[[ a == b ]]', 0],
    ['syntax-tilde', 'cat ~/x', 4],
    ['syntax-tilde', 'x --out=~/y', 8],
    ['syntax-tilde', 'x a:~', 4],
    ['syntax-equals', '=npm', 0],
    ['syntax-equals', 'npm =x', 4],
    ['syntax-unclosed-quote', "npm 'x", 4],
    ['syntax-unclosed-quote', 'npm "x\\"', 4],
    ['syntax-trailing-backslash', 'npm a\\', 5],
    ['syntax-escape', 'npm "\\$x"', 5],
    ['syntax-escape', 'npm "\\`"', 5],
    ['syntax-escape', 'npm "\\!"', 5],
    ['syntax-escape', 'npm "a\\\nb"', 6],
    ['syntax-escape', 'npm \\é', 4],
    ['syntax-empty-program', "'' npm", 0],
    ['syntax-empty-program', 'npm; ""', 5],
  ])('%s: %j', (code, text, offset) => {
    const { message, hint, ...refused } = refuse(text);
    expect(refused).toEqual({ code, offset });
    expect(message).toMatch(/^[^.\s].*[^.]$/);
    expect(hint).not.toBe('');
  });

  it.each([
    ['PAGER=x git log', '`PAGER` in `env`'],
    ['npm test 2>&1', 'both streams'],
    ['npm test >/dev/null', 'both streams'],
    ['npm test > out.txt', 'read_output'],
    ['npm run dev &', 'runs in the background anyway'],
    ['cat <<EOF', 'send_input'],
    ['npm;', 'leave the `;` at the end out'],
    ['[ -f x ]', 'use `test`'],
    ['npm\r\nrm', 'carriage return'],
  ])('says what to do instead of %j', (text, hint) => {
    expect(refuse(text).hint).toContain(hint);
  });

  it('holds the limits', () => {
    const commands = (count: number): string => Array.from({ length: count }, () => 'a').join(';');
    expect(read(commands(16))).toHaveLength(16);
    expect(refuse(commands(17))).toMatchObject({ code: 'syntax-too-many-commands', offset: 31 });
    expect(read(`a${' b'.repeat(1_023)}`)[0]).toHaveLength(1_025);
    expect(refuse(`a${' b'.repeat(1_024)}`)).toMatchObject({ code: 'syntax-too-many-words', offset: 2_048 });
    expect(read(`a ${'b'.repeat(8_190)}`)).toHaveLength(1);
    expect(refuse(`a ${'b'.repeat(8_191)}`)).toMatchObject({ code: 'syntax-too-long', offset: 8_192 });
  });
});
