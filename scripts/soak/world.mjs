import { startServer } from './server.mjs';
import { Violation } from './violation.mjs';

/** What clients speak: both eras. */
const MODES = ['legacy', { pin: '2026-07-28' }];

/**
 * What the soak acts on: the project, its servers that are up, and what is known of its jobs.
 * `step` counts the actions, `counts` what was done, by its name.
 */
export function makeWorld(project, random, ledger) {
  const servers = new Set();
  const counts = {};
  let opening;

  function count(what) {
    counts[what] = (counts[what] ?? 0) + 1;
  }

  async function open() {
    const server = { ...(await startServer(project, random.pick(MODES))), ending: undefined };
    servers.add(server);
    void server.exited.then((exit) => {
      servers.delete(server);
      if (server.ending === undefined)
        world.fail(new Violation(`a server ended by itself: ${JSON.stringify(exit)}\n${server.log()}`));
    });
    count('servers');
    return server;
  }

  const world = {
    project,
    random,
    ledger,
    counts,
    count,
    step: 0,
    /** The first violation, once there is one. */
    violation: undefined,
    fail(error) {
      world.violation ??= error;
    },
    /** Those that take calls. */
    up: () => [...servers].filter(({ ending }) => ending === undefined),
    /** One of them; a new one where there is none. */
    async server() {
      const up = world.up();
      if (up.length > 0) return random.pick(up);
      opening ??= open().finally(() => (opening = undefined));
      return opening;
    },
    /** One more. */
    open,
    /** Calls a tool. @returns what it answered and when it was asked, or undefined when its server was ended meanwhile. */
    async ask(server, tool, args) {
      count(tool);
      const askedAt = performance.now();
      try {
        return { ...(await server.call(tool, args)), askedAt };
      } catch (error) {
        if (server.ending !== undefined) return undefined;
        throw new Violation(`${tool} ${JSON.stringify(args)} failed: ${error.message}\n${server.log()}`);
      }
    },
    /** Calls a tool that has to succeed. @returns its data and when it was asked, or undefined when its server was ended meanwhile. */
    async demand(server, tool, args, entry) {
      const reply = await world.ask(server, tool, args);
      if (reply === undefined) return undefined;
      if (!reply.refused) return { ...reply.data, askedAt: reply.askedAt };
      // What is going refuses politely.
      if (server.ending !== undefined) return undefined;
      throw new Violation(`${tool} ${JSON.stringify(args)} was refused: ${reply.text}`, entry);
    },
    /** Ends a server. `how`: `killed` or `closed`. */
    async end(server, how) {
      if (server.ending !== undefined) return;
      server.ending = how;
      ledger.serverEnds(server, how);
      count(how);
      if (how === 'killed') server.kill();
      else server.leave();
      const exit = await server.exited;
      if (how === 'closed' && exit.code !== 0) {
        throw new Violation(`a server that its client left ended with ${JSON.stringify(exit)}\n${server.log()}`);
      }
    },
  };
  return world;
}
