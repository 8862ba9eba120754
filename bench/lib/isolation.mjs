// Servers under test reach this machine and nothing else: the run goes on in a network namespace with loopback alone.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'BGJOBS_BENCH_STAGE';

/** What the outer stage handed over; undefined in the outer stage itself. */
export function stageFromEnvironment() {
  const text = process.env[VARIABLE];
  return text === undefined ? undefined : JSON.parse(text);
}

/** True when no address but loopback's is there. */
export function isIsolated() {
  return Object.values(networkInterfaces()).every((addresses) => (addresses ?? []).every(({ internal }) => internal));
}

/**
 * Runs `script` again as the inner stage, isolated where this machine lets us, and returns what it measured. A signal
 * that would end us ends it first, so that there is still somebody to clean up.
 */
export async function enterIsolation(script, args, shared) {
  const resultsFile = join(shared.scratch, 'results.json');
  const env = { ...process.env, [VARIABLE]: JSON.stringify({ ...shared, resultsFile }) };
  const [program, ...before] = [...wrapper(), process.execPath];
  const child = spawn(program, [...before, script, ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill('SIGKILL');
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
  const [status, signal] = await once(child, 'exit');
  if (!existsSync(resultsFile)) return { status, signal, results: [], isolated: false };
  return { status, signal, ...JSON.parse(readFileSync(resultsFile, 'utf8')) };
}

/** The first of the ways into an empty network that works here; none leaves the network as it is. */
function wrapper() {
  const loopbackUp = ['sh', '-c', 'ip link set lo up 2>/dev/null || ifconfig lo up; exec "$@"', 'sh'];
  const ways = [
    ['unshare', '--net', ...loopbackUp],
    ['unshare', '--map-root-user', '--net', ...loopbackUp],
  ];
  return ways.find(([program, ...args]) => spawnSync(program, [...args, 'true']).status === 0) ?? [];
}
