import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeGate } from '../lib/gate.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { startServer } from '../lib/servers.mjs';
import { driversByName } from '../peers/index.mjs';

const WAIT_MS = 20_000;

const FILE = `version: 1
limits: { max_jobs: 100 }
policy: { adhoc: any }
profiles:
  listener:
    type: service
    if_running: parallel
    command: [${JSON.stringify(process.execPath)}, ${JSON.stringify(programs.listener)}, '\${params.port}', '\${params.gate}', '\${params.report}']
    params:
      port: { type: integer }
      gate: { type: string }
      report: { type: string }
    ready:
      tcp: { port: '\${params.port}' }
`;

export const waitLatency = {
  id: 'wait',
  title: 'wait_for_job: from the event to the answer',
  unit: 'ms',
  async run(context) {
    const bgjobs = driversByName.get('bgjobs');
    const server = await startServer(context, bgjobs, { bgjobsFile: FILE });
    try {
      const events = [
        { name: 'exit', measure: exit },
        { name: 'line written', measure: line },
        { name: 'port open', measure: port },
      ];
      const results = await interleave(context.size(40, 8), events, ({ measure }) => measure(server, bgjobs));
      const rows = events.map(({ name }) => toRow(bgjobs, results.get(name), { variant: name }));
      const peers = context.drivers.filter(({ role }) => role === 'peer');
      const none = peers.map(({ name, role }) => ({
        contender: name,
        role,
        variant: 'exit',
        failure: 'no tool that waits',
      }));
      return [...rows, ...none];
    } finally {
      await server.close();
    }
  },
};

/** The wait must be under way before the event, and the event must not keep step with whatever the server does regularly. */
function aMoment() {
  return sleep(100 + Math.random() * 100);
}

async function exit({ client }, driver) {
  const job = await driver.start(client, ['sleep', '600']);
  const { pid } = await driver.status(client, job);
  const answer = driver.wait(client, job, 'exited', undefined, WAIT_MS);
  await aMoment();
  const began = performance.now();
  process.kill(pid, 'SIGKILL');
  await answer;
  return performance.now() - began;
}

async function line({ client, folder }, driver) {
  const gate = makeGate(folder);
  // The line goes through a shell that waits for it: its own 0.1 ms counts for us.
  const script = `read -r go < ${gate.path}; echo now; exec sleep 600`;
  const job = await driver.start(client, ['sh', '-c', script]);
  const answer = driver.wait(client, job, 'output', '^now$', WAIT_MS);
  await aMoment();
  const began = performance.now();
  gate.open();
  await answer;
  const taken = performance.now() - began;
  gate.remove();
  await driver.stop(client, job);
  return taken;
}

async function port({ client, folder }, driver) {
  const gate = makeGate(folder);
  const report = join(folder, `report-${Math.random().toString(36).slice(2)}`);
  const params = { port: await freePort(), gate: gate.path, report };
  const started = await client.callTool('start_profile', {
    profile: 'listener',
    params,
    wait_until: 'started',
    wait_ms: 0,
  });
  const job = started.structuredContent.job.id;
  const answer = driver.wait(client, job, 'ready', undefined, WAIT_MS);
  // Node has to be up and waiting, or what is measured is its start.
  await sleep(400 + Math.random() * 300);
  gate.open();
  await answer;
  const answered = process.hrtime.bigint();
  const listening = BigInt(readFileSync(report, 'utf8'));
  gate.remove();
  await driver.stop(client, job);
  return Number(answered - listening) / 1e6;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
