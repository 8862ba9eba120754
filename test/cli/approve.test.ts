import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type App } from '../../src/app/createApp.js';
import { stateFolder } from '../../src/app/stateFolder.js';
import { NO_OVERRIDES } from '../../src/config/overrides.js';
import { buildEnvironment } from '../../src/jobs/environment.js';
import { approveProfile } from '../../src/policy/approveProfile.js';
import type { Snapshot } from '../../src/policy/snapshot.js';
import { within } from '../rig/eventually.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';
import { runCli, type CliOptions, type CliRun } from './runCli.js';

let scratch: Scratch;
let project: string;
let file: string;
let home: string;
let apps: App[] = [];
beforeEach(() => {
  scratch = makeScratch();
  project = scratch.folder('project');
  file = join(project, 'bgjobs.yaml');
  home = scratch.folder('home');
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close('test')));
  apps = [];
  scratch.remove();
});

const BEFORE = 'version: 1\nprofiles:\n  web:\n    command: [echo, web]\n';
const AFTER = `${BEFORE}policy:\n  allow: [git push **]\n`;
const WORSE = `${BEFORE}policy:\n  allow: [rm **]\n`;

interface Locked {
  readonly log: string[];
  /** The rules that are in force. */
  rules(): string[];
  names(): string[];
  pending(): readonly string[] | undefined;
  /** Waits until a snapshot is like this, if the present one is not. */
  until(what: string, wanted: (snapshot: Snapshot) => boolean): Promise<void>;
  untilHeld(text: string): Promise<void>;
}

/** A locked server of the project. */
function locked(env: Readonly<Record<string, string>> = {}): Locked {
  const log: string[] = [];
  const app = createApp({
    configFlag: undefined,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    cwd: project,
    locked: true,
    pin: undefined,
    overrides: NO_OVERRIDES,
    log: (line) => log.push(line),
  });
  apps.push(app);
  const { host } = app;
  const until: Locked['until'] = (what, wanted) =>
    within(
      `${what} (log: ${log.join('; ')})`,
      new Promise((resolve) => {
        if (wanted(host.snapshot())) {
          resolve();
          return;
        }
        const stop = host.onSnapshot((now) => {
          if (!wanted(now)) return;
          stop();
          resolve();
        });
      }),
    );
  return {
    log,
    rules: () => host.snapshot().config.policy.allow.map((rule) => rule.text),
    names: () => [...host.snapshot().config.profiles.keys()],
    pending: () => host.snapshot().status.pending?.changes,
    until,
    untilHeld: (text) =>
      until(
        `\`${text}\` to be held`,
        ({ status }) => status.pending?.changes.some((line) => line.includes(text)) === true,
      ),
  };
}

function save(text: string): void {
  scratch.replace('project/bgjobs.yaml', text);
}

function approve(options: CliOptions = { typed: 'yes\n' }): Promise<CliRun> {
  return runCli(project, ['approve'], { ...options, env: { HOME: home, ...options.env } });
}

function state(): string {
  return stateFolder(project, {}, home);
}

async function heldChange(): Promise<Locked> {
  save(BEFORE);
  const server = locked();
  save(AFTER);
  await server.untilHeld('git push');
  return server;
}

describe('bgjobs approve', () => {
  it('shows what waits, and lets it come into force in the running server', async () => {
    const server = await heldChange();
    expect(server.rules()).toEqual([]);
    const run = await approve();
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('! would newly allow: `git push **`');
    await server.until('the change', ({ status }) => status.pending === undefined);
    expect(server.rules()).toEqual(['git push **']);
    expect((await approve()).stdout).toContain('nothing waits');
  });

  it.each([['y\n'], ['no\n'], ['\n'], ['']])('approves nothing for %j', async (typed) => {
    const server = await heldChange();
    const run = await approve({ typed });
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('nothing was approved');
    expect(server.rules()).toEqual([]);
  });

  it('says so when nothing waits', async () => {
    save(BEFORE);
    expect(await approve()).toMatchObject({
      status: 0,
      stdout: `nothing waits: no locked server holds a change of ${file}\n`,
    });
  });

  it('says so when the server that held a change is gone', async () => {
    await heldChange();
    await apps[0]?.close('test');
    expect((await approve()).stdout).toContain('nothing waits');
  });

  it('approves in every server that holds the change', async () => {
    const first = await heldChange();
    // It was started with the change, which is in force in it.
    const other = locked();
    expect(other.rules()).toEqual(['git push **']);
    save(WORSE);
    await first.untilHeld('rm **');
    await other.untilHeld('rm **');
    const run = await approve();
    expect(run.stdout).toContain('! would newly allow: `rm **`');
    for (const server of [first, other]) {
      await server.until('the change', ({ status }) => status.pending === undefined);
      expect(server.rules()).toEqual(['rm **']);
    }
  });

  it('lets a file come into force that was not there at the start, by either of its names', async () => {
    const server = locked();
    scratch.write('project/bgjobs.yml', AFTER);
    await server.untilHeld('git push');
    expect(server.names()).toEqual([]);
    expect(await approve()).toMatchObject({ status: 0, stderr: '' });
    await server.until('the file', ({ status }) => status.pending === undefined);
    expect(server.rules()).toEqual(['git push **']);
    expect(server.names()).toEqual(['web']);
  });

  it('is announced by `bgjobs check`', async () => {
    await heldChange();
    const options = { env: { HOME: home } };
    expect((await runCli(project, ['check'], options)).stdout).toContain(
      'a locked server holds a change of this file, which is not in force there: `bgjobs approve` shows it\n',
    );
    const { stdout } = await runCli(project, ['check', '--json'], options);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      pending: expect.stringContaining('bgjobs approve') as string,
    });
  });
});

describe('an agent that can write the file and not approve', () => {
  it('cannot answer for a person: without a terminal, in a job, or below one that hid itself', async () => {
    const server = await heldChange();
    const piped = await approve({});
    expect(piped).toMatchObject({ status: 2, stdout: '' });
    expect(piped.stderr).toContain('needs a terminal');
    expect(await approve({ typed: 'yes\n', env: { BGJOBS_JOB_ID: 'web-1234' } })).toMatchObject({ status: 2 });
    // A job, and below it a process whose environment was cleared.
    const script =
      "const { spawn } = require('node:child_process');" +
      "const child = spawn('sleep', ['1000'], { env: {} });" +
      'console.log(child.pid); process.stdin.on("data", () => { child.kill(); process.exit(); });';
    const env = { PATH: process.env.PATH, BGJOBS_JOB_ID: 'web-1234' };
    const job = spawn(process.execPath, ['-e', script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const [pid] = (await once(job.stdout, 'data')) as [Buffer];
    const below = await approve({ typed: 'yes\n', parentPid: Number(pid.toString()) });
    expect(below.status).toBe(2);
    expect(below.stderr).toContain('this is a job of bgjobs');
    job.stdin.write('end');
    await once(job, 'exit');
    expect(server.rules()).toEqual([]);
  });

  it('gains nothing by changing the file between the question and the answer', async () => {
    const server = await heldChange();
    let answer: (text: string) => void = () => undefined;
    const typed = new Promise<string>((resolve) => (answer = resolve));
    const run = await approve({
      typed,
      onOutput(text) {
        if (!text.includes('Type `yes`')) return;
        save(WORSE);
        void server.untilHeld('rm **').then(() => answer('yes\n'));
      },
    });
    expect(run.stdout).toContain('git push');
    expect(run.stdout).not.toContain('rm **');
    expect(run.stdout).toContain('that waits again');
    // What was approved was approved for that moment; when it comes back, it is a new question.
    save(AFTER);
    await server.untilHeld('git push');
    expect(server.rules()).toEqual([]);
  });

  it('gains nothing by an answer that was given long ago', async () => {
    const server = await heldChange();
    await approve();
    await server.until('the change', ({ status }) => status.pending === undefined);
    await apps[0]?.close('test');
    save(BEFORE);
    const again = locked();
    save(AFTER);
    await again.untilHeld('git push');
    expect(again.rules()).toEqual([]);
  });

  it('gains nothing by a file that appears after the start', async () => {
    const server = locked();
    save(AFTER);
    await server.untilHeld('git push');
    expect(server.names()).toEqual([]);
    expect((await approve()).stdout).toContain('! new profile `web` would run: echo web');
    await server.until('the file', ({ status }) => status.pending === undefined);
    expect(server.rules()).toEqual(['git push **']);
  });

  it('gains nothing by repairing a file that was broken at the start', async () => {
    save('version: 1\nprofiles: [\n');
    const server = locked();
    save(AFTER);
    await server.untilHeld('git push');
    expect(server.names()).toEqual([]);
    expect((await approve({ typed: 'no\n' })).stdout).toContain('! would newly allow: `git push **`');
  });

  it('gains nothing by taking the file away in between', async () => {
    save(BEFORE);
    const server = locked();
    renameSync(file, `${file}.old`);
    await server.until('the file to be missed', ({ status }) => status.state === 'missing');
    save(AFTER);
    await server.untilHeld('git push');
    expect(server.rules()).toEqual([]);
  });

  it.each<readonly [string, () => void]>([
    [
      'a link in its place',
      () => {
        scratch.write('elsewhere/other.yaml', AFTER);
        symlinkSync('../elsewhere/other.yaml', join(project, 'link'));
        renameSync(join(project, 'link'), file);
      },
    ],
    [
      'another name of the same file',
      () => {
        linkSync(file, join(project, 'other-name'));
        writeFileSync(join(project, 'other-name'), AFTER);
      },
    ],
    [
      'another folder in the place of its folder',
      () => {
        scratch.write('other/bgjobs.yaml', AFTER);
        renameSync(project, `${project}-old`);
        renameSync(join(scratch.path, 'other'), project);
      },
    ],
    [
      'a link to another folder in the place of its folder',
      () => {
        scratch.write('other/bgjobs.yaml', AFTER);
        renameSync(project, `${project}-old`);
        symlinkSync('other', project);
      },
    ],
    [
      'approvals that lie in the project',
      () => {
        const planted = { file, digest: 'x', at: 1e15 };
        for (const folder of ['.', '.local/state/bgjobs', '.bgjobs'])
          scratch.write(`project/${folder}/approved-bgjobs.yaml.json`, JSON.stringify(planted));
        save(AFTER);
      },
    ],
  ])('gains nothing by %s', async (_what, attack) => {
    save(BEFORE);
    const server = locked();
    attack();
    await server.untilHeld('git push');
    expect(server.rules()).toEqual([]);
  });

  it('gains no way into the programs of a profile by the env file that it names', () => {
    save(`${BEFORE}    env_file: .env\n`);
    scratch.write('project/.env', 'PATH=.\nNODE_OPTIONS=--require ./x.js\nLD_PRELOAD=./x.so\nPORT=1\n');
    locked();
    const { policy, config } = apps[0]!.host.snapshot();
    const approved = approveProfile({ policy, config }, config.profiles.get('web')!, {});
    if (!approved.ok) throw new Error(approved.error.code);
    const built = buildEnvironment({
      spec: approved.value.command.environment,
      tty: false,
      serverEnv: { PATH: '/bin' },
    });
    expect(built.ok && built.value).toMatchObject({ PATH: '/bin', PORT: '1' });
    expect(built.ok && Object.keys(built.value)).not.toContain('LD_PRELOAD');
    expect(built.ok && Object.keys(built.value)).not.toContain('NODE_OPTIONS');
  });

  it('gains nothing where the approvals would lie in its reach: none counts', async () => {
    save(BEFORE);
    const reach = { XDG_STATE_HOME: join(project, 'state') };
    const server = locked(reach);
    expect(server.log.join()).toContain('lies inside the project');
    save(AFTER);
    await server.untilHeld('git push');
    const run = await approve({ typed: 'yes\n', env: reach });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain('no approval counts');
    expect(server.rules()).toEqual([]);
  });

  it('finds the state folder closed', async () => {
    const before = process.umask(0);
    try {
      mkdirSync(state(), { recursive: true, mode: 0o755 });
      await heldChange();
      expect(statSync(state()).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(state())) expect(statSync(join(state(), name)).mode & 0o077, name).toBe(0);
    } finally {
      process.umask(before);
    }
  });
});
