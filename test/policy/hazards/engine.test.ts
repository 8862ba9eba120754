import { describe, expect, test } from 'vitest';
import { findHazard, grantProblem, type HazardContext } from '../../../src/policy/hazards/hazards.js';

function context(argv: readonly string[], more: Partial<HazardContext> = {}): HazardContext {
  return {
    argv,
    wild: argv.map((_, at) => at > 0),
    program: argv[0] ?? '',
    platform: 'linux',
    root: '/repo',
    cwd: '/repo',
    policyFiles: ['/repo/bgjobs.yaml'],
    ...more,
  };
}

describe('findHazard', () => {
  test('names the word and says what to do', () => {
    const finding = findHazard(context(['git', 'log', '-p', '--output=x']));
    expect(finding).toEqual({
      code: 'hazard-option',
      message: "`--output x` of `git log` writes to a file of the call's choice",
      hint: 'leave it out; or let a rule write it literally, or mark the rule `unsafe: true`',
      offset: undefined,
      word: 3,
    });
  });

  test('never refuses what the author wrote', () => {
    const argv = ['git', '-c', 'core.pager=./x', 'log', '--ext-diff'];
    expect(findHazard(context(argv, { wild: argv.map(() => false) }))).toBeUndefined();
    expect(findHazard(context(argv, { wild: [false, false, false, false, true] }))?.word).toBe(4);
  });

  test('takes a literal option for a grant of its value', () => {
    const argv = ['sort', '-o', 'out'];
    expect(findHazard(context(argv, { wild: [false, false, true] }))).toBeUndefined();
    expect(findHazard(context(argv, { wild: [false, true, true] }))?.word).toBe(1);
  });

  test('takes the literal start of a word for a grant', () => {
    const argv = ['sort', '--output=out'];
    expect(findHazard(context(argv, { literalPrefix: [0, '--output='.length] }))).toBeUndefined();
    expect(findHazard(context(argv, { literalPrefix: [0, '--out'.length] }))?.word).toBe(1);
  });

  test('looks at every word when there is no rule', () => {
    expect(findHazard(context(['env', 'ls'], { wild: undefined }))?.code).toBe('hazard-executor');
    expect(findHazard(context(['ls', '-la'], { wild: undefined }))).toBeUndefined();
  });

  test('refuses an interpreter without a script only under a rule that is open', () => {
    expect(findHazard(context(['node'], { open: true }))?.code).toBe('hazard-script-missing');
    expect(findHazard(context(['node'], { open: false }))).toBeUndefined();
  });

  test.each([
    [['node', '-e', '1'], 'hazard-interpreter'],
    [['node', '-'], 'hazard-script-missing'],
    [['npm', 'exec', 'x'], 'hazard-subcommand'],
    [['make', 'A=b'], 'hazard-assignment'],
    [['curl', 'file:///x'], 'hazard-url'],
    [['tsc', '@x'], 'hazard-response-file'],
    [['cat', '.npmrc'], 'hazard-protected-path'],
    [['cargo', '+nightly'], 'hazard-operand'],
    [['bash', 'x'], 'hazard-executor'],
  ])('%j is %s', (argv, code) => {
    expect(findHazard(context(argv))?.code).toBe(code);
  });

  test.each([
    ['an option that begins so', ['pnpm', '--config.script-shell=./x', 'test'], 1],
    ['a value glued to such a name', ['gcc', '-Wl,-plugin,./x.so', 'a.c'], 1],
    ['a name in another case', ['tsc', '--OUTDIR', '/tmp/x'], 2],
    ['a name behind a colon', ['dotnet', 'build', '-P:CustomAfterMicrosoftCommonTargets=x'], 2],
    ['an option where minimist wants a value', ['prettier', '--parser', '--config', 'x', 'a'], 3],
    ['a program behind a word that is no subcommand', ['nyc', '--all', 'sh'], 2],
  ])('finds %s', (_, argv, word) => {
    expect(findHazard(context(argv))?.word).toBe(word);
  });

  test.each([
    ['what follows the word that ends the options', ['go', 'test', './...', '-args', '-exec', 'x']],
    ['a value with a dash where the parser takes it', ['git', 'log', '--grep', '--output']],
    ['a reading subcommand of a program that runs others', ['nyc', 'report']],
  ])('passes %s', (_, argv) => {
    expect(findHazard(context(argv))).toBeUndefined();
  });

  test('keeps its message short, whatever the word', () => {
    const finding = findHazard(context(['cat', `.ssh/${'x`\u0007'.repeat(3_000)}`]));
    expect(`${finding?.message ?? ''}${finding?.hint ?? ''}`.length).toBeLessThan(400);
    expect(finding?.message).not.toContain('\u0007');
  });

  // What is tested is that they end and hold: a step that is not linear would need minutes.
  test.each([
    ['git', 'log', `-${'p'.repeat(100_000)}`],
    ['git', 'log', `--${'a'.repeat(100_000)}`],
    ['cat', 'a/../'.repeat(20_000)],
    ['cat', '='.repeat(100_000)],
    ['curl', '['.repeat(100_000)],
    ['sqlite3', 'x', 'vacuum '.repeat(15_000)],
    ['mysql', '-e', '; '.repeat(50_000)],
    ['mvn', 'a:'.repeat(50_000)],
    ['psql', '-c', 'copy to '.repeat(12_000)],
    ['gcc', `-Wl,${'-Map,'.repeat(20_000)}`, `-Wl,-D${' -Wl,'.repeat(20_000)}`],
    ['cmake', `-DCMAKE_C_FLAGS=${'-Wl,x '.repeat(15_000)}`],
    ['http', 'GET', '='.repeat(100_000)],
    ['docker', 'run', '--mount', ',type='.repeat(20_000), 'x'],
    ['env', ...Array.from({ length: 1_000 }, () => 'env')],
    ['git', 'log', ...Array.from({ length: 1_000 }, () => '--x=.git')],
  ])('stays linear on %s %s', (...argv) => {
    expect(() => findHazard(context(argv))).not.toThrow();
    expect(() => findHazard(context(argv, { platform: 'win32', root: 'C:/repo', cwd: 'C:/repo' }))).not.toThrow();
  });

  test('a thousand literal wrappers end at what they run', () => {
    const argv = [...Array.from({ length: 1_000 }, () => 'nohup'), 'git', '-c', 'a=b', 'log'];
    const finding = findHazard(context(argv, { wild: argv.map((_, at) => at > 1_000) }));
    expect(finding?.word).toBe(1_001);
  });
});

describe('grantProblem', () => {
  const rule = (...words: string[]): ReturnType<typeof grantProblem> =>
    grantProblem(words.map((text) => ({ text, wildcard: text.includes('*') })));

  test('names the word and says what to do', () => {
    expect(rule('timeout', '60', '**')).toEqual({
      code: 'hazard-executor',
      message: '`**` of `timeout` runs the command that it is given',
      hint: 'write the command that it runs literally, allow that command itself, or mark the rule `unsafe: true`',
      offset: undefined,
      word: 2,
    });
  });
  test('takes a quoted star for a literal one', () => {
    expect(
      grantProblem([
        { text: 'env', wildcard: false },
        { text: '*', wildcard: false },
      ]),
    ).toBeUndefined();
  });
  test('knows a program by its path', () => {
    expect(rule('./bin/bash', '**')?.code).toBe('hazard-executor');
  });
});
