import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server takes up: `{residentMiB, peakMiB, descriptors}`. */
export function measureServer(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const mib = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)[1]) / 1024;
  return {
    residentMiB: mib('VmRSS'),
    peakMiB: mib('VmHWM'),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** Everything below a folder: `{files, bytes}`, where the bytes are those that take up space. */
export function measureFolder(folder) {
  const sum = { files: 0, bytes: 0 };
  for (const entry of list(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const below = measureFolder(path);
      sum.files += below.files;
      sum.bytes += below.bytes;
    } else {
      sum.files++;
      sum.bytes += blocks(path) * 512;
    }
  }
  return sum;
}

function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function blocks(path) {
  try {
    return lstatSync(path).blocks;
  } catch {
    return 0; // It went meanwhile.
  }
}
