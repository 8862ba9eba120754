import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
/** What the job server of the fixtures imports, and the reaper, which is started by its path. */
const ENTRIES = ['jobs/createJobs', 'jobs/reaperMain', 'policy/approvedCommand'];

/** Bundles the sources that the jobs need into a folder, so that a process of its own can run them. */
export async function buildJobs(target: string): Promise<void> {
  const bundle = await rolldown({
    input: Object.fromEntries(ENTRIES.map((entry) => [nameOf(entry), join(TOP, 'src', `${entry}.ts`)])),
    platform: 'node',
    tsconfig: join(TOP, 'tsconfig.json'),
    logLevel: 'warn',
  });
  await bundle.write({ dir: target, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' });
  await bundle.close();
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
}

function nameOf(entry: string): string {
  return entry.slice(entry.lastIndexOf('/') + 1);
}
