import type { Config } from '../config/config.js';
import { emptyConfig } from '../config/emptyConfig.js';
import { secretMask } from '../config/secretMask.js';
import { err, ok, type Result } from '../lib/result.js';
import type { PendingRecord } from './approvals.js';
import { describeChanges, NO_CHANGE, type Change } from './describeChanges.js';
import { loadSnapshotFile, loadSnapshotText, realFolder, type BrokenFile } from './loadSnapshot.js';

/** What a person is asked to approve. */
export interface Comparison {
  /** SHA-256 of the content on disk that was compared, hex. */
  readonly digest: string;
  /** What widens first; one entry at least. */
  readonly changes: readonly Change[];
}

/** Compares the file on disk, as it is now, with what locked servers have in force; with several, all that would change anywhere. */
export function compareFiles(
  file: string,
  pending: readonly PendingRecord[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Comparison, BrokenFile> {
  const now = loadSnapshotFile(file, env);
  if (!now.ok) return now;
  const { config, digest } = now.value;
  const mask = secretMask(
    Object.entries(env),
    new Set([...config.profiles.values()].flatMap(({ secrets }) => secrets)),
  );
  const changes = new Map<string, Change>();
  for (const inForce of new Set(pending.map((record) => record.inForce))) {
    const before = configInForce(file, inForce, env);
    if (!before.ok) return before;
    for (const change of describeChanges(before.value, config, mask)) changes.set(change.text, change);
  }
  const found = [...changes.values()].sort((a, b) => Number(b.widens) - Number(a.widens));
  return ok({ digest, changes: found.length > 0 ? found : [NO_CHANGE] });
}

function configInForce(
  file: string,
  inForce: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, BrokenFile> {
  if (inForce === undefined) return ok(emptyConfig(realFolder(file), file));
  const loaded = loadSnapshotText(file, new TextEncoder().encode(inForce), env);
  return loaded.ok ? ok(loaded.value.config) : err(loaded.error);
}
