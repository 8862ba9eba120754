import { describe, expect, it } from 'vitest';
import { wrappedCommands } from '../../src/policy/wrappers.js';

function behind(...argv: string[]): string[] {
  return wrappedCommands(argv).commands.map((command) => `${command.word}: ${command.argv.join(' ')}`);
}

describe('what a wrapper would run', () => {
  it.each<[string[], string[]]>([
    [['npm', 'test'], []],
    [['env', 'rm', 'x'], ['1: rm x']],
    [['env', '-i', '-u', 'A', '--unset=B', 'C=1', 'rm', 'x'], ['6: rm x']],
    [['env', '-uA', '--', 'B=1', 'rm'], ['4: rm']],
    [
      ['env', '-S', 'rm -rf x'],
      ['1: env rm -rf x', '1: rm -rf x'],
    ],
    [
      ['env', '-Srm x', 'y'],
      ['1: env rm x y', '1: rm x y'],
    ],
    [
      ['env', '--split-string=A=1 rm x'],
      ['1: env A=1 rm x', '1: rm x'],
    ],
    [['sudo', '-nu', 'root', '-E', 'A=1', 'rm', 'x'], ['5: rm x']],
    [['sudo', '--user=root', 'rm'], ['2: rm']],
    [['doas', '-u', 'root', 'rm'], ['3: rm']],
    [['nice', 'rm'], ['1: rm']],
    [['nice', '-n', '5', 'rm'], ['3: rm']],
    [['nice', '-5', 'rm'], ['2: rm']],
    [['timeout', '5', 'rm', 'x'], ['2: rm x']],
    [['timeout', '-k', '1', '--signal=KILL', '5', 'rm'], ['5: rm']],
    [['timeout', '--', '5', 'rm'], ['3: rm']],
    [['nohup', 'rm'], ['1: rm']],
    [['xargs', '-0', '-I', '{}', '-n1', 'rm', '{}'], ['5: rm {}']],
    [['xargs'], []],
    [['busybox', 'rm', 'x'], ['1: rm x']],
    [['/usr/bin/env', '/bin/rm'], ['1: /bin/rm']],
    [
      ['gtimeout', '5', 'genv', 'A=1', 'rm'],
      ['2: genv A=1 rm', '4: rm'],
    ],
    [['env', '-P', '/bin', 'rm'], ['3: rm']],
    [['find', '.', '-name', 'rm', '-exec', 'rm', '{}', ';'], ['5: rm {} ;']],
    [['find', '.', '-name', 'rm'], []],
    [['fd', '-e', 'ts', '-X', 'rm'], ['4: rm']],
    [
      ['chrt', '-f', '10', 'rm'],
      ['1: -f 10 rm', '2: 10 rm', '3: rm'],
    ],
    [
      ['su', '-c', 'rm x; ls'],
      ['1: -c rm x; ls', '2: rm x; ls', '2: rm x', '2: ls'],
    ],
    [
      ['watch', 'rm $x'],
      ['1: rm $x', '1: rm $x', '1: $x'],
    ],
    [['fish', '-c', 'rm x'], ['2: rm x']],
    [
      ['sh', '-c', 'rm x && ls'],
      ['2: rm x', '2: ls'],
    ],
    [['bash', '-o', 'pipefail', '-ec', "'r'm x", 'name'], ['4: rm x']],
    [['sh', '-c', '--', 'rm x'], ['3: rm x']],
    [['sh', '-c', 'rm $X'], []],
    [['sh', 'script.sh', '-c', 'rm'], []],
    [
      ['sudo', 'env', 'nice', 'rm', 'x'],
      ['1: env nice rm x', '2: nice rm x', '3: rm x'],
    ],
    [
      ['sh', '-c', "sudo sh -c 'rm x'"],
      ['2: sudo sh -c rm x', '2: sh -c rm x', '2: rm x'],
    ],
  ])('%j', (argv, expected) => {
    expect(behind(...argv)).toEqual(expected);
  });

  it('takes every word behind an option that it cannot read for a possible start', () => {
    expect(behind('sudo', '--c', 'x', 'rm', 'y')).toEqual(expect.arrayContaining(['3: rm y', '2: x rm y']));
  });

  it('names the wrapper', () => {
    expect(wrappedCommands(['/usr/bin/sudo', 'rm']).commands).toEqual([
      { argv: ['rm'], word: 1, wrapper: 'sudo', isEnd: true },
    ]);
  });

  it('comes to an end with wrappers in wrappers, and says when it gave up', () => {
    const nested = (depth: number): ReturnType<typeof wrappedCommands> =>
      wrappedCommands([...Array.from({ length: depth }, () => 'nice'), 'rm']);
    expect(nested(90)).toMatchObject({ complete: true });
    expect(nested(90).commands.at(-1)?.argv).toEqual(['rm']);
    expect(nested(129)).toMatchObject({ complete: false });
    // Long commands are looked at behind fewer wrappers, as each rule costs as much as there are words.
    const words = Array.from({ length: 1_000 }, () => 'x');
    expect(wrappedCommands(['sudo', 'env', 'nice', 'xargs', 'rm', ...words])).toMatchObject({ complete: true });
    expect(wrappedCommands([...Array.from({ length: 6 }, () => 'nice'), 'rm', ...words])).toMatchObject({
      complete: false,
    });
    // Each `--c` may or may not take the next word; every word is looked at once.
    const unreadable = Array.from({ length: 80 }, (_, at) => (at % 2 === 0 ? 'sudo' : '--c'));
    expect(wrappedCommands(unreadable).complete).toBe(true);
    const texts = Array.from({ length: 300 }, () => ['env', '-S', '$A env']).flat();
    expect(wrappedCommands(texts).complete).toBe(false);
  });
});
