import { describe, expect, it } from 'vitest';
import type { Limits, RunSettings } from '../../src/config/config.js';
import { literal } from '../../src/config/template.js';
import { adhocSettings, profileSettings } from '../../src/jobs/settings.js';

const limits: Limits = { maxJobs: 1, maxLogBytes: 1_000, keepFinished: 1, keepFinishedForMs: 1, maxTimeoutMs: 60_000 };
const run: RunSettings = {
  cwd: literal('/'),
  env: new Map(),
  envFiles: [],
  inheritEnv: { kind: 'minimal' },
  timeoutMs: 120_000,
  idleTimeoutMs: undefined,
  stop: { signal: 'SIGINT', graceMs: 7, command: undefined },
  stdin: 'open',
  log: { maxBytes: undefined, ansi: 'keep', progress: 'keep', streams: 'merged' },
};

describe('adhocSettings', () => {
  it('starts from the defaults of the file', () => {
    expect(adhocSettings(run, {}, limits)).toMatchObject({
      type: 'task',
      timeoutMs: 120_000,
      stop: { signal: 'SIGINT', graceMs: 7 },
      stdin: 'open',
      log: { maxBytes: 1_000, ansi: 'keep' },
      ready: [],
    });
  });

  it('takes what the call asks for, up to the limit of the file', () => {
    expect(adhocSettings(run, { timeoutMs: 5_000, stdin: 'closed' }, limits)).toMatchObject({
      timeoutMs: 5_000,
      stdin: 'closed',
    });
    expect(adhocSettings(run, { timeoutMs: 90_000 }, limits).timeoutMs).toBe(60_000);
    expect(adhocSettings(run, { timeoutMs: 90_000 }, { ...limits, maxTimeoutMs: undefined }).timeoutMs).toBe(90_000);
  });
});

describe('profileSettings', () => {
  it('fills the templates of probes', () => {
    const range = { file: '/f', start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } };
    const times = { timeoutMs: 1, intervalMs: 2, attemptTimeoutMs: 3, successes: 4, range };
    const port = [{ kind: 'param', name: 'port' }] as const;
    const settings = profileSettings(
      {
        ...run,
        name: 'web',
        description: '',
        type: 'service',
        run: { kind: 'argv', words: [literal('x')], range },
        params: new Map(),
        secrets: ['S'],
        ports: new Map(),
        ready: [
          { ...times, target: { kind: 'tcp', port, host: literal('localhost'), owner: 'job' } },
          {
            ...times,
            target: {
              kind: 'http',
              url: [...literal('http://localhost:'), ...port],
              status: undefined,
              body: undefined,
              owner: 'any',
            },
          },
          { ...times, target: { kind: 'log', pattern: 'ready', stream: 'merged' } },
          { ...times, target: { kind: 'file', path: literal('/x') } },
        ],
        health: undefined,
        restart: undefined,
        successCodes: [0, 2],
        tty: false,
        dependsOn: new Map(),
        ifRunning: 'reuse',
        lifetime: 'session',
        expose: 'preset',
        tags: ['t'],
        range,
        digest: 'd',
      },
      { params: new Map([['port', '5173']]), ports: new Map() },
      limits,
    );
    expect(settings).toMatchObject({
      type: 'service',
      successCodes: [0, 2],
      secrets: ['S'],
      ifRunning: 'reuse',
      tags: ['t'],
    });
    expect(settings.ready.map((probe) => probe.target)).toEqual([
      { kind: 'tcp', port: 5173, host: 'localhost', owner: 'job' },
      { kind: 'http', url: 'http://localhost:5173', status: undefined, body: undefined, owner: 'any' },
      { kind: 'log', pattern: 'ready', stream: 'merged' },
      { kind: 'file', path: '/x' },
    ]);
    expect(settings.ready[0]).toMatchObject({ timeoutMs: 1, intervalMs: 2, attemptTimeoutMs: 3, successes: 4 });
  });
});
