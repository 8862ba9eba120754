import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeChanges } from '../../src/app/describeChanges.js';
import { loadSnapshotFile } from '../../src/app/loadSnapshot.js';
import type { Config } from '../../src/config/config.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

function config(text: string): Config {
  const loaded = loadSnapshotFile(scratch.write('bgjobs.yaml', `version: 1\n${text}`), { PATH: process.env.PATH });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.diagnostics));
  return loaded.value.config;
}

function changes(before: string, after: string): string[] {
  return describeChanges(config(before), config(after)).map(({ widens, text }) => `${widens ? '!' : '-'} ${text}`);
}

const WEB = 'profiles:\n  web:\n    command: [npm, run, dev]\n';

describe('describeChanges', () => {
  it.each([
    ['a new rule', '', 'policy: { allow: [git push **] }', ['! would newly allow: `git push **`']],
    [
      'a rule that goes',
      'policy: { allow: [git status] }',
      '',
      ['- would no longer allow: `git status`', '- ad-hoc commands: `rules` would become `deny`'],
    ],
    [
      'a denial that goes',
      'policy: { allow: [ls], deny: [git push] }',
      'policy: { allow: [ls] }',
      ['! would no longer deny: `git push`'],
    ],
    [
      'a rule made unsafe',
      'policy: { allow: [ls] }',
      'policy: { allow: [{ run: ls, unsafe: true }] }',
      ['! would newly allow: `ls` (unsafe: the built-in refusals are lifted)', '- would no longer allow: `ls`'],
    ],
    ['a new profile', '', WEB, ['! new profile `web` would run: npm run dev']],
    [
      'another command',
      WEB,
      WEB.replace('dev]', 'evil]'),
      ['! profile `web` would run: npm run evil (now: npm run dev)'],
    ],
    ['another variable', WEB, `${WEB}    env: { A: b }\n`, ['! profile `web`: `env.A` would be b (now: not set)']],
    [
      'a new profile with more than a command',
      '',
      `${WEB}    env: { NODE_OPTIONS: --require ./x.js }\n    ready: { tcp: { port: 80 } }\n`,
      [
        '! new profile `web` would run: npm run dev (env.NODE_OPTIONS: --require ./x.js; ready: [{"tcp":{"port":80,"host":"localhost","owner":"job"},"timeout":"30s","interval":"250ms","attempt_timeout":"2s","successes":1}])',
      ],
    ],
    [
      'another shell for the same script',
      'profiles: { web: { shell: make } }',
      'profiles: { web: { shell: { script: make, with: ./sh } } }',
      ['! profile `web` would run: ./sh: make (now: make)'],
    ],
    [
      'what ad-hoc commands start from',
      'policy: { allow: [ls] }',
      'policy: { allow: [ls] }\ndefaults: { env: { LD_PRELOAD: ./x.so } }',
      ['! any ad-hoc command: `env.LD_PRELOAD` would be ./x.so (now: not set)'],
    ],
    [
      'a secret that becomes another',
      `${WEB}    env: { API_TOKEN: hunter22 }\n`,
      `${WEB}    env: { API_TOKEN: hunter33 }\n`,
      ['! profile `web`: `env.API_TOKEN` would be another [API_TOKEN] (now: [API_TOKEN])'],
    ],
    [
      "the policy's own number of jobs",
      'policy: { allow: [ls], max_jobs: 2 }',
      'policy: { allow: [ls], max_jobs: 9 }',
      ['! jobs at once under the policy: 9 (now: 2)'],
    ],
    [
      'a secret, by its name',
      WEB,
      `${WEB}    env: { API_TOKEN: hunter22 }\n`,
      ['! profile `web`: `env.API_TOKEN` would be [API_TOKEN] (now: not set)'],
    ],
    [
      'texts that would paint over the terminal',
      WEB,
      'profiles:\n  web:\n    shell: "x\\n  - nothing that a job or a decision would notice\\e[2A\\e[2K"\n',
      [
        '! profile `web` would run: x\\n  - nothing that a job or a decision would notice\\u{1b}[2A\\u{1b}[2K (now: npm run dev)',
      ],
    ],
    ['a profile that goes', WEB, '', ['- profile `web` would go']],
    [
      'a limit',
      '',
      'limits: { max_jobs: 50, max_log: 1MB }',
      ['! jobs at once: 50 (now: 10)', '- output kept per job: 1 MB (now: 10 MB)'],
    ],
    [
      'a name that a call may set',
      'policy: { allow: [ls] }',
      'policy: { allow: [ls], env: [CI] }',
      ['! a call could newly set: `CI`'],
    ],
    ['nothing but a comment', WEB, `# hello\n${WEB}`, []],
  ])('%s', (_what, before, after, expected) => {
    const found = changes(before, after);
    expect(found).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(found).toEqual([]);
  });

  it('puts what widens first', () => {
    const found = changes(WEB, 'policy: { allow: [git push **] }');
    expect(found.map((line) => line[0])).toEqual([...found.map((line) => line[0])].sort());
  });
});
