import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config, Profile } from '../../src/config/config.js';
import { emptyConfig } from '../../src/config/emptyConfig.js';
import { fillTemplate, literal, type Template } from '../../src/config/template.js';
import { createSandbox } from './sandbox.js';

const sandbox = createSandbox();
afterAll(() => sandbox.remove());

function profile(yaml: string, name = 'web'): Profile {
  const found = profileOf(sandbox.config(`version: 1\nprofiles:\n  web:\n${indent(yaml)}`), name);
  return found;
}

function profileOf(config: Config, name: string): Profile {
  const found = config.profiles.get(name);
  if (found === undefined) throw new Error(`there is no profile ${name}`);
  return found;
}

function indent(yaml: string): string {
  return yaml.replace(/^/gm, '    ');
}

function codesOf(yaml: string): string[] {
  return sandbox.codes(`version: 1\nprofiles:\n  web:\n${indent(yaml)}`);
}

/** The words of a command, with `<name>` for parameters and `<:name>` for ports. */
function words({ run }: Profile): string[] {
  if (run.kind !== 'argv') throw new Error('the profile runs a script');
  return run.words.map(show);
}

function show(template: Template): string {
  return template
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'param' ? `<${part.name}>` : `<:${part.name}>`))
    .join('');
}

describe('defaults', () => {
  it('a file with a version alone is what holds without a file', () => {
    const { file, root } = sandbox;
    expect(sandbox.config('version: 1')).toEqual(emptyConfig(root, file));
    expect(emptyConfig(root, file)).toEqual({
      file,
      root,
      limits: {
        maxJobs: 10,
        maxLogBytes: 10_000_000,
        keepFinished: 100,
        keepFinishedForMs: 86_400_000,
        maxTimeoutMs: undefined,
      },
      defaults: {
        cwd: literal(root),
        env: new Map(),
        envFiles: [],
        inheritEnv: { kind: 'minimal' },
        timeoutMs: undefined,
        idleTimeoutMs: undefined,
        stop: { signal: 'SIGTERM', graceMs: 5_000, command: undefined },
        stdin: 'open',
        log: { maxBytes: undefined, ansi: 'strip', progress: 'collapse', streams: 'merged' },
      },
      policy: {
        adhoc: 'deny',
        allow: [],
        ask: [],
        deny: [],
        roots: [root],
        env: [],
        maxTimeoutMs: undefined,
        maxJobs: undefined,
        path: undefined,
        file,
      },
      profiles: new Map(),
    });
  });

  it('a profile with a command alone', () => {
    const found = profile('command: npm start');
    expect(found).toMatchObject({
      name: 'web',
      description: '',
      type: 'task',
      params: new Map(),
      secrets: [],
      ports: new Map(),
      ready: [],
      health: undefined,
      restart: undefined,
      successCodes: [0],
      tty: false,
      dependsOn: new Map(),
      ifRunning: 'reject',
      lifetime: 'session',
      expose: 'preset',
      tags: [],
    });
    expect(profile('command: npm start\ntype: service').ifRunning).toBe('reuse');
    expect(profile('command: npm start\ntype: service\nif_running: replace').ifRunning).toBe('replace');
  });

  it('a probe', () => {
    expect(profile('command: npm start\nready: {tcp: {port: 3000}}').ready).toMatchObject([
      {
        target: { kind: 'tcp', port: literal('3000'), host: literal('localhost'), owner: 'job' },
        timeoutMs: 30_000,
        intervalMs: 250,
        attemptTimeoutMs: 2_000,
        successes: 1,
      },
    ]);
    expect(profile('command: npm start\nready: {http: {url: "http://localhost/"}}').ready[0]?.target).toMatchObject({
      status: undefined,
      body: undefined,
      owner: 'job',
    });
  });

  it('adhoc is rules when there are rules', () => {
    expect(sandbox.config('version: 1\npolicy: {allow: [npm test]}').policy.adhoc).toBe('rules');
    expect(sandbox.config('version: 1\npolicy: {deny: [rm]}').policy.adhoc).toBe('rules');
    expect(sandbox.config('version: 1\npolicy: {env: [CI]}').policy.adhoc).toBe('deny');
    expect(sandbox.config('version: 1\npolicy: {adhoc: any}').policy.adhoc).toBe('any');
  });
});

describe('commands', () => {
  it('a text is split into words, references stay in one word', () => {
    const found = profile(
      `command: npm run dev -- --port \${params.port} "a b" --url=http://h:\${params.port}/\nparams: {port: {type: integer}}`,
    );
    expect(words(found)).toEqual(['npm', 'run', 'dev', '--', '--port', '<port>', 'a b', '--url=http://h:<port>/']);
  });

  it('what a variable holds is never split', () => {
    expect(words(profile('command: echo ${env.API_URL} ${env.NOPE:-a b; c}'))).toEqual([
      'echo',
      'http://localhost:8080',
      'a b; c',
    ]);
  });

  it('a list is taken as it is', () => {
    expect(words(profile(`command: [echo, "a  b", "\${root}/x", "$$HOME", "5$", "$$$$", ""]`))).toEqual([
      'echo',
      'a  b',
      `${sandbox.root}/x`,
      '$HOME',
      '5$',
      '$$',
      '',
    ]);
  });

  it('`$$` in a text, also in quotes', () => {
    expect(words(profile(`command: echo $$HOME '$$5' a$$b`))).toEqual(['echo', '$HOME', '$5', 'a$b']);
  });

  it('a parameter that is nothing but omitted drops its word', () => {
    const { run } = profile('command: npm start ${params.x} a${params.x}\nparams: {x: {required: false}}');
    const filled =
      run.kind === 'argv' ? run.words.map((word) => fillTemplate(word, { params: new Map(), ports: new Map() })) : [];
    expect(filled).toEqual(['npm', 'start', undefined, 'a']);
  });

  it('a script goes to its shell untouched', () => {
    expect(profile('shell: |\n  echo "$HOME" $$ ${X:-y}\n  exit 1').run).toMatchObject({
      kind: 'shell',
      script: 'echo "$HOME" $$ ${X:-y}\nexit 1\n',
      shell: '/bin/sh',
    });
    expect(profile('shell: {script: exit 1, with: bash}').run).toMatchObject({ script: 'exit 1', shell: 'bash' });
  });

  it('placeholders cannot be mistaken for text of the file', () => {
    expect(words(profile('command: echo ZqX0ZqX ZqZqX0ZqZqX ${params.p}Zq\nparams: {p: {}}'))).toEqual([
      'echo',
      'ZqX0ZqX',
      'ZqZqX0ZqZqX',
      '<p>Zq',
    ]);
  });

  it('points at the character that a shell would act on, behind references too', () => {
    const text = 'version: 1\nprofiles:\n  web:\n    command: echo ${env.API_URL} $$ | cat';
    const [found] = sandbox.load(text).diagnostics;
    expect(found).toMatchObject({
      code: 'command-syntax',
      range: { start: { line: 4, column: 14 + 'echo ${env.API_URL} $$ '.length } },
    });
  });
});

describe('settings', () => {
  it('profiles start from `defaults`; maps are merged, the rest is replaced', () => {
    const config = sandbox.config(`version: 1
defaults:
  cwd: packages
  env: {A: "1", B: "2", C: "3"}
  env_file: {path: .env, required: false}
  inherit_env: all
  timeout: 5m
  idle_timeout: 1m
  stop: {signal: INT, grace: 1s}
  stdin: closed
  log: {max: 1MB, ansi: keep}
profiles:
  plain: {command: npm start}
  own:
    command: npm start
    cwd: packages/web
    env: {B: own, C: null}
    env_file: []
    inherit_env: [PATH, "AWS_*"]
    timeout: none
    stop: {grace: 2s}
    log: {ansi: strip}
`);
    const { root } = sandbox;
    const plain = profileOf(config, 'plain');
    expect(plain).toMatchObject({ ...config.defaults });
    expect(plain.cwd).toEqual(literal(join(root, 'packages')));
    expect(plain.envFiles).toEqual([{ path: literal(join(root, '.env')), required: false }]);
    expect(profileOf(config, 'own')).toMatchObject({
      cwd: literal(join(root, 'packages/web')),
      env: new Map([
        ['A', literal('1')],
        ['B', literal('own')],
        ['C', null],
      ]),
      envFiles: [],
      inheritEnv: { kind: 'patterns', patterns: ['PATH', 'AWS_*'] },
      timeoutMs: undefined,
      idleTimeoutMs: 60_000,
      stop: { signal: 'SIGINT', graceMs: 2_000 },
      stdin: 'closed',
      log: { maxBytes: 1_000_000, ansi: 'strip', progress: 'collapse' },
    });
  });

  it('numbers and booleans are texts where YAML keeps their spelling', () => {
    const { env } = profile('command: npm start\nenv: {A: 1, B: true, C: 1.5, D: on, E: yes, F: "012", G: -3}');
    expect([...env.values()].map((value) => value && show(value))).toEqual([
      '1',
      'true',
      '1.5',
      'on',
      'yes',
      '012',
      '-3',
    ]);
    expect(
      codesOf('command: npm start\nenv: {A: 0x10, B: 1.0, C: .5, D: +1, E: 123456789012345678, F: FALSE}'),
    ).toEqual(Array.from({ length: 6 }, () => 'env-needs-quotes'));
  });

  it('paths with references', () => {
    const found = profile(
      'command: npm start\ncwd: ./packages/${params.p}\nenv_file: {path: "${params.p}.env", required: false}\nparams: {p: {}}',
    );
    expect(show(found.cwd)).toBe(`${sandbox.root}/packages/<p>`);
    expect(found.envFiles.map(({ path }) => show(path))).toEqual([`${sandbox.root}/<p>.env`]);
  });

  it('anchors, aliases and merges', () => {
    const config = sandbox.config(`version: 1
x-base: &base {type: service, tags: [a], env: &env {A: "1"}}
x-more: &more {tags: [b], timeout: 5m}
profiles:
  one: {<<: *base, command: npm start}
  two: {<<: [*more, *base], command: npm start, env: {<<: *env, B: "2"}}
`);
    expect(profileOf(config, 'one')).toMatchObject({
      type: 'service',
      tags: ['a'],
      env: new Map([['A', literal('1')]]),
    });
    const two = profileOf(config, 'two');
    expect(two).toMatchObject({ type: 'service', tags: ['b'], timeoutMs: 300_000 });
    expect([...two.env.keys()].sort()).toEqual(['A', 'B']);
  });

  it('a mistake in an anchor is told once, where it stands', () => {
    const text =
      'version: 1\nx-base: &base {timeout: 30}\nprofiles:\n  a: {<<: *base, command: x}\n  b: {<<: *base, command: x}\n';
    expect(sandbox.load(text).diagnostics).toMatchObject([
      { code: 'missing-unit', range: { start: { line: 2, column: 25 } } },
    ]);
  });

  it('names of objects are names like others', () => {
    const config = sandbox.config(
      'version: 1\nprofiles:\n  constructor: {command: x, env: {__proto__: a, toString: b}}\n',
    );
    expect([...profileOf(config, 'constructor').env.keys()]).toEqual(['__proto__', 'toString']);
    expect(codesOf('command: x\n__proto__: 3')).toEqual(['unknown-key']);
    expect(codesOf('command: x\ntags: [{valueOf: 1, toString: 2}, {valueOf: 1, toString: 2}, {}]')).toEqual([
      'wrong-type',
      'wrong-type',
      'wrong-type',
    ]);
    expect(
      codesOf('command: x\ntags: {length: 3, constructor: 1}\nparams: {p: {enum: {valueOf: 1}, toString: 1}}'),
    ).toContain('unknown-key');
  });
});

describe('folders', () => {
  beforeAll(() => {
    symlinkSync('/', join(sandbox.root, 'way-out'));
    mkdirSync(join(sandbox.root, 'packages/api'));
    writeFileSync(join(sandbox.root, 'packages/file'), '');
  });

  it('a symlink does not lead out of the roots', () => {
    expect(codesOf('command: npm start\ncwd: way-out')).toEqual(['cwd-outside-roots']);
    expect(sandbox.codes('version: 1\npolicy: {roots: ["."]}\ndefaults: {cwd: ..}')).toEqual(['cwd-outside-roots']);
  });

  it('a file is no folder', () => {
    expect(codesOf('command: npm start\ncwd: packages/file')).toEqual(['cwd-missing']);
  });

  it('roots are real paths, and hold for `cwd`', () => {
    const config = sandbox.config('version: 1\npolicy: {roots: [packages/api, "${root}/packages/../packages/web"]}');
    expect(config.policy.roots).toEqual([join(sandbox.root, 'packages/api'), join(sandbox.root, 'packages/web')]);
    expect(
      sandbox.codes('version: 1\npolicy: {roots: [packages/api]}\nprofiles: {a: {command: x, cwd: packages/web}}'),
    ).toEqual(['cwd-outside-roots']);
  });

  it('nothing is said about `cwd` when the roots are wrong', () => {
    expect(
      sandbox.codes('version: 1\npolicy: {roots: [nowhere]}\nprofiles: {a: {command: x, cwd: packages/web}}'),
    ).toEqual(['root-missing']);
  });
});

describe('policy', () => {
  it('rules as texts, lists and maps', () => {
    const { policy } = sandbox.config(`version: 1
policy:
  allow:
    - npm run *
    - [git, log, "a b", "**"]
    - run: "make 'x y' -*"
      cwd: ["packages/*"]
      env: [NO_COLOR]
      reason: fine
      match: [make x]
      not_match: [make y]
      unsafe: true
  ask: [git push **]
  deny: [rm **]
  env: [CI, "NODE_*"]
  max_timeout: 1h
  max_jobs: 3
  path: [/usr/bin]
`);
    expect(policy.allow.map((rule) => [rule.words, rule.text])).toEqual([
      [['npm', 'run', '*'], 'npm run *'],
      [['git', 'log', 'a b', '**'], "git log 'a b' **"],
      [['make', 'x y', '-*'], "make 'x y' -*"],
    ]);
    expect(policy.allow[2]).toMatchObject({
      decision: 'allow',
      cwd: ['packages/*'],
      env: ['NO_COLOR'],
      reason: 'fine',
      match: [{ text: 'make x' }],
      notMatch: [{ text: 'make y' }],
      unsafe: true,
      range: { start: { line: 6, column: 12 } },
    });
    expect(policy.ask[0]).toMatchObject({ decision: 'ask', words: ['git', 'push', '**'] });
    expect(policy.deny[0]).toMatchObject({ decision: 'deny', words: ['rm', '**'] });
    expect(policy).toMatchObject({ env: ['CI', 'NODE_*'], maxTimeoutMs: 3_600_000, maxJobs: 3, path: ['/usr/bin'] });
  });

  it('is given when the rest of the file is wrong, and not when it is wrong itself', () => {
    const wrongProfile = sandbox.load('version: 1\nprofiles: {a: {}}\npolicy: {allow: [npm test]}');
    expect(wrongProfile.config).toBeUndefined();
    expect(wrongProfile.policy?.allow.map((rule) => rule.text)).toEqual(['npm test']);
    for (const wrong of [
      'allow: [npm test, a | b]',
      'allow: npm',
      'allow: [npm test]\n  alow: []',
      'roots: [nowhere]',
      'max_jobs: 0',
    ]) {
      expect(sandbox.load(`version: 1\npolicy:\n  ${wrong}`).policy).toBeUndefined();
    }
    expect(sandbox.load('version: 1\npolicy: {allow: [npm test]}\npolicy: {}').policy).toBeUndefined();
  });
});

describe('digests', () => {
  const digest = (yaml: string): string => profile(yaml).digest;

  it('change with what the profile says, and with nothing else', () => {
    const one = digest('command: npm start\nenv: {A: "1", B: "2"}');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(digest('# a comment\n\ncommand: [npm, start]\nenv: {B: "2", A: "1"}\ntimeout: none')).toBe(one);
    expect(digest('command: npm start\nenv: {A: "1", B: "3"}')).not.toBe(one);
    expect(digest('command: npm  start x\nenv: {A: "1", B: "2"}')).not.toBe(one);
    expect(digest('command: npm start\nenv: {A: "1", B: "2"}\ndescription: x')).not.toBe(one);
  });

  it('change with the defaults that the profile takes', () => {
    const of = (text: string): string => profileOf(sandbox.config(text), 'a').digest;
    const profiles = 'profiles: {a: {command: x}}';
    expect(of(`version: 1\ndefaults: {timeout: 5m}\n${profiles}`)).not.toBe(of(`version: 1\n${profiles}`));
  });
});

describe('the result', () => {
  it('is frozen all the way down', () => {
    const config = sandbox.config(
      'version: 1\nprofiles: {a: {command: x, env: {A: b}, ready: {log: {pattern: x}}}}\npolicy: {allow: [npm test]}',
    );
    const seen: unknown[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      seen.push(value);
      expect(Object.isFrozen(value)).toBe(true);
      if (value instanceof Map) {
        expect(() => value.set('x', 'y')).toThrow();
        expect(() => value.delete('a')).toThrow();
        expect(() => value.clear()).toThrow();
        for (const entry of value.values()) walk(entry);
      } else Object.values(value).forEach(walk);
    };
    walk(config);
    expect(seen.length).toBeGreaterThan(20);
  });

  it('warnings do not stop it', () => {
    const { config, diagnostics } = sandbox.load('version: 1\nprofiles: {a: {command: x, env_file: .env}}');
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['env-file-missing', 'warning']]);
    expect(config).toBeDefined();
  });

  it('one pass finds all mistakes, each once, in the order of the file', () => {
    const text = `version: 1
limits: {max_log: 5, max_jbos: 3}
profiles:
  a:
    comand: npm start
    timeout: 30
    env: {A: "\${env.NOPE}"}
    ready: [{tcp: {port: 0}}, {log: {pattern: "("}}]
  b:
    command: npm start && rm x
    cwd: nowhere
    tags: x
policy:
  allow: [a | b, {ru: x}, npm test]
  ask: [c; d]
`;
    expect(sandbox.codes(text)).toEqual([
      'missing-unit',
      'unknown-key',
      'unknown-key',
      'missing-unit',
      'unset-variable',
      'out-of-range',
      'bad-pattern',
      'command-syntax',
      'cwd-missing',
      'list-expected',
      'rule-syntax',
      'unknown-key',
      'rule-syntax',
    ]);
  });
});

describe('one cause is told once', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a tag', 'command: !!python/object npm test', ['unknown-tag']],
    ['a slip in the name of a parameter', 'command: x ${params.prot}\nparams: {port: {}}', ['undeclared-param']],
    ['a map that may also be a word', 'command: x\nrestart: {on: sometimes}', ['unknown-value']],
    ['a list that may also be a word', "command: x\ninherit_env: ['A B']", ['bad-name']],
    ['a key of a kind of probe beside it', 'command: x\nready: {url: http://localhost/}', ['wrong-level']],
    ['a key of a kind of probe, in health', 'command: x\nhealth: {port: 80}', ['wrong-level']],
    ['a reference in a reference', 'command: x ${env.HOME:-${env.X}}', ['unknown-reference']],
    ['`command` in a probe', 'command: x\nready: {command: y}', ['wrong-level']],
  ])('%s', (_what, yaml, codes) => {
    expect(codesOf(yaml)).toEqual(codes);
  });

  it('keys of a profile beside it', () => {
    const text =
      'version: 1\nprofiles:\n  web:\n    command: x\n  env: {A: b}\n  ready: {tcp: {port: 80}}\n  stop: 5s\n';
    expect(sandbox.codes(text)).toEqual(['wrong-level', 'wrong-level', 'wrong-level']);
    expect(sandbox.codes(text.replace('stop: 5s', 'stop: {command: x}'))).toEqual(['wrong-level', 'wrong-level']);
  });
});

it('a command may be folded over several lines', () => {
  expect(words(profile('command: >\n  npm run a\n  -- --flag'))).toEqual(['npm', 'run', 'a', '--', '--flag']);
});

it.each<readonly [string, string]>([
  ['|', 'shell: |\n  set -e\n  echo ${env.HOME} ${params.x}\n  echo ${params.x}'],
  ['"', 'shell: "set -e\\n echo ${env.HOME} ${params.x}\\n echo ${params.x}"'],
])('a reference in a text with %s is pointed at', (_what, yaml) => {
  const text = `version: 1\nprofiles:\n  web:\n${indent(yaml)}\n`;
  const { diagnostics } = sandbox.load(text);
  const first = text.indexOf('${params.x}');
  const expected = [text.indexOf('${env'), first, text.indexOf('${params.x}', first + 1)];
  expect(diagnostics.map(({ range }) => range?.start.offset).slice(0, 3)).toEqual(expected);
});

describe('hints', () => {
  const hintOf = (yaml: string): string | undefined =>
    sandbox.load(`version: 1\nprofiles:\n  web:\n${indent(yaml)}`).diagnostics[0]?.suggestion;

  it.each<readonly [string, string]>([
    ['run: npm test', 'did you mean `command`'],
    ['command: x\nstop: {timeout: 5s}', 'did you mean `grace`'],
    ['command: x\ngrace: 5s', 'it belongs under `profiles.<name>.stop`'],
    ['command: x\nready: {http: {url: http://a/, timeout: 5s}}', 'it belongs under `profiles.<name>.ready`'],
    ['command: x\ndepends_on: [db]', 'write `db: started`, one a line'],
    ['command: x\ndepends_on: {db: {condition: service_started}}', 'write `started`'],
    ['command: x\nenv: [A=b]', 'write `A: b`, one a line'],
    ['command: x\nready: 3000', 'write `{tcp: {port: 3000}}`'],
    ['command: x\nready: listening, at last', "write `{log: {pattern: 'listening, at last'}}`"],
    ['command: x\nports: {web: 4000-3000}', 'write `{prefer: 3000, range: 3000-4000}`'],
    ['command: x\nparams: {a: int}', 'write `{type: integer}`'],
    ['command: x\ntimeout: never', 'write `none`'],
    ['command: x\nstop: {grace: -1s}', 'write `1s`'],
    ['command: x\nready: {http: {url: ftp://a/}}', 'write `http://a/`'],
    ['command: x\n<<: *base', 'write `&base` before the map that is meant, further up'],
    ['command: a && b', 'write `shell: a && b` to have a shell run it, or write the words as a list'],
    [
      'command: x\nstop: {command: a && b}',
      "write `[sh, -c, 'a && b']` to have a shell run it, or write the words as a list",
    ],
    ['command: |\n  npm run a\n  npm run b', 'write one profile a command, or `shell: |` and the lines below it'],
    ['command: x\ntimeout: 5m,', 'write `5m`'],
    ['command: x ${env.HOME:-${env.X}}', 'references do not nest; give a plain default'],
    ['command: a ${params.x} && b\nparams: {x: {}}', 'write the words as a list, or use `shell`'],
  ])('%s', (yaml, hint) => {
    expect(hintOf(yaml)).toBe(hint);
  });
});

describe('bytes', () => {
  const good = 'version: 1\nprofiles:\n  web:\n    command: npm start\n    timeout: 30\n';
  const at = (bytes: string | Uint8Array): unknown =>
    sandbox.load(bytes).diagnostics.map(({ code, range }) => [code, range?.start]);

  it('a byte-order mark changes nothing, nor do carriage returns but for offsets', () => {
    const expected = [['missing-unit', { line: 5, column: 14, offset: good.indexOf('30') }]];
    expect(at(good)).toEqual(expected);
    expect(at(`\ufeff${good}`)).toEqual(expected);
    expect(at(good.replaceAll('\n', '\r\n'))).toEqual([
      ['missing-unit', { line: 5, column: 14, offset: good.indexOf('30') + 4 }],
    ]);
  });

  it('carriage returns alone are named', () => {
    expect(sandbox.load(good.replaceAll('\n', '\r')).diagnostics).toMatchObject([
      { code: 'yaml-syntax', range: { start: { offset: 10 } }, suggestion: 'save the file with LF line endings' },
    ]);
  });

  it('UTF-16 is named', () => {
    const { diagnostics } = sandbox.load(Buffer.from(`\ufeff${good}`, 'utf16le'));
    expect(diagnostics).toMatchObject([{ code: 'not-utf8', message: 'the file is UTF-16' }]);
  });

  it('the first byte that is not UTF-8 is found', () => {
    const bytes = Buffer.concat([Buffer.from('version: 1\n# é '), Buffer.from([0xc3]), Buffer.from('\n# x')]);
    expect(at(bytes)).toEqual([['not-utf8', { line: 2, column: 5, offset: 15 }]]);
    expect(at(Buffer.concat([Buffer.from('version: 1 # '), Buffer.from([0xe2, 0x82])]))).toMatchObject([
      ['not-utf8', { line: 1, column: 14 }],
    ]);
  });

  it('a file that says nothing', () => {
    for (const text of ['', '\n\n', '# only a comment', '---\n', '~', '\ufeff', '   ', '\r\n']) {
      expect(sandbox.codes(text)).toEqual(['empty-file']);
    }
    expect(sandbox.codes('- a')).toEqual(['wrong-type']);
    expect(sandbox.codes('just a text')).toEqual(['wrong-type']);
  });
});
