import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { createJobs } from '../../src/jobs/createJobs.js';
import type { JobDetails } from '../../src/jobs/jobView.js';
import type { Jobs, OutputPage, WaitCondition, WaitResult } from '../../src/jobs/jobs.js';
import type { JobSettings } from '../../src/jobs/jobSettings.js';
import type { Prerequisite, StartRequest } from '../../src/jobs/startRequest.js';
import { ok } from '../../src/lib/result.js';
import { ApprovedCommand, type ApprovedCommandFacts } from '../../src/policy/approvedCommand.js';
import { fixtureProgram, type FixtureProgram } from '../rig/fixtureProgram.js';
import { processesNaming } from '../rig/processes.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

export const DEFAULTS: JobSettings = {
  type: 'task',
  successCodes: [0],
  ready: [],
  health: undefined,
  restart: undefined,
  stop: { signal: 'SIGTERM', graceMs: 5_000, command: undefined },
  timeoutMs: undefined,
  idleTimeoutMs: undefined,
  stdin: 'open',
  tty: false,
  log: { maxBytes: 10_000_000, ansi: 'strip', progress: 'collapse', streams: 'merged' },
  secrets: [],
  ifRunning: 'reject',
  tags: [],
  lifetime: 'session',
};

/** What a test says about a job; everything else is as for an ad-hoc task. */
export interface JobWish extends Partial<Omit<JobSettings, 'stop'>> {
  readonly stop?: Partial<JobSettings['stop']>;
  readonly name?: string;
  readonly profile?: string;
  readonly digest?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | null>>;
  readonly facts?: Partial<ApprovedCommandFacts>;
  /** `${name}` in a word is the port, and so is the variable of that name in upper case. */
  readonly ports?: Readonly<Record<string, PortWish>>;
  readonly prerequisite?: Prerequisite;
}

type PortWish = number | { readonly prefer: number; readonly range: { readonly from: number; readonly to: number } };

/** A job table of one test, in a scratch folder of its own, and programs that obey. */
export interface Place {
  readonly jobs: Jobs;
  readonly scratch: Scratch;
  readonly stateFolder: string;
  readonly program: FixtureProgram;
  /** Another one, for what is run beside a job: its starts are told apart from the job's. */
  readonly helper: FixtureProgram;
  request(argv: readonly string[], wish?: JobWish): StartRequest;
  /** Starts, and fails the test if that is refused. @returns the id. */
  start(argv: readonly string[], wish?: JobWish): Promise<string>;
  /** A shell script as a job. */
  sh(script: string, wish?: JobWish): Promise<string>;
  wait(ref: string, until: WaitCondition, timeoutMs?: number): Promise<WaitResult>;
  /** Waits for the end. */
  ended(ref: string): Promise<JobDetails>;
  details(ref: string): JobDetails;
  /** Waits until the job has written a line that matches, at any time since its start. */
  shown(id: string, pattern: string): Promise<void>;
  tail(ref: string, lines?: number): Promise<OutputPage>;
}

/** Every job of the test and all that they start have this variable: whoever is left over is found by it. */
export const MARK = 'BGJOBS_TEST_PLACE';

export const placeTest = test.extend<{ place: Place }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads the dependencies of a fixture from this pattern
  place: async ({}, use) => {
    const scratch = makeScratch();
    const program = await fixtureProgram(join(scratch.path, 's'));
    const helper = await fixtureProgram(join(scratch.path, 'h'));
    const stateFolder = join(scratch.path, 'state');
    const jobs = createJobs({
      stateFolder,
      limits: { maxJobs: 20, keepFinished: 100, keepFinishedForMs: 3_600_000 },
      serverEnv: process.env,
    });
    const place = makePlace(jobs, scratch, stateFolder, { program, helper });
    try {
      await use(place);
      const survivors = await jobs.close('the test');
      if (survivors.length > 0) throw new Error(`survivors: ${JSON.stringify(survivors)}`);
      const left = processesNaming(`${MARK}=${scratch.path}`);
      if (left.length > 0) throw new Error(`processes are left: ${JSON.stringify(left)}`);
    } catch (error) {
      tell(jobs, stateFolder);
      throw error;
    } finally {
      await jobs.close('the test');
      await program.close();
      await helper.close();
      scratch.remove();
    }
  },
});

function makePlace(
  jobs: Jobs,
  scratch: Scratch,
  stateFolder: string,
  programs: Pick<Place, 'program' | 'helper'>,
): Place {
  const place: Place = {
    jobs,
    scratch,
    stateFolder,
    ...programs,
    request(argv, wish = {}) {
      const { name, profile, digest, params, env, facts, stop, ports, prerequisite, ...rest } = wish;
      const settings = { ...DEFAULTS, ...rest, stop: { ...DEFAULTS.stop, ...stop } };
      const wishes = new Map(
        Object.entries(ports ?? {}).map(([port, wanted]) => [
          port,
          typeof wanted === 'number' ? { prefer: wanted, range: undefined } : wanted,
        ]),
      );
      const commandWith = (chosen: ReadonlyMap<string, number>): ApprovedCommand => {
        const exported = [...chosen].map(([port, value]): [string, string] => [port.toUpperCase(), String(value)]);
        const words = argv.map((word) => word.replace(/\$\{(\w+)\}/g, (_, port: string) => String(chosen.get(port))));
        return approved(words, scratch.path, { ...env, ...Object.fromEntries(exported), [MARK]: scratch.path }, facts);
      };
      return {
        command: commandWith(new Map()),
        settings,
        ports:
          ports === undefined
            ? undefined
            : { wishes, fill: (chosen) => ok({ command: commandWith(chosen), settings }) },
        prerequisite,
        name,
        origin:
          profile === undefined
            ? undefined
            : { profile, digest: digest ?? 'd1', params: new Map(Object.entries(params ?? {})) },
        startedBy: 'the test',
      };
    },
    async start(argv, wish) {
      const started = await jobs.start(place.request(argv, wish));
      if (!started.ok) throw new Error(`not started: ${JSON.stringify(started.error)}`);
      return started.value.id;
    },
    sh: (script, wish) => place.start(['/bin/sh', '-c', script], wish),
    async wait(ref, until, timeoutMs = 20_000) {
      const result = await jobs.wait({
        jobs: [ref],
        mode: 'any',
        until,
        timeoutMs,
        cursor: undefined,
        signal: undefined,
      });
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return result.value;
    },
    async ended(ref) {
      const { returned } = await place.wait(ref, { kind: 'exited' });
      if (returned !== 'exited') throw new Error(`${ref} did not end: ${returned}`);
      return place.details(ref);
    },
    details(ref) {
      const result = jobs.details(ref);
      if (!result.ok) throw new Error(`no job ${ref}`);
      return result.value;
    },
    async shown(id, pattern) {
      const until = { kind: 'output', pattern } as const;
      const request = {
        jobs: [id],
        mode: 'any',
        until,
        timeoutMs: 20_000,
        cursor: `${id}.0`,
        signal: undefined,
      } as const;
      const result = await jobs.wait(request);
      if (!result.ok || result.value.returned !== 'output') throw new Error(`${id} never showed ${pattern}`);
    },
    async tail(ref, lines = 1_000) {
      const from = { kind: 'tail', lines } as const;
      const page = await jobs.read(ref, { stream: 'merged', from, maxBytes: 100_000, pattern: undefined, context: 0 });
      if (!page.ok) throw new Error(JSON.stringify(page.error));
      return page.value;
    },
  };
  return place;
}

/** A command as the policy would approve it. */
export function approved(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | null>>,
  facts: Partial<ApprovedCommandFacts> = {},
): ApprovedCommand {
  const [name = ''] = argv;
  return ApprovedCommand.fromPolicy({
    program: name === 'node' ? process.execPath : name,
    argv,
    cwd,
    environment: { inherit: { kind: 'minimal' }, files: [], set: new Map(Object.entries(env)) },
    display: argv.join(' '),
    evaluation: undefined,
    ...facts,
  });
}

/** What there is to know when a test fails. */
function tell(jobs: Jobs, stateFolder: string): void {
  const list = jobs.list({ status: undefined, profile: undefined, tag: undefined });
  process.stderr.write(`jobs: ${JSON.stringify(list, undefined, 1)}\n`);
  const folder = join(stateFolder, 'jobs');
  for (const id of existsSync(folder) ? readdirSync(folder) : []) {
    const log = join(folder, id, 'output.log');
    if (existsSync(log)) process.stderr.write(`--- ${id}\n${readFileSync(log, 'utf8').slice(-2_000)}\n`);
  }
}
