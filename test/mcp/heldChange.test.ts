import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/mcp/host.js';
import { createSession } from '../../src/mcp/session.js';
import { CLIENTS, connect, type Person } from './connect.js';
import { createFakeHost, FILE, profile, type FakeHost, type SnapshotSpec } from './fakeHost.js';

const HELD: SnapshotSpec = {
  profiles: [profile('old')],
  pending: {
    digest: 'abc',
    changes: ['would newly allow: `git pull`', 'new profile `fresh` would run: npm run fresh'],
  },
};
const AFTER: SnapshotSpec = { profiles: [profile('old'), profile('fresh')], allow: ['git pull'], ask: ['git push **'] };

/** A locked server that holds a change, and what a person was asked. */
function locked(spec: SnapshotSpec = HELD, after: SnapshotSpec = AFTER) {
  const fake: FakeHost = createFakeHost(spec);
  const approved: string[] = [];
  const host: Host = {
    ...fake,
    approveChange(digest) {
      approved.push(digest);
      const isIt = fake.snapshot().status.pending?.digest === digest;
      if (isIt) fake.reload(after);
      return isIt;
    },
  };
  return { fake, host, approved };
}

function person(...answers: readonly string[]) {
  const asked: Parameters<Person>[0][] = [];
  const left = [...answers];
  const answer: Person = (form) => {
    asked.push(form);
    const next = left.shift();
    if (next === undefined) throw new Error(`nobody expected the question: ${form.message}`);
    return Promise.resolve(next === 'cancel' ? { action: next } : { action: 'accept', content: { answer: next } });
  };
  return { asked, answer };
}

const fresh = { profile: 'fresh', wait_ms: 0 };

describe.each(CLIENTS)('a change that a locked server holds, %s', (kind) => {
  it('is put to the person when a start is refused without it, whole, and a yes lets it come into force', async () => {
    const { host, fake, approved } = locked();
    const { asked, answer } = person('yes');
    const { call } = await connect(host, kind, { person: answer });
    expect((await call('start_profile', fresh)).structured).toMatchObject({ job: { profile: 'fresh' } });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.message).toBe(
      [
        `agent (test-client) asks for something that is not permitted now. "${FILE}" was changed, and the change waits for you. If it came into force:`,
        '  would newly allow: `git pull`',
        '  new profile `fresh` would run: npm run fresh',
        '(SHA-256 abc)',
      ].join('\n'),
    );
    expect(asked[0]?.requestedSchema).toMatchObject({ properties: { answer: { enum: ['yes', 'no'], default: 'no' } } });
    expect(approved).toEqual(['abc']);
    expect(fake.logged).toEqual([
      'the person at the client of agent (test-client) let the held change come into force (SHA-256 abc)',
    ]);
  });

  it('is asked about for a command that is refused, too, and the command then needs its own yes where it is to be asked for', async () => {
    const { host } = locked(HELD, { ask: ['git pull'] });
    const { asked, answer } = person('yes', 'once');
    const { call } = await connect(host, kind, { person: answer });
    expect((await call('start_command', { argv: ['git', 'pull'], wait_ms: 0 })).structured).toMatchObject({
      returned: 'started',
    });
    expect(asked.map(({ message }) => message.split('\n')[0])).toEqual([
      expect.stringContaining('the change waits for you'),
      'agent (test-client) asks to run:',
    ]);
  });

  it.each([
    ['no', 'said no', 1],
    ['cancel', 'closed the question without an answer', 1],
    // No answer to this question: it permits a command, and nothing more.
    ['session', 'closed the question without an answer', 1],
  ])('goes on waiting after `%s`, and is not asked about again', async (said, told, questions) => {
    const { host, fake, approved } = locked();
    const { asked, answer } = person(said);
    const { call, refused } = await connect(host, kind, { person: answer });
    expect(await refused('start_profile', fresh)).toMatchObject({
      code: 'unknown-profile',
      hint: expect.stringContaining(told) as string,
    });
    expect((await refused('start_profile', fresh)).code).toBe('unknown-profile');
    expect(asked).toHaveLength(questions);
    expect(approved).toEqual([]);
    // What is in force is not asked about.
    expect((await call('start_profile', { profile: 'old', wait_ms: 0 })).isError).toBe(false);
    expect(fake.snapshot().status.pending?.digest).toBe('abc');
  });

  it('is left alone when another one waits by the time of the yes', async () => {
    const { host, fake } = locked();
    const { refused } = await connect(host, kind, {
      person(form) {
        const isFirst = form.message.includes('abc');
        if (isFirst) fake.reload({ ...HELD, pending: { digest: 'def', changes: ['would newly allow: `rm **`'] } });
        return Promise.resolve({ action: 'accept', content: { answer: isFirst ? 'yes' : 'no' } });
      },
    });
    expect((await refused('start_profile', fresh)).code).toBe('unknown-profile');
    expect(fake.snapshot().status.pending?.digest).toBe('def');
  });

  it.each<[string, SnapshotSpec, object]>([
    ['the client has nobody to ask', HELD, {}],
    ['others can speak for the client, as over HTTP', HELD, { person: person().answer, session: createSession() }],
    [
      'it is too long to be shown whole',
      {
        ...HELD,
        pending: { digest: 'abc', changes: Array.from({ length: 200 }, (_, n) => `would newly allow: \`x${n} **\``) },
      },
      { person: person().answer },
    ],
  ])('is for `bgjobs approve` alone where %s', async (_why, spec, options) => {
    const { host, approved } = locked(spec);
    const { refused } = await connect(host, kind, options);
    const { code, hint } = await refused('start_profile', fresh);
    expect([code, hint]).toEqual(['unknown-profile', expect.stringContaining('bgjobs approve')]);
    expect(approved).toEqual([]);
  });
});

describe.each(['1.x', '2.x-2025'] as const)('a person who does not come, %s', (kind) => {
  it('leaves the change waiting, and may be asked another time', async () => {
    const { host, approved } = locked();
    let questions = 0;
    const { refused } = await connect(host, kind, {
      person() {
        questions += 1;
        return new Promise(() => undefined);
      },
      patienceMs: 50,
    });
    expect((await refused('start_profile', fresh)).hint).toContain('did not answer in time');
    expect((await refused('start_profile', fresh)).hint).toContain('did not answer in time');
    expect([questions, approved]).toEqual([2, []]);
  });
});
