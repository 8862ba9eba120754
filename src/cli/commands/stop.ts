import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Command } from '../command.js';
import { personBy, PROJECT_OPTIONS, projectJobs, sayUnknown } from '../projectJobs.js';

/** `bgjobs stop`: ends a job with its whole process tree, whichever server runs it. */
export const stop: Command = {
  name: 'stop',
  summary: 'stop a job with its whole process tree',
  usage: 'bgjobs stop [--force] [--config FILE] JOB',
  help: [
    'JOB is an id or a name. The server that runs the job stops it as its profile says; without one it is stopped from here.',
    '--force skips the grace. Returns when nothing of the job is left; exit status 1 when something would not go.',
  ].join('\n'),
  options: { force: { type: 'boolean' }, ...PROJECT_OPTIONS },
  positionals: 1,
  async run(values, [ref], io) {
    if (ref === undefined) {
      io.stderr.write(`bgjobs stop: says no job: name one, by its id or its name\nusage: ${stop.usage}\n`);
      return EXIT_USAGE;
    }
    const jobs = projectJobs(values, io);
    const stopped = await jobs.stop(ref, { by: personBy('stop'), force: values.force === true });
    await jobs.close(personBy('stop'));
    if (!stopped.ok) {
      sayUnknown('stop', jobs, stopped.error, { values, io });
      return EXIT_FAILED;
    }
    const { job, alreadyEnded, survivors } = stopped.value;
    io.stdout.write(`${job.id} ${alreadyEnded ? 'had ended already' : 'is stopped'} (${job.status})\n`);
    for (const { pid, command } of survivors) io.stderr.write(`bgjobs stop: process ${pid} would not go: ${command}\n`);
    return survivors.length === 0 ? EXIT_OK : EXIT_FAILED;
  },
};
