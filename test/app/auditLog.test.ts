import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditLog, type AuditLog } from '../../src/app/auditLog.js';
import { auditEvaluation, auditProfileDenial, type AuditEntry } from '../../src/policy/auditEntry.js';
import { decide, policy } from '../policy/support.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

const rules = policy({ allow: ['npm run *'], env: ['CI'], deny: [{ run: 'rm **', reason: 'no' }] });
const asked = { tool: 'start_command', client: 'editor 1.2' };
let scratch: Scratch;
let told: string[];
beforeEach(() => {
  scratch = makeScratch();
  told = [];
});
afterEach(() => scratch.remove());

function open(maxBytes?: number, folder = join(scratch.path, 'state')): AuditLog {
  return createAuditLog({
    folder,
    mask: (text) => text.replaceAll('hunter2', '[PASS]'),
    now: () => 0,
    log: (line) => told.push(line),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
}

function lines(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the audit log', () => {
  it('has a line for each decision, for its owner alone', () => {
    const log = open();
    log.record(auditEvaluation(asked, decide(rules, 'npm run a && rm x', { env: { CI: 'value' } })));
    log.record(auditEvaluation(asked, decide(rules, 'npm run a > x')));
    log.record(
      auditProfileDenial({ tool: 'start_profile', client: 'x' }, { code: 'cwd-missing', profile: 'p', cwd: '/' }),
    );
    expect(lines(log.file)).toEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        tool: 'start_command',
        client: 'editor 1.2',
        decision: 'deny',
        code: 'denied-by-rule',
        refused_by: 'file',
        commands: [
          {
            argv: ['npm', 'run', 'a'],
            decision: 'allow',
            rule: 'npm run * (bgjobs.yaml:2)',
            program: '/usr/local/bin/npm',
          },
          { argv: ['rm', 'x'], decision: 'deny', rule: 'rm ** (bgjobs.yaml:3)', program: '/usr/local/bin/rm' },
        ],
        cwd: '/repo',
        env: ['CI'],
      },
      expect.objectContaining({ code: 'syntax-redirect', commands: [], text: 'npm run a > x' }),
      expect.objectContaining({ tool: 'start_profile', profile: 'p', decision: 'deny', code: 'cwd-missing' }),
    ]);
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
    expect(statSync(join(scratch.path, 'state')).mode & 0o777).toBe(0o700);
  });

  it('never holds a value of a variable, or what looks like a secret', () => {
    const log = open();
    const set = { CI: 's3cret-value' };
    for (const command of [
      'npm run --token=s3cret-value',
      'curl -H "Authorization: Bearer s3cret-value" x',
      'npm | (--token s3cret-value',
    ])
      log.record(auditEvaluation(asked, decide(rules, command, { env: set })));
    expect(readFileSync(log.file, 'utf8')).not.toContain('s3cret-value');
  });

  it('hides what is known to be secret', () => {
    const log = open();
    log.record(auditEvaluation(asked, decide(rules, 'npm run hunter2 x/hunter2/y')));
    log.record(auditEvaluation(asked, decide(rules, 'npm run hunter2 > x')));
    expect(lines(log.file)).toMatchObject([
      { commands: [{ argv: ['npm', 'run', '[PASS]', 'x/[PASS]/y'] }] },
      { text: 'npm run [PASS] > x' },
    ]);
  });

  it('says what a person answered', () => {
    const log = open();
    const asks = policy({ ask: ['git push'] });
    log.record(auditEvaluation(asked, decide(asks, 'git push')));
    for (const answer of ['once', 'session', 'no'] as const)
      log.record(auditEvaluation(asked, decide(asks, 'git push'), answer));
    expect(lines(log.file).map(({ decision, consent }) => [decision, consent])).toEqual([
      ['ask', undefined],
      ['ask', 'once'],
      ['ask', 'session'],
      ['ask', 'no'],
    ]);
  });

  it('keeps a line short, whatever was asked', () => {
    const log = open();
    log.record(auditEvaluation(asked, decide(rules, `npm ${'x'.repeat(8_000)}`)));
    log.record(auditEvaluation(asked, decide(rules, 'a '.repeat(1_000))));
    log.record(auditEvaluation(asked, decide(rules, '('.repeat(8_000))));
    for (const line of readFileSync(log.file, 'utf8').split('\n')) expect(line.length).toBeLessThan(4_000);
  });

  it('is put aside when it is full, once', () => {
    const entry: AuditEntry = { ...asked, decision: 'allow', commands: [] };
    const log = open(250);
    for (let at = 0; at < 7; at++) log.record({ ...entry, client: `c${at}` });
    const clients = (file: string): unknown[] => lines(file).map((line) => line.client);
    expect(clients(join(scratch.path, 'state/audit.1.jsonl'))).toEqual(['c4', 'c5']);
    expect(clients(log.file)).toEqual(['c6']);
  });

  it('says once that it cannot be written, and stops nobody', () => {
    writeFileSync(join(scratch.path, 'file'), '');
    const log = open(undefined, join(scratch.path, 'file'));
    for (let at = 0; at < 3; at++) log.record({ ...asked, decision: 'allow', commands: [] });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('cannot be written');
  });
});
