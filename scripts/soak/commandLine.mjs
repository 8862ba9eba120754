import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line; `BGJOBS_SOAK_CLI` names another one. */
export const CLI = process.env.BGJOBS_SOAK_CLI ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Runs `bgjobs` in the project as a person does. @returns `{code, stdout, stderr}`. */
export function bgjobs({ folder, environment }, ...words) {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [CLI, ...words], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
    });
  });
}
