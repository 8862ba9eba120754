import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/policy/compilePolicy.js';
import { evaluate } from '../../src/policy/evaluate.js';
import { decide, host, policy, profile, profiles, request, section } from './support.js';

const npm = policy({ allow: ['npm run *', 'npm test', 'git log **'], deny: ['rm'] });

describe('the verdict', () => {
  it('carries argv, program, folder and rule of what is allowed', () => {
    expect(decide(npm, `npm run "test"`)).toEqual({
      decision: 'allow',
      request: { input: { kind: 'text', text: 'npm run "test"' }, cwd: undefined, env: new Map() },
      cwd: '/repo',
      commands: [
        {
          argv: ['npm', 'run', 'test'],
          operator: undefined,
          program: '/usr/local/bin/npm',
          decision: 'allow',
          rule: {
            decision: 'allow',
            text: 'npm run *',
            range: {
              file: '/repo/bgjobs.yaml',
              start: { line: 2, column: 7, offset: 20 },
              end: expect.anything() as unknown,
            },
            reason: undefined,
          },
          finding: undefined,
        },
      ],
      finding: undefined,
      refusedBy: undefined,
      alternatives: [],
    });
  });

  it('is the strictest of a list, and each command shows its own', () => {
    const asks = policy({ allow: ['npm run *', 'ls'], ask: ['git push **'], deny: ['rm'] });
    const both = decide(asks, 'npm run a && git push; ls');
    expect(both.decision).toBe('ask');
    expect(both.commands.map(({ decision, operator }) => [operator, decision])).toEqual([
      [undefined, 'allow'],
      ['&&', 'ask'],
      [';', 'allow'],
    ]);
    expect(both.finding).toMatchObject({ code: 'needs-consent', offset: 13 });
    expect(decide(asks, 'git push | rm x').decision).toBe('deny');
    expect(decide(asks, 'git push && nothing').finding?.code).toBe('no-rule');
  });

  it('never splits argv again', () => {
    expect(decide(npm, ['npm', 'run', 'a; rm -rf /']).decision).toBe('allow');
    expect(decide(npm, ['npm', 'run', '$(rm x)']).commands[0]?.argv).toEqual(['npm', 'run', '$(rm x)']);
    expect(decide(npm, ['npm run test']).finding).toMatchObject({ code: 'no-rule' });
  });

  it('does not change when the request does', () => {
    const argv = ['npm', 'run', 'test'];
    const asked = request(argv, { env: {} });
    const verdict = evaluate(npm, asked, new Map());
    argv[2] = 'evil';
    expect(verdict.commands[0]?.argv).toEqual(['npm', 'run', 'test']);
    expect(verdict.request.input).toEqual({ kind: 'argv', argv: ['npm', 'run', 'test'] });
  });
});

describe('refusals of the command itself', () => {
  it.each<[string, string | readonly string[], number | undefined, number | undefined]>([
    ['syntax-substitution', 'npm run $(x)', 8, undefined],
    ['syntax-empty', [], undefined, undefined],
    ['syntax-empty-program', ['', 'a'], undefined, 0],
    ['syntax-control-character', ['npm', 'run', 'a\0'], undefined, 2],
    ['syntax-hidden-character', ['npm', '\u202e'], undefined, 1],
    ['syntax-lone-surrogate', ['npm', '\ud800'], undefined, 1],
    ['syntax-too-many-words', Array.from({ length: 1_025 }, () => 'npm'), undefined, 1_024],
    ['syntax-too-long', ['npm', 'a'.repeat(8_190)], undefined, 1],
  ])('%s', (code, command, offset, word) => {
    const verdict = decide(npm, command);
    expect(verdict).toMatchObject({ decision: 'deny', refusedBy: 'file', commands: [], cwd: undefined });
    expect(verdict.finding).toMatchObject({ code, offset, word });
  });

  it('of what no rule allows, with the word that differs', () => {
    expect(decide(npm, 'npm install x').finding).toMatchObject({ code: 'no-rule', word: 1, offset: 4 });
    expect(decide(npm, 'npm install x').finding?.message).toContain(
      '`npm run *` (bgjobs.yaml:2) does not match `install`',
    );
    expect(decide(npm, 'npm run --x').finding?.message).toContain('`*` takes no option');
    expect(decide(npm, 'npm run').finding?.message).toContain('wants more words');
    expect(decide(npm, 'make x').finding).toMatchObject({ code: 'no-rule', word: 0, offset: 0 });
    expect(decide(npm, 'make x').finding?.hint).toContain('`make x` becomes a rule in `bgjobs.yaml`');
    const paths = policy({ allow: ['cat src/*'] });
    expect(decide(paths, 'cat src/../x').finding?.message).toContain('reaches no `..`');
  });

  it.each([
    ['cd packages && npm test', '`cwd`'],
    ['export A=1', '`env`'],
    ['source ./x', '`shell`'],
    ['wait', '`wait_for_job`'],
  ])('of what only a shell could do, even if a rule allows it: %s', (command, hint) => {
    const lax = policy({ allow: ['cd **', 'export A=1', 'source ./x', 'npm test', 'wait'] });
    expect(decide(lax, command).finding).toMatchObject({ code: 'shell-builtin', offset: 0 });
    expect(decide(lax, command).finding?.hint).toContain(hint);
  });
});

describe('deny rules', () => {
  const any = policy({
    adhoc: 'any',
    deny: [
      'rm',
      { run: 'git push **', reason: 'use the profile `release`' },
      'cat *.env',
      'find ** -exec',
      './tools/deploy.sh',
      '* --no-verify',
    ],
  });

  it.each([
    'rm',
    'rm -rf x',
    "r'm' x",
    '\\rm x',
    'ls && rm x',
    'git push',
    'git push --force',
    'cat .env',
    'cat ../.env',
    'cat --x=.env',
    'find . -name x -exec ls +',
    'git --no-verify',
    'sudo rm x',
    'env -i A=1 rm x',
    'timeout 5 nice -n 3 rm x',
    'xargs -0 rm',
    `sh -c 'ls; rm x'`,
    './tools/deploy.sh',
    'tools/deploy.sh prod',
    '/repo/tools/../tools/deploy.sh',
  ])('refuse %s', (command) => {
    expect(decide(any, command)).toMatchObject({ decision: 'deny', finding: { code: 'denied-by-rule' } });
  });

  it('match a program by its base name', () => {
    expect(decide(any, './bin/rm x').finding?.code).toBe('denied-by-rule');
    expect(decide(any, ['/bin/rm', 'x']).finding?.code).toBe('denied-by-rule');
  });

  it('know a program that they name by a path outside the roots by its name', () => {
    const whole = policy({ adhoc: 'any', deny: ['/bin/rm -rf', '/repo/tools/clean.sh'] });
    for (const command of ['rm -rf x', 'sudo rm -rf x', './bin/rm -rf x', 'tools/clean.sh', 'env ./tools/clean.sh x']) {
      expect(decide(whole, command).finding?.code).toBe('denied-by-rule');
    }
    for (const command of ['rm x', 'clean.sh', './clean.sh']) expect(decide(whole, command).decision).toBe('allow');
  });

  it.each([
    'find . -ok rm {} ;',
    'find . -execdir rm',
    'flock lock rm x',
    "su -c 'rm x'",
    "watch 'ls; rm x'",
    'strace -o log rm x',
    "eval 'rm x'",
    "sh -c 'eval rm x'",
    'parallel rm ::: a b',
  ])('look behind %s', (command) => {
    const argv = command.includes('{}') ? command.split(' ') : command;
    const { finding } = decide(any, argv);
    expect(finding?.message).toContain('is denied by the rule `rm`');
  });

  it.each([
    'rmdir x',
    'git log',
    "git commit -m 'git push'",
    'cat a.txt',
    'echo rm',
    'env',
    'sh script.sh rm',
    'deploy.sh',
    'find . -name rm',
    'man rm',
    'watch ls',
  ])('leave %s alone', (command) => {
    expect(decide(any, command).decision).toBe('allow');
  });

  it('give rule, reason and the word behind a wrapper', () => {
    const { commands, finding } = decide(any, 'ls; sudo git push');
    expect(commands[1]).toMatchObject({ rule: { text: 'git push **', reason: 'use the profile `release`' } });
    expect(finding).toMatchObject({ word: 1, offset: 9 });
    expect(finding?.message).toBe(
      '`git push`, which `sudo` would run, is denied by the rule `git push **` (bgjobs.yaml:3): use the profile `release`',
    );
  });

  it('hold in the folders that they name', () => {
    const somewhere = policy({ adhoc: 'any', deny: [{ run: 'npm publish', cwd: ['packages/*'] }] });
    expect(decide(somewhere, 'npm publish', { cwd: 'packages/a' }).decision).toBe('deny');
    expect(decide(somewhere, 'npm publish', { cwd: 'packages' }).decision).toBe('allow');
  });

  it('fold the case of programs where the file system does', () => {
    const mac = policy({ adhoc: 'any', deny: ['rm'] }, host({ platform: 'darwin' }));
    expect(decide(mac, 'RM -rf x').decision).toBe('deny');
    expect(decide(any, 'RM -rf x').decision).toBe('allow');
    const windows = policy({ adhoc: 'any', deny: ['npm publish'] }, host({ platform: 'win32' }));
    expect(decide(windows, ['C:\\tools\\NPM.cmd', 'publish']).finding?.code).toBe('denied-by-rule');
  });

  it('win over ask and allow', () => {
    const all = policy({ allow: ['git **'], ask: ['git push **'], deny: ['git push --force'] });
    expect(decide(all, 'git log').decision).toBe('allow');
    expect(decide(all, 'git push').decision).toBe('ask');
    expect(decide(all, 'git push --force').decision).toBe('deny');
  });

  it('refuse wrappers that are nested too deep to look behind', () => {
    const texts = Array.from({ length: 200 }, () => ['env', '-S', '$A env']).flat();
    expect(decide(any, texts).finding?.code).toBe('wrapped-too-deep');
  });
});

describe('the folder', () => {
  const repo = policy({
    allow: [
      { run: 'npm test', cwd: ['packages/*', './tools/'] },
      { run: 'make', cwd: ['.'] },
    ],
  });

  it.each([
    ['npm test', 'packages/a', 'allow'],
    ['npm test', '/repo/packages/a', 'allow'],
    ['npm test', 'packages/../packages/a', 'allow'],
    ['npm test', 'tools', 'allow'],
    ['npm test', 'packages/a/b', 'deny'],
    ['npm test', undefined, 'deny'],
    ['make', undefined, 'allow'],
    ['make', '.', 'allow'],
    ['make', 'packages', 'deny'],
  ])('%s in %s: %s', (command, cwd, decision) => {
    const verdict = decide(repo, command, cwd === undefined ? {} : { cwd });
    expect(verdict.decision).toBe(decision);
    if (decision === 'deny') expect(verdict.finding?.code).toBe('rule-cwd');
  });

  it('is judged by its real path', () => {
    const linked = host({
      symlinks: new Map([
        ['packages/out', '../tools'],
        ['in', 'packages/a'],
        ['away', '/etc'],
      ]),
    });
    const here = policy({ allow: [{ run: 'npm test', cwd: ['packages/*'] }] }, linked);
    expect(decide(here, 'npm test', { cwd: 'packages/out' })).toMatchObject({ decision: 'deny', cwd: '/repo/tools' });
    expect(decide(here, 'npm test', { cwd: 'in' })).toMatchObject({ decision: 'allow', cwd: '/repo/packages/a' });
    expect(decide(here, 'npm test', { cwd: 'away' }).finding?.code).toBe('cwd-outside-roots');
  });

  it('may be in another root, whose rules name it whole', () => {
    const two = policy({ roots: ['.', '/srv/data'], allow: ['ls', { run: 'make', cwd: ['/srv/data/**'] }] });
    expect(decide(two, 'ls', { cwd: '/srv/data/x' }).decision).toBe('allow');
    expect(decide(two, 'make', { cwd: '/srv/data/x' }).decision).toBe('allow');
    expect(decide(two, 'make', { cwd: 'data' }).decision).toBe('deny');
    expect(decide(two, 'ls', { cwd: '/srv/data-evil' }).finding?.code).toBe('cwd-outside-roots');
  });

  it.each([
    ['../x', 'cwd-outside-roots'],
    ['$HOME', 'cwd-not-literal'],
  ])('is refused before any rule: %s', (cwd, code) => {
    const verdict = decide(repo, 'rm x', { cwd });
    expect(verdict).toMatchObject({ decision: 'deny', cwd: undefined, finding: { code } });
    expect(verdict.commands[0]).toMatchObject({ argv: ['rm', 'x'], decision: 'deny' });
  });
});

describe('the variables', () => {
  const repo = policy({
    env: ['CI', 'APP_*'],
    allow: ['npm test', { run: 'make', env: ['DEBUG'] }, { run: 'node a.js', env: ['NODE_OPTIONS'], unsafe: true }],
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['npm test', { CI: '1', APP_X: 'a b' }, undefined],
    ['make', { DEBUG: '1', CI: '1' }, undefined],
    ['npm test', { DEBUG: '1' }, 'env-not-permitted'],
    ['make && npm test', { DEBUG: '1' }, 'env-not-permitted'],
    ['npm test', { OTHER: '1' }, 'env-not-permitted'],
    ['npm test', { LD_PRELOAD: 'x' }, 'env-refused'],
    ['npm test', { NODE_OPTIONS: 'x' }, 'env-not-permitted'],
    ['node a.js', { NODE_OPTIONS: 'x' }, undefined],
    ['npm test', { 'A B': 'x' }, 'env-bad-name'],
    ['npm test', { '': 'x' }, 'env-bad-name'],
    ['npm test', { 'CI=1': 'x' }, 'env-bad-name'],
    ['npm test', { CI: 'a\0' }, 'env-bad-value'],
    ['npm test', { CI: '\ud800' }, 'env-bad-value'],
    ['npm test', { CI: 'a'.repeat(32_769) }, 'env-bad-value'],
    ['npm test', Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`APP_${at}`, ''])), 'env-too-many'],
  ])('%s with %j', (command, env, code) => {
    const verdict = decide(repo, command, { env });
    expect(verdict.finding?.code).toBe(code);
    expect(verdict.decision).toBe(code === undefined ? 'allow' : 'deny');
  });

  it('are bounded by ask rules and by `adhoc: any` too', () => {
    const asks = policy({ ask: [{ run: 'npm **', env: ['CI'] }], adhoc: 'any' });
    expect(decide(asks, 'npm test', { env: { CI: '1' } }).decision).toBe('ask');
    expect(decide(asks, 'make', { env: { CI: '1' } }).finding?.code).toBe('env-not-permitted');
  });

  it('that a wide pattern covers are still refused when they are dangerous', () => {
    const wide = policy({ allow: ['npm test'], env: ['*'] });
    expect(decide(wide, 'npm test', { env: { ANY: '1' } }).decision).toBe('allow');
    expect(decide(wide, 'npm test', { env: { PATH: '.' } }).finding?.code).toBe('env-refused');
  });
});

describe('the program', () => {
  it('has to be there when the rules allow it', () => {
    const { programsNeedNotExist, ...real } = host();
    expect(programsNeedNotExist).toBe(true);
    const empty = policy({ allow: ['npm test'] }, { ...real, isExecutable: () => false });
    expect(decide(empty, 'npm test')).toMatchObject({
      decision: 'deny',
      finding: { code: 'program-not-found', word: 0 },
    });
    expect(decide(empty, 'make').finding?.code).toBe('no-rule');
  });

  it('with a slash has to be spelled so in the rule, and stay inside the roots', () => {
    const paths = policy({ allow: ['./run.sh', '/usr/bin/git log'] });
    expect(decide(paths, './run.sh').commands[0]?.program).toBe('/repo/run.sh');
    expect(decide(paths, 'run.sh').finding?.code).toBe('no-rule');
    expect(decide(paths, '/usr/bin/git log').finding?.code).toBe('program-outside-roots');
    expect(decide(paths, 'git log').finding?.code).toBe('no-rule');
  });

  it('is refused when something in a folder of the agent shadows it', () => {
    const shadowed = policy({ allow: ['npm test'] }, host({ path: ['.', '/usr/bin'] }));
    expect(decide(shadowed, 'npm test').finding?.code).toBe('program-shadowed');
  });

  it('is matched with its case, whatever the file system', () => {
    const mac = policy({ allow: ['git status'] }, host({ platform: 'darwin' }));
    expect(decide(mac, 'GIT status').finding?.code).toBe('no-rule');
  });
});

describe('the kinds of policy', () => {
  it('refuse everything without rules', () => {
    const none = policy({});
    expect(decide(none, 'ls').finding).toMatchObject({ code: 'adhoc-denied', hint: 'start a profile' });
    expect(decide(none, '$(x').finding?.code).toBe('adhoc-denied');
  });

  it('allow everything with `adhoc: any` that is not denied or asked for', () => {
    const any = policy({ adhoc: 'any', ask: ['git push'] });
    expect(decide(any, 'ls -la | head')).toMatchObject({ decision: 'allow', finding: undefined });
    expect(decide(any, 'sudo git push').decision).toBe('ask');
    expect(decide(any, 'ls > x').decision).toBe('deny');
  });
});

describe('alternatives', () => {
  const known = profiles(
    profile('web', { command: ['npm', 'run', 'dev'] }),
    profile('clean', { command: ['rm', '-r', 'dist'] }),
    profile('e2e', { command: ['playwright', 'test', '${params.file}'] }),
  );

  it('begin with what shares the program or the words', () => {
    const alternatives = (command: string): unknown => evaluate(npm, request(command), known).alternatives[0];
    expect(alternatives('rm -rf dist')).toEqual({ kind: 'profile', name: 'clean', command: 'rm -r dist' });
    expect(alternatives('npm install')).toEqual({ kind: 'profile', name: 'web', command: 'npm run dev' });
    expect(alternatives('nmp test')).toEqual({ kind: 'rule', text: 'npm test' });
    expect(alternatives('npx e2e')).toEqual({ kind: 'profile', name: 'e2e', command: `playwright test '<file>'` });
    expect(alternatives('git $(push)')).toEqual({ kind: 'rule', text: 'git log **' });
  });

  it('are three at most, and none where nothing is permitted', () => {
    expect(evaluate(npm, request('unheard-of'), known).alternatives).toHaveLength(3);
    const { policy: broken } = compilePolicy(section({ allow: ['npm test', '* x'] }), host());
    expect(evaluate(broken, request('npm test'), new Map()).alternatives).toEqual([]);
  });

  it('leave out a rule that matches what was denied', () => {
    const git = policy({ allow: ['git **', 'git log'], deny: ['git push'] });
    expect(decide(git, 'git push').alternatives).toEqual([{ kind: 'rule', text: 'git log' }]);
  });
});
