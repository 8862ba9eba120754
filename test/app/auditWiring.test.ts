import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app/createApp.js';
import { NO_OVERRIDES } from '../../src/config/overrides.js';
import { CLIENTS, connect, type ClientKind, type Connected } from '../mcp/connect.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

// From a call of a real client to the line on disk, through everything that a server puts together.

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
  chmodSync(scratch.write('bin/tool', '#!/bin/sh\nexit 0\n'), 0o755);
});
afterEach(() => scratch.remove());

type Answer = 'once' | 'session' | 'no' | 'dismiss';

interface Served {
  readonly client: Connected;
  /** What stands in the audit log, in its order. */
  readonly lines: () => Record<string, unknown>[];
}

async function serve(
  kind: ClientKind,
  file: object,
  { answers = [], ceiling }: { readonly answers?: readonly Answer[]; readonly ceiling?: object } = {},
): Promise<Served> {
  scratch.write('project/bgjobs.yaml', JSON.stringify({ version: 1, ...file }));
  const app = createApp({
    configFlag: undefined,
    env: {
      PATH: join(scratch.path, 'bin'),
      HOME: scratch.path,
      XDG_STATE_HOME: join(scratch.path, 'state'),
      KEY_TOKEN: 'hunter22',
    },
    cwd: join(scratch.path, 'project'),
    locked: false,
    overrides: NO_OVERRIDES,
    pin: undefined,
    ...(ceiling === undefined
      ? {}
      : { policyFlag: scratch.write('ceiling.yaml', JSON.stringify({ version: 1, policy: ceiling })) }),
    log: () => undefined,
  });
  onTestFinished(async () => {
    await app.close('the test');
  });
  const left = [...answers];
  const client = await connect(app.host, kind, {
    person: () => {
      const answer = left.shift() ?? 'dismiss';
      return Promise.resolve(answer === 'dismiss' ? { action: 'cancel' } : { action: 'accept', content: { answer } });
    },
  });
  return {
    client,
    lines: () => {
      const state = join(scratch.path, 'state');
      const found = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('audit.jsonl'),
      );
      expect(found).toHaveLength(1);
      const text = readFileSync(join(state, found[0] ?? ''), 'utf8');
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

const call = { argv: ['tool', 'x'], wait_until: 'exited' };

describe.each(CLIENTS)('the audit log of a server, client %s', (kind) => {
  it('masks the secrets in the words of a command, permitted or refused, as argv or as text', async () => {
    const { client, lines } = await serve(kind, { policy: { allow: ['tool **'] } });
    const secret = 'sk-abcdefghijklmnopqrstuvwx';
    await client.call('start_command', {
      argv: ['tool', '--token', 's3cret-value', secret, 'https://me:s3cret-value@host/'],
    });
    await client.call('check_command', { argv: ['tool', 'hunter22'] });
    await client.refused('start_command', { argv: ['other', '--password=s3cret-value'] });
    await client.refused('start_command', { command: `tool --api-key s3cret-value > ${secret}` });
    const written = lines();
    expect(JSON.stringify(written)).not.toMatch(/s3cret-value|sk-abc|hunter22/);
    expect(written).toMatchObject([
      {
        tool: 'start_command',
        decision: 'allow',
        commands: [{ argv: ['tool', '--token', '***', '***', 'https://***@host/'] }],
      },
      { tool: 'check_command', decision: 'allow', commands: [{ argv: ['tool', expect.any(String)] }] },
      { tool: 'start_command', decision: 'deny', code: 'no-rule', commands: [{ argv: ['other', '--password=***'] }] },
      { tool: 'start_command', decision: 'deny', code: 'syntax-redirect', commands: [] },
    ]);
    expect(written[0]?.client).toBe('agent (test-client)');
  });

  it('says what the person answered who was asked', async () => {
    const { client, lines } = await serve(
      kind,
      { policy: { ask: ['tool **'] } },
      { answers: ['no', 'dismiss', 'once', 'session'] },
    );
    expect((await client.refused('start_command', call)).code).toBe('refused-by-person');
    expect((await client.refused('start_command', call)).code).toBe('question-dismissed');
    for (let at = 0; at < 3; at++) expect((await client.call('start_command', call)).isError).toBe(false);
    const written = lines();
    expect(written.every(({ decision }) => decision === 'ask')).toBe(true);
    const answers = written.flatMap(({ consent }) => (consent === undefined ? [] : [consent]));
    // The third start was permitted by the answer to the second.
    expect(answers).toEqual(['no', 'once', 'session', 'session']);
    expect(written.find(({ consent }) => consent === 'no')).toMatchObject({
      tool: 'start_command',
      client: 'agent (test-client)',
      commands: [{ argv: ['tool', 'x'], rule: 'tool ** (bgjobs.yaml:1)' }],
    });
  });

  it('has the words, the program and the folder of a profile that the ceiling refuses', async () => {
    const { client, lines } = await serve(
      kind,
      { profiles: { p: { command: ['tool', '--token=s3cret-value', 'y'] }, q: { command: ['tool', 'z'] } } },
      { ceiling: { allow: ['tool z'] } },
    );
    const refused = await client.refused('start_profile', { profile: 'p' });
    expect(refused).toMatchObject({ code: 'refused-by-ceiling', refused_by: 'ceiling' });
    expect((await client.call('start_profile', { profile: 'q' })).isError).toBe(false);
    expect(lines()).toMatchObject([
      {
        tool: 'start_profile',
        profile: 'p',
        decision: 'deny',
        code: 'refused-by-ceiling',
        refused_by: 'ceiling',
        commands: [{ argv: ['tool', '--token=***', 'y'], decision: 'deny', program: join(scratch.path, 'bin/tool') }],
        cwd: join(scratch.path, 'project'),
      },
      { tool: 'start_profile', profile: 'q', decision: 'allow', commands: [{ argv: ['tool', 'z'] }] },
    ]);
  });
});
