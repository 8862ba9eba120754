import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { realFolder } from '../app/loadSnapshot.js';
import { stateFolder } from '../app/stateFolder.js';
import { findConfig, type FoundConfig } from '../config/findConfig.js';
import { pathInTicks } from '../config/inTicks.js';
import { createJobs } from '../jobs/createJobs.js';
import type { Jobs, UnknownJob } from '../jobs/jobs.js';
import type { CommandIo, CommandValues } from './command.js';

/** What a person may say to name another project than that of the folder. */
export const PROJECT_OPTIONS = { config: { type: 'string' } } as const;

/** Who asks, as jobs remember it. */
export function personBy(command: string): string {
  return `person (bgjobs ${command})`;
}

/** The jobs of the project, whichever server runs them. None is started here, and looking changes nothing. */
export function projectJobs(values: CommandValues, io: CommandIo): Jobs {
  const { file } = projectFile(values, io);
  return createJobs({
    stateFolder: stateFolder(realFolder(file), io.env, io.env.HOME ?? homedir()),
    limits: { maxJobs: 0, keepFinished: Infinity, keepFinishedForMs: Infinity },
    serverEnv: io.env,
    // It could not start them again, and is gone in a moment.
    takesOver: false,
  });
}

/** What is wrong with the file that `--config` or the variable names; its jobs may be there all the same. */
export function fileComplaint(values: CommandValues, io: CommandIo): string | undefined {
  const flag = values.config as string | undefined;
  if (flag === undefined && (io.env.BGJOBS_CONFIG ?? '') === '') return undefined;
  const { file } = projectFile(values, io);
  const by = flag === undefined ? 'BGJOBS_CONFIG' : '`--config`';
  try {
    const isFolder = statSync(file).isDirectory();
    return isFolder ? `${pathInTicks(file)}, which ${by} names, is a folder: name the file in it` : undefined;
  } catch {
    return `there is no ${pathInTicks(file)}, which ${by} names`;
  }
}

function projectFile(values: CommandValues, io: CommandIo): FoundConfig {
  return findConfig({ flag: values.config as string | undefined, envVar: io.env.BGJOBS_CONFIG, cwd: io.cwd });
}

/** Says that no job has a name, and what may be the reason: the file that was named, or a record that cannot be read. */
export function sayUnknown(
  command: string,
  jobs: Jobs,
  error: UnknownJob,
  { values, io }: { readonly values: CommandValues; readonly io: CommandIo },
): void {
  for (const line of [fileComplaint(values, io) ?? unknownJobText(error), ...jobs.warnings()]) {
    io.stderr.write(`bgjobs ${command}: ${line}\n`);
  }
}

function unknownJobText({ ref, known }: UnknownJob): string {
  const hint = known.length === 0 ? 'there are no jobs' : `jobs: ${known.join(', ')}; \`bgjobs ps --all\` shows more`;
  return `there is no job \`${ref}\`; ${hint}`;
}
