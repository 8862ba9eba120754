// loadFile.mjs COUNT: how long a file with so many profiles takes from bytes to a compiled snapshot, the first time in
// a process, modules loaded. Prints `{milliseconds}`.
import { loadSnapshotText } from '../../dist/app/loadSnapshot.js';

const count = Number(process.argv[2]);
const profiles = Array.from(
  { length: count },
  (_, at) => `  task-${at}:
    description: the task number ${at}
    command: [node, task.js, '\${params.size}']
    params: { size: { type: integer, default: 3 } }
    ready: { log: { pattern: "ready on \\\\d+" } }
    timeout: 10m
`,
);
const bytes = Buffer.from(`version: 1\nprofiles:\n${profiles.join('')}`);
const began = performance.now();
const loaded = loadSnapshotText('/tmp/bgjobs.yaml', bytes, process.env);
const milliseconds = performance.now() - began;
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.diagnostics[0]));
if (loaded.value.config.profiles.size !== count) throw new Error('profiles are missing');
process.stdout.write(JSON.stringify({ milliseconds }));
