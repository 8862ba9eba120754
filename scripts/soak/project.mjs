import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { profileOf, RULES } from './rules.mjs';

const PROGRAMS = fileURLToPath(new URL('./programs', import.meta.url));

/** What jobs are kept within. */
export const LIMITS = { maxJobs: 40, maxLogBytes: 256 * 1024, keepFinished: 60 };

const FILE = (programs) => `version: 1
limits: { max_jobs: ${LIMITS.maxJobs}, max_log: ${LIMITS.maxLogBytes / 1024}KiB, keep_finished: ${LIMITS.keepFinished} }
defaults: { stop: { grace: 2s } }
policy: { adhoc: any }
x-work: &work
  command: [sh, ${programs}/work.sh, "\${params.plan}"]
  params: { plan: { type: string } }
  if_running: parallel
profiles:
${profiles().join('\n')}
`;

/** One for every kind of plan. */
function profiles() {
  const kinds = [
    { streams: 'merged', tty: false, key: '' },
    { streams: 'separate', tty: false, key: 'log: { streams: separate }' },
    { streams: 'merged', tty: true, key: 'tty: true' },
  ];
  return ['session', 'persistent'].flatMap((lifetime) =>
    kinds.flatMap(({ key, ...kind }) =>
      Object.entries(RULES).map(([rule, keys]) => {
        const all = ['<<: *work', `lifetime: ${lifetime}`, key, keys].filter((text) => text !== '');
        return `  ${profileOf({ lifetime, rule, ...kind })}: { ${all.join(', ')} }`;
      }),
    ),
  );
}

/**
 * A project of its own in a folder of its own. Whatever descends from its servers has that folder in its environment
 * or among its words.
 * @param file text of its bgjobs.yaml; absent is that of the soak.
 */
export function makeProject(file) {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-soak-')));
  const [folder, programs] = [join(scratch, 'project'), join(scratch, 'programs')];
  for (const name of ['project', 'home', 'tmp', 'state']) mkdirSync(join(scratch, name));
  cpSync(PROGRAMS, programs, { recursive: true });
  if (spawnSync('mkfifo', [join(programs, 'never')]).status !== 0) throw new Error('mkfifo is needed');
  writeFileSync(join(folder, 'bgjobs.yaml'), file ?? FILE(programs));
  return {
    scratch,
    folder,
    work: join(programs, 'work.sh'),
    environment: {
      PATH: process.env.PATH,
      HOME: join(scratch, 'home'),
      TMPDIR: join(scratch, 'tmp'),
      XDG_STATE_HOME: join(scratch, 'state'),
      XDG_CACHE_HOME: join(scratch, 'cache'),
      LANG: 'C.UTF-8',
    },
    /** Where the jobs of the project are kept; undefined before the first. */
    stateFolder() {
      const shelf = join(scratch, 'state', 'bgjobs');
      const [name] = list(shelf);
      return name === undefined ? undefined : join(shelf, name);
    },
    remove: () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
