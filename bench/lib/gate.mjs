// A named pipe on which programs wait until they are let go, all at once: what was before does not count.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

let made = 0;

/** Makes the pipe in `folder`. `open(count)` lets so many readers go, also those that are not there yet. */
export function makeGate(folder) {
  const path = join(folder, `gate-${++made}`);
  const result = spawnSync('mkfifo', [path]);
  if (result.status !== 0) throw new Error(`mkfifo ${path} failed`);
  // For reading too, so that opening does not wait for a reader.
  const fd = openSync(path, 'r+');
  return {
    path,
    open: (count = 1) => writeSync(fd, '\n'.repeat(count)),
    remove() {
      closeSync(fd);
      unlinkSync(path);
    },
  };
}
