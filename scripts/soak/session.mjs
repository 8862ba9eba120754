import { makeProject } from './project.mjs';
import { killMarked } from './processes.mjs';
import { startServer } from './server.mjs';

/** A server's first start leaves the compiled code for the others, which is work that none of those has. */
async function startOnce(project) {
  const server = await startServer(project, 'legacy');
  server.leave();
  await server.exited;
}

/**
 * One server in a project of its own, for modes that need nothing else. `work` gets the server with `call`, which throws what was
 * refused, and the project; what it throws is the failure. Everything is gone afterwards.
 * @param file text of bgjobs.yaml.
 * @param options `nodeArgs` and `environment` of the server, beside what it gets anyway.
 * @returns the text of what did not hold, or undefined.
 */
export async function withServer(file, work, { nodeArgs = () => [], environment = () => ({}) } = {}) {
  const project = makeProject(file);
  let failure;
  try {
    const own = { ...project, environment: { ...project.environment, ...environment(project) } };
    await startOnce(own);
    const server = await startServer(own, 'legacy', nodeArgs(project));
    const call = async (name, args) => {
      const { data, refused, text } = await server.call(name, args);
      if (refused) throw new Error(`${name} was refused: ${text}`);
      return data;
    };
    await work({ ...server, call }, project);
    server.leave();
    const exit = await server.exited;
    if (exit.code !== 0) throw new Error(`the server ended with ${JSON.stringify(exit)}\n${server.log()}`);
  } catch (error) {
    failure = error.stack;
  }
  killMarked(project.scratch);
  project.remove();
  return failure;
}
