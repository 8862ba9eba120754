import { existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { LONGEST_TEST_MS, rigTest } from '../rig/describeEachClient.js';
import { within } from '../rig/eventually.js';
import type { Rig } from '../rig/rig.js';

const CALLS = 10_000;
/** Above the ids that the client itself has used. */
const FIRST = 1_000;
/** So many calls of a client are worked on at a time. */
const IN_FLIGHT = 1_000;
/** What the server may need at its peak, MiB; it takes about 110 when it has nothing to do. */
const MOST_MEMORY = 400;

interface Answer {
  readonly id: number;
  readonly result?: { readonly structuredContent?: { readonly error?: { readonly code: string } } };
}

/** A server with one service, and the way to write 10,000 calls at once and wait for so many answers, in their order. */
async function prepare(rig: Rig) {
  const program = await rig.program();
  rig.config({ profiles: { web: { command: program.command, type: 'service' } } });
  const { server, ok } = await rig.serve();
  await ok('start_profile', { profile: 'web' });
  const answers: Answer[] = [];
  let check: () => void = () => undefined;
  server.onLine((line) => {
    answers.push(JSON.parse(line) as Answer);
    check();
  });
  return {
    run: await program.next(),
    write: (tool: string, args: object): void => {
      const params = { name: tool, arguments: args };
      const line = (id: number): string => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params })}\n`;
      server.write(Array.from({ length: CALLS }, (_, id) => line(id + FIRST)).join(''));
    },
    answers: async (count: number): Promise<readonly Answer[]> => {
      const enough = new Promise<void>((resolve) => {
        check = () => {
          if (answers.length >= count) resolve();
        };
        check();
      });
      await within(`${count} answers`, enough, LONGEST_TEST_MS);
      return answers;
    },
    /** The most memory that the server has taken, MiB; 0 where the system does not tell. */
    peak: (): number => {
      const status = `/proc/${String(server.pid)}/status`;
      return existsSync(status) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1_024 : 0;
    },
  };
}

describe('a flood of 10,000 calls at once', { timeout: LONGEST_TEST_MS }, () => {
  const it = rigTest('1.x');

  it('is answered in order, in bounded memory', async ({ rig }) => {
    const { write, answers, peak } = await prepare(rig);
    write('list_jobs', {});
    const ids = (await answers(CALLS)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: CALLS }, (_, id) => id + FIRST));
    expect(peak()).toBeLessThan(MOST_MEMORY);
  });

  it('that wait is refused politely beyond what is worked on at a time, and those go on', async ({ rig }) => {
    const { run, write, answers, peak } = await prepare(rig);
    write('wait_for_job', { jobs: ['web'], wait_ms: 45_000 });
    const refused = (await answers(CALLS - IN_FLIGHT)).map(({ result }) => result?.structuredContent?.error?.code);
    expect(new Set(refused)).toEqual(new Set(['too-many-calls']));
    await run.exit(0);
    const all = await answers(CALLS);
    expect(new Set(all.map(({ id }) => id)).size).toBe(CALLS);
    expect(all.slice(CALLS - IN_FLIGHT).every(({ result }) => result?.structuredContent?.error === undefined)).toBe(
      true,
    );
    expect(peak()).toBeLessThan(MOST_MEMORY);
  });
});
