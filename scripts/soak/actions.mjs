import { bgjobs } from './commandLine.mjs';
import { choosePlan, planWord } from './plan.mjs';
import { markedProcesses } from './processes.mjs';
import { readOn, readThrough } from './reading.mjs';
import { profileOf } from './rules.mjs';
import { Violation } from './violation.mjs';

/** More at once would be a test of the machine. */
const MOST_RUNNING = 8;
const MOST_ENDED = 20;
const MOST_SERVERS = 2;
/** Why input may be refused: another server has the job, or it has ended or takes none by now. */
const NO_INPUT = new Set(['other-server', 'job-ended', 'stdin-closed']);

/** What the soak does, and how often in proportion. */
export const WEIGHTS = {
  start: 30,
  read: 30,
  wait: 10,
  stop: 6,
  stopFromCommandLine: 2,
  input: 12,
  look: 6,
  lookFromCommandLine: 2,
  readThrough: 40,
  secondServer: 1,
  close: 0.6,
  kill: 1.2,
  killWithWatchdog: 0.4,
};

/** Each takes the world, and throws a Violation when it sees one. */
export const ACTIONS = {
  async start(world) {
    const { ledger, random } = world;
    // What a server that is gone never began is not seen any more; what it did begin is listed, and counts as running.
    const asked = ledger.uncertain().filter(({ goneBy, serverEnd }) => goneBy === undefined && serverEnd === undefined);
    const busy = ledger.running().length + asked.length;
    if (busy >= MOST_RUNNING || ledger.ended().length >= MOST_ENDED) return;
    const server = await world.server();
    const plan = choosePlan(random, world.step);
    const entry = ledger.begin(plan, server, world.step);
    const wait_ms = random.pick([0, 0, 100, 500]);
    const reply = await (plan.how === 'profile'
      ? world.demand(
          server,
          'start_profile',
          {
            profile: profileOf(plan),
            params: { plan: planWord(plan) },
            name: plan.key,
            wait_ms,
          },
          entry,
        )
      : world.demand(
          server,
          'start_command',
          {
            argv: ['sh', world.project.work, planWord(plan)],
            name: plan.key,
            lifetime: plan.lifetime,
            tty: plan.tty,
            wait_ms,
          },
          entry,
        ));
    if (reply === undefined) return;
    entry.isCertain = true;
    ledger.show(entry, reply.job, reply.askedAt);
  },

  async read(world) {
    const entry = pick(world, world.ledger.running());
    if (entry === undefined) return;
    const [stream, reader] = world.random.pick([...entry.checks]);
    // One at a time: the next one goes on where this one ends.
    if (reader.isBusy) return;
    reader.isBusy = true;
    try {
      await readOn(world, await world.server(), entry, reader, stream, world.random.int(1, 32_768));
    } finally {
      reader.isBusy = false;
    }
  },

  async wait(world) {
    const { random } = world;
    const entry = pick(world, world.ledger.running());
    if (entry === undefined) return;
    const until = random.pick(['exited', 'idle', 'output']);
    const reply = await world.demand(
      await world.server(),
      'wait_for_job',
      {
        jobs: [entry.id],
        until,
        wait_ms: random.int(0, 3_000),
        ...(until === 'output' ? { pattern: `00000${random.int(0, 4)}` } : {}),
        ...(until === 'idle' ? { idle_ms: random.int(100, 1_000) } : {}),
      },
      entry,
    );
    if (reply === undefined) return;
    world.ledger.show(entry, reply.job, reply.askedAt);
    if (until === 'exited' && reply.returned === 'exited' && entry.end === undefined) {
      throw new Violation(`a wait says that it exited, and shows it ${reply.job.status}`, entry);
    }
  },

  async stop(world) {
    const entry = pick(world, world.ledger.running());
    if (entry !== undefined) await stopOne(world, await world.server(), entry, world.random.chance(0.3));
  },

  async stopFromCommandLine(world) {
    const entry = pick(world, world.ledger.running());
    if (entry === undefined) return;
    entry.stopAsked = true;
    world.count('bgjobs stop');
    const { code, stderr } = await bgjobs(world.project, 'stop', entry.id);
    if (code !== 0) throw new Violation(`\`bgjobs stop\` ended with ${code}: ${stderr}`, entry);
    world.ledger.stopped(entry);
  },

  async input(world) {
    const entry = pick(
      world,
      world.ledger.running().filter(({ plan }) => plan.then === 'read'),
    );
    if (entry === undefined) return;
    const what = world.random.chance(0.7) ? { text: 'go\n' } : { end: true };
    const args = { job: entry.id, ...what, wait_ms: world.random.pick([0, 200]) };
    const server = await world.server();
    const reply = await world.ask(server, 'send_input', args);
    if (reply === undefined || server.ending !== undefined) return;
    if (!reply.refused) world.ledger.show(entry, reply.data.job, reply.askedAt);
    else if (!NO_INPUT.has(reply.data?.error?.code))
      throw new Violation(`send_input was refused: ${reply.text}`, entry);
  },

  async look(world) {
    await lookAround(world, await world.server());
  },

  async lookFromCommandLine(world) {
    world.count('bgjobs ps');
    const askedAt = performance.now();
    const { code, stdout, stderr } = await bgjobs(world.project, 'ps', '--all', '--json');
    if (code !== 0 || stderr !== '') throw new Violation(`\`bgjobs ps\` ended with ${code}: ${stderr}`);
    showAll(world, JSON.parse(stdout), askedAt);
  },

  /** Looks through a job that has ended, and then ends what it left behind. */
  async readThrough(world) {
    const { ledger } = world;
    const entry = pick(
      world,
      ledger.ended().filter(({ isBusy }) => isBusy !== true),
    );
    if (entry === undefined) return;
    entry.isBusy = true;
    try {
      const server = await world.server();
      if ([...entry.checks.values()].some((reader) => reader.isBusy) || !(await readThrough(world, server, entry)))
        return;
      if (entry.plan.tree !== 'none' && !(await stopOne(world, server, entry, false))) return;
      ledger.forget(entry);
      world.count('looked through');
    } finally {
      entry.isBusy = false;
    }
  },

  async secondServer(world) {
    if (world.up().length === 1 && MOST_SERVERS > 1) await world.open();
  },

  async close(world) {
    const server = pick(world, world.up());
    if (server !== undefined) await world.end(server, 'closed');
  },

  async kill(world) {
    const server = pick(world, world.up());
    if (server !== undefined) await world.end(server, 'killed');
  },

  /** Nobody is left to clean up but the next server, before its first call. */
  async killWithWatchdog(world) {
    const server = pick(world, world.up());
    if (server === undefined) return;
    const watchdogs = markedProcesses(world.project.scratch).filter(
      ({ command }) => command.includes('bgjobs-watchdog') && command.includes(` ${server.pid} `),
    );
    // Stopped, so that neither can act on the death of the other.
    process.kill(server.pid, 'SIGSTOP');
    for (const { pid } of watchdogs) process.kill(pid, 'SIGKILL');
    world.count('watchdogs killed');
    await world.end(server, 'killed');
    await lookAround(world, await world.open());
  },
};

/** Stops a job. @returns whether that was answered; nothing of it is left then. */
export async function stopOne(world, server, entry, force) {
  // What has ended is not ended otherwise by it.
  if (entry.end === undefined) entry.stopAsked = true;
  const reply = await world.demand(server, 'stop_job', { job: entry.id, force }, entry);
  if (reply === undefined) return false;
  if (reply.survivors.length > 0) {
    throw new Violation(`a stop left ${JSON.stringify(reply.survivors)}: ${JSON.stringify(reply.job)}`, entry);
  }
  world.ledger.show(entry, reply.job, reply.askedAt);
  world.ledger.stopped(entry);
  return true;
}

/** Looks at every job that a server shows, and that it shows every job that it has to. */
export async function lookAround(world, server) {
  const known = world.ledger.all().filter(({ id, isDone }) => id !== undefined && isDone !== true);
  const reply = await world.demand(server, 'list_jobs', { limit: 200 });
  if (reply === undefined) return;
  if (reply.warnings !== undefined) throw new Violation(`a server warns: ${reply.warnings.join('; ')}`);
  showAll(world, reply.jobs, reply.askedAt);
  const shown = new Set(reply.jobs.map(({ id }) => id));
  const missing = known.find(({ id, isDone }) => isDone !== true && !shown.has(id));
  if (missing !== undefined && reply.more === undefined) throw new Violation(`${missing.id} is not listed`, missing);
}

function showAll(world, jobs, askedAt) {
  for (const job of jobs) {
    const entry = world.ledger.find(job.name);
    if (entry === undefined) throw new Violation(`a job is shown that nobody started: ${JSON.stringify(job)}`);
    world.ledger.show(entry, job, askedAt);
  }
}

function pick({ random }, list) {
  return list.length === 0 ? undefined : random.pick(list);
}
