import { homedir } from 'node:os';
import { findConfig } from '../config/findConfig.js';
import type { Overrides } from '../config/overrides.js';
import { createJobs } from '../jobs/createJobs.js';
import type { JobLimits } from '../jobs/jobs.js';
import type { SurvivorView } from '../jobs/jobView.js';
import type { Host } from '../mcp/host.js';
import { revivePreset } from '../mcp/revivePreset.js';
import { mostJobs } from '../policy/bounds.js';
import type { Snapshot } from '../policy/snapshot.js';
import { approvalsIn } from './approvals.js';
import { secretMask } from '../config/secretMask.js';
import { createAuditLog } from './auditLog.js';
import { createConfigStore } from './configStore.js';
import { sightOf, watchFile, type FileWatcher, type WatchBy } from './fileWatcher.js';
import { isFolderInside } from './folderInside.js';
import { findCeiling } from './loadCeiling.js';
import { realFolder } from './loadSnapshot.js';
import { superviseLockedFile } from './lockedFile.js';
import { stateFolder } from './stateFolder.js';
import { version } from './version.js';

export interface AppOptions {
  /** `--config`, as it was given. */
  readonly configFlag: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Hold every change of the file until a person approves it. */
  readonly locked: boolean;
  /** What flags and variables say over the file. */
  readonly overrides: Overrides;
  /** SHA-256 of the only content that may be in force, hex. */
  readonly pin: string | undefined;
  /** How changes of the file are noticed; by events without it. */
  readonly watchBy?: WatchBy;
  /** `--policy`, as it was given: a file that bounds what this one permits. */
  readonly policyFlag?: string | undefined;
  /** Gets one line for everything that a person who runs the server should know. */
  readonly log: (line: string) => void;
}

/** The running application: one job table, one file, however many clients. */
export interface App {
  readonly host: Host;
  /** Stops watching, then every session job. Resolves when they are gone, with what would not go. */
  close(by: string): Promise<readonly SurvivorView[]>;
}

/** Puts the parts together and begins to watch the file. Starts no job and touches no folder. */
export function createApp(options: AppOptions): App {
  const found = findConfig({ flag: options.configFlag, envVar: options.env.BGJOBS_CONFIG, cwd: options.cwd });
  const ceiling = findCeiling({ flag: options.policyFlag, envVar: options.env.BGJOBS_POLICY, cwd: options.cwd });
  const state = stateFolder(realFolder(found.file), options.env, options.env.HOME ?? homedir());
  const canApprove = !isFolderInside(state, realFolder(found.file));
  if (options.locked && !canApprove) options.log(approvalsInReach(state));
  const isApproved = (digest: string, since: number): boolean =>
    canApprove && approvalsIn(state, store.file).isApproved(digest, since);
  const watchBy = options.watchBy ?? 'events';
  const seen = sightOf(found.file);
  const ceilingSeen = ceiling && sightOf(ceiling);
  const store = createConfigStore({
    file: found.file,
    env: options.env,
    diagnostics: found.diagnostics,
    overrides: options.overrides,
    ...(options.pin === undefined ? {} : { pin: options.pin }),
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(found.other === undefined ? {} : { other: found.other }),
    ...(options.locked ? { isApproved } : {}),
  });
  const locked = options.locked ? superviseLockedFile(store, state, { watchBy, log: options.log }) : undefined;
  const jobs = createJobs({
    stateFolder: state,
    limits: jobLimits(store.current()),
    serverEnv: options.env,
    revive: (origin, ports) => revivePreset(store.current(), origin, ports),
  });
  store.onSnapshot((now, before) => {
    jobs.setLimits(jobLimits(now));
    jobs.profilesChanged(new Map([...now.config.profiles].map(([name, profile]) => [name, profile.digest])));
    options.log(describeSwap(now, before));
  });
  const mask = (text: string): string => {
    const secrets = [...store.current().config.profiles.values()].flatMap((profile) => profile.secrets);
    return secretMask(Object.entries(options.env), new Set(secrets))(text);
  };
  const audit = createAuditLog({ folder: state, now: Date.now, mask, log: options.log });
  const watch = (file: string, lastSeen: string | undefined): FileWatcher =>
    watchFile(file, (isLast) => store.reload(isLast), { by: watchBy, seen: lastSeen });
  const watchers = [
    watch(found.file, seen),
    ...(found.other === undefined ? [] : [watch(found.other, undefined)]),
    ...(ceiling === undefined ? [] : [watch(ceiling, ceilingSeen)]),
  ];
  let opened: Promise<void> | undefined;
  let closing: Promise<readonly SurvivorView[]> | undefined;

  return {
    host: {
      version,
      jobs,
      snapshot: () => store.current(),
      ready: () => (opened ??= jobs.open()),
      onSnapshot: (listener) => store.onSnapshot(listener),
      ...(options.locked ? { approveChange: (digest: string) => store.approve(digest) } : {}),
      audit: (entry) => audit.record(entry),
    },
    close(by) {
      closing ??= Promise.all([...watchers.map((watcher) => watcher.close()), locked?.close()]).then(() =>
        jobs.close(by),
      );
      return closing;
    },
  };
}

/** Why no approval counts: who can write the project could write it. */
export function approvalsInReach(state: string): string {
  return `the state folder ${state} lies inside the project, so that whoever writes the project could approve; no approval counts until XDG_STATE_HOME names a folder elsewhere`;
}

function jobLimits({ config, policy }: Snapshot): JobLimits {
  const { maxJobs, keepFinished, keepFinishedForMs } = config.limits;
  return { maxJobs: mostJobs(maxJobs, policy), keepFinished, keepFinishedForMs };
}

/** One line for the log: what a change of the file did. */
export function describeSwap(now: Snapshot, before: Snapshot): string {
  const file = now.status.path ?? 'bgjobs.yaml';
  const ceiling = now.status.ceiling;
  if (
    ceiling !== undefined &&
    ceiling !== before.status.ceiling &&
    JSON.stringify(ceiling) !== JSON.stringify(before.status.ceiling)
  ) {
    if (ceiling.state !== 'valid')
      return `the ceiling ${ceiling.path} is ${ceiling.state}; nothing is permitted until it is good`;
    return `the ceiling ${ceiling.path} is in force`;
  }
  if (now.status.state === 'missing') return `${file} is gone; what was in force stays`;
  if (now.status.state === 'invalid') {
    const errors = now.status.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    return `${file} is broken (${errors} ${errors === 1 ? 'error' : 'errors'}); what was in force stays. Run \`bgjobs check\``;
  }
  if (now.status.pending !== undefined) {
    const changes = now.status.pending.changes.length;
    return `${file} changed (${changes} ${changes === 1 ? 'difference' : 'differences'}); held until a person runs \`bgjobs approve\``;
  }
  if (now.revision === before.revision) return `${file} is good again; nothing changed`;
  return `${file} reloaded: ${now.status.report?.summary ?? 'first load'}`;
}
