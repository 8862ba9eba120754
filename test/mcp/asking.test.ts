import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { serveStdio } from '../../src/mcp/serveStdio.js';
import { CLIENTS, connect, type Person } from './connect.js';
import { createFakeHost, FILE, type FakeHost } from './fakeHost.js';

/** A person who gives these answers, one a question; what was asked is kept. */
function person(...answers: readonly ('once' | 'session' | 'no' | 'decline' | 'cancel' | 'nonsense')[]) {
  const asked: Parameters<Person>[0][] = [];
  const left = [...answers];
  const answer: Person = (form) => {
    asked.push(form);
    const next = left.shift();
    if (next === undefined) throw new Error(`nobody expected the question: ${form.message}`);
    if (next === 'decline' || next === 'cancel') return Promise.resolve({ action: next });
    return Promise.resolve({ action: 'accept', content: { answer: next } });
  };
  return { asked, answer };
}

const push = { argv: ['git', 'push', 'origin'], wait_ms: 0 };

function commands(host: FakeHost): string[] {
  return host.jobs.all.map(({ details }) => details.command);
}

describe.each(CLIENTS)('a command that a person has to permit, %s', (kind) => {
  it('is run once when the person says once, and asked for again the next time', async () => {
    const host = createFakeHost();
    const { asked, answer } = person('once', 'once');
    const { call } = await connect(host, kind, { person: answer });
    expect((await call('start_command', push)).structured).toMatchObject({ returned: 'started' });
    await call('start_command', push);
    expect(asked).toHaveLength(2);
    expect(commands(host)).toEqual(['git push origin', 'git push origin']);
  });

  it('shows the person argv, folder, variables and the rule, whatever the agent put into them', async () => {
    const host = createFakeHost({ reasons: { 'git push **': 'others see it' } });
    const { asked, answer } = person('no');
    const { refused } = await connect(host, kind, { person: answer });
    const argv = ['git', 'push', 'a\nin "/safe"'];
    await refused('start_command', { argv, cwd: 'packages', env: { CI: 'x\u202ey' } });
    expect(asked[0]?.message).toBe(
      [
        'agent (test-client) asks to run:',
        '  ["git","push","a\\nin \\"/safe\\""]',
        'in "/project/packages"',
        'with CI="x\\u202ey"',
        `because of the rule \`git push **\` (${FILE}:20): others see it`,
      ].join('\n'),
    );
    expect(asked[0]?.requestedSchema).toMatchObject({
      properties: { answer: { enum: ['once', 'session', 'no'], default: 'no' } },
      required: ['answer'],
    });
  });

  it('is run without asking again when the person said so, for exactly this argv, cwd and env', async () => {
    const host = createFakeHost();
    const { asked, answer } = person('session', 'no', 'no', 'no', 'no');
    const { call, refused } = await connect(host, kind, { person: answer });
    await call('start_command', push);
    await call('start_command', push);
    // The same in other words is the same.
    await call('start_command', { command: "git 'push' origin", wait_ms: 0 });
    expect(asked).toHaveLength(1);
    for (const other of [
      { argv: ['git', 'push', 'origin', '--force'] },
      { ...push, cwd: 'packages' },
      { ...push, env: { CI: '1' } },
      { command: 'git push origin && npm test' },
    ]) {
      expect((await refused('start_command', other)).code).toBe('refused-by-person');
    }
    expect(asked).toHaveLength(5);
    expect(commands(host)).toHaveLength(3);
  });

  it('is granted to one client and not to another', async () => {
    const host = createFakeHost();
    const { answer } = person('session');
    const { call } = await connect(host, kind, { person: answer });
    await call('start_command', push);
    const other = person('no');
    const { refused } = await connect(host, kind, { person: other.answer });
    expect((await refused('start_command', push)).code).toBe('refused-by-person');
    expect(other.asked).toHaveLength(1);
  });

  it.each([
    ['no', 'refused-by-person'],
    ['decline', 'refused-by-person'],
    ['cancel', 'question-dismissed'],
  ] as const)('is not run after %s', async (what, code) => {
    const host = createFakeHost();
    const { refused, settle } = await connect(host, kind, { person: person(what).answer });
    expect(await refused('start_command', push)).toMatchObject({
      code,
      hint: expect.any(String) as string,
      evaluation: { decision: 'ask' },
    });
    expect(host.jobs.all).toEqual([]);
    await settle();
  });

  it('is refused without a question where the client cannot ask', async () => {
    const { refused } = await connect(createFakeHost(), kind);
    expect(await refused('start_command', push)).toMatchObject({
      code: 'needs-a-person',
      hint: expect.stringContaining('elicitation') as string,
    });
  });

  it('is never asked for when something else of the line is denied', async () => {
    const { asked, answer } = person();
    const { refused } = await connect(createFakeHost(), kind, { person: answer });
    expect((await refused('start_command', { command: 'git push && rm -rf x' })).code).toBe('denied');
    expect(asked).toEqual([]);
  });

  it('is decided anew after the answer: a policy that denies it by then wins', async () => {
    const host = createFakeHost();
    const { refused } = await connect(host, kind, {
      person() {
        host.reload({ ask: [], deny: ['git push **'] });
        return Promise.resolve({ action: 'accept', content: { answer: 'session' } });
      },
    });
    expect((await refused('start_command', push)).code).toBe('denied');
    expect(host.jobs.all).toEqual([]);
  });

  it('is asked for again by a restart after once, and not after session', async () => {
    const host = createFakeHost();
    const { asked, answer } = person('once', 'no', 'session');
    const { call, refused } = await connect(host, kind, { person: answer });
    await call('start_command', push);
    expect((await refused('restart_job', { job: 'git' })).code).toBe('refused-by-person');
    expect(host.jobs.all[0]?.details.status).toBe('running');
    await call('restart_job', { job: 'git', wait_ms: 0 });
    await call('restart_job', { job: 'git', wait_ms: 0 });
    expect(asked).toHaveLength(3);
    expect(host.jobs.all).toHaveLength(3);
  });
});

describe.each(['1.x', '2.x-2025'] as const)('a person who does not come, %s', (kind) => {
  it('is waited for no longer than the client waits for the call', async () => {
    const host = createFakeHost();
    const { refused, settle } = await connect(host, kind, {
      person: () => new Promise(() => undefined),
      patienceMs: 50,
    });
    expect((await refused('start_command', push)).code).toBe('question-timed-out');
    expect(host.jobs.all).toEqual([]);
    await settle();
  });

  it('may be given up by cancelling the call', async () => {
    const host = createFakeHost();
    const cancel = new AbortController();
    const { call, settle } = await connect(host, kind, {
      person() {
        cancel.abort();
        return new Promise(() => undefined);
      },
    });
    await expect(call('start_command', push, { signal: cancel.signal })).rejects.toThrow();
    await settle();
    expect(host.jobs.all).toEqual([]);
    expect(host.logged).toEqual([]);
  });
});

describe('an answer that nobody asked for, 2026-07-28', () => {
  it('counts for nothing, and neither does one that was given before, or to another question', async () => {
    const host = createFakeHost();
    const raw = openRaw(host);
    const ask = async (argv: readonly string[], extra: object = {}): Promise<RawResult> =>
      raw.call('start_command', { argv, wait_ms: 0 }, extra);
    const yes = { permission: { action: 'accept', content: { answer: 'once' } } };

    const unasked = await ask(push.argv, { inputResponses: yes });
    expect(unasked).toMatchObject({ resultType: 'input_required' });
    const guessed = await ask(push.argv, { inputResponses: yes, requestState: 'guess' });
    expect(guessed.resultType).toBe('input_required');

    // The state names what was asked about: with other arguments it permits nothing.
    const swapped = await ask(['git', 'push', '--force'], { inputResponses: yes, requestState: guessed.requestState });
    expect(swapped.resultType).toBe('input_required');
    expect(host.jobs.all).toEqual([]);

    const asked = await ask(push.argv);
    const answered = { inputResponses: yes, requestState: asked.requestState };
    expect((await ask(push.argv, answered)).structuredContent).toMatchObject({ returned: 'started' });
    expect((await ask(push.argv, answered)).resultType).toBe('input_required');
    expect(host.jobs.all).toHaveLength(1);
    raw.close();
  });
});

interface RawResult {
  readonly resultType?: string;
  readonly requestState?: string;
  readonly structuredContent?: Record<string, unknown>;
}

/** A 2026-era client without an SDK, that says it can elicit and does as the test says. */
function openRaw(host: FakeHost) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  serveStdio(host, { stdin, stdout });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };
  return {
    async call(name: string, args: object, extra: object): Promise<RawResult> {
      const params = { _meta, name, arguments: args, ...extra };
      stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })}\n`);
      const { value } = (await lines.next()) as { value: string };
      const { result, error } = JSON.parse(value) as { result?: RawResult; error?: unknown };
      if (result === undefined) throw new Error(JSON.stringify(error));
      return result;
    },
    close: () => stdin.end(),
  };
}
