import { main } from './main.js';

// stdout carries protocol messages alone: whatever a library prints goes to stderr.
// eslint-disable-next-line no-console -- this is the one place that redirects it
console.log = console.info = console.debug = console.error;

if (process.argv[2] !== 'serve') process.stdout.on('error', endOnWriteError);

// Until there is a status: nothing that is waited for may let the process end.
process.exitCode = 1;
process.once('exit', tellUnfinished);

void main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  parentPid: () => process.ppid,
  onSignal(listener) {
    const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
}).then((status) => {
  process.off('exit', tellUnfinished);
  process.exitCode = status;
  // A server that has ended must not linger for a client that keeps its end of the pipe open.
  if (process.argv[2] === 'serve') process.exit(status);
});

function tellUnfinished(): void {
  process.stderr.write('bgjobs: it ended before it was done, which is a bug in bgjobs\n');
}

/** Who reads the output has gone, as `head` does, or it cannot be written: a full disk. */
function endOnWriteError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.stderr.write(`bgjobs: the output cannot be written: ${error.message}\n`);
  process.off('exit', tellUnfinished);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}
