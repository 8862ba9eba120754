import { emptyConfig } from '../config/emptyConfig.js';
import { isThere } from '../config/findConfig.js';
import type { Diagnostic } from '../config/diagnostic.js';
import { compilePolicy } from '../policy/compilePolicy.js';
import { localPolicyHost } from '../policy/localPolicyHost.js';
import type { FileStatus, Snapshot } from '../policy/snapshot.js';
import type { Overrides } from '../config/overrides.js';
import { diagnose } from '../config/report.js';
import { secretMask } from '../config/secretMask.js';
import { err, type Result } from '../lib/result.js';
import { withCeiling } from '../policy/compileCeiling.js';
import { describeChanges, NO_CHANGE } from './describeChanges.js';
import { loadCeiling, type LoadedCeiling } from './loadCeiling.js';
import { loadSnapshotFile, pathFolders, realFolder, type BrokenFile, type LoadedFile } from './loadSnapshot.js';
import { reloadReport } from './reloadReport.js';

/** Called after a swap with what is in force now and what was before. */
export type SnapshotListener = (now: Snapshot, before: Snapshot) => void;

/** Holds what is in force. A broken file never replaces a good one. */
export interface ConfigStore {
  /** Absolute path of the file. */
  readonly file: string;
  current(): Snapshot;
  /**
   * Reads the file again and swaps when it is good and different. Cheap when nothing changed.
   * @param isLast when false, a text that is broken, or gone, is taken for one that is still being written: nothing is
   *   told and the answer is false. True by default.
   */
  reload(isLast?: boolean): boolean;
  /**
   * Lets the change that is held come into force, if it is this one (SHA-256, hex) and still what is on disk.
   * @returns whether it is in force now.
   */
  approve(digest: string): boolean;
  /** Returns the way to stop. */
  onSnapshot(listener: SnapshotListener): () => void;
}

export interface ConfigStoreOptions {
  /** Absolute path of the file, or where it would be picked up. */
  readonly file: string;
  /** Where it would be picked up as well, as long as nothing is in force. */
  readonly other?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Found while looking for the file, such as two files side by side. */
  readonly diagnostics: readonly Diagnostic[];
  /** What flags say over the file. */
  readonly overrides?: Overrides;
  /** SHA-256 of the only content that may ever be in force (`--pin`), hex. */
  readonly pin?: string;
  /** Absolute path of the ceiling (`--policy`); it is read again with the file. */
  readonly ceiling?: string;
  /**
   * Holds every change after the first load until it answers true for the content (SHA-256, hex) and the time since when
   * it is held (`--locked`), milliseconds since 1970.
   */
  readonly isApproved?: (digest: string, heldSince: number) => boolean;
}

/** Loads the file for the first time and keeps it. Has no effect on the machine. */
export function createConfigStore(options: ConfigStoreOptions): ConfigStore {
  const listeners = new Set<SnapshotListener>();
  let { file } = options;
  let seen: string | undefined;
  let seenCeiling: string | undefined;
  let snapshot = nothingInForce(options);
  let isFirst = true;
  /** What a person said yes to in this process: this content, once. */
  let approved: string | undefined;
  let held: { readonly digest: string; readonly since: number } | undefined;
  reload();
  isFirst = false;

  return {
    get file() {
      return file;
    },
    current: () => snapshot,
    reload,
    approve(digest) {
      if (snapshot.status.pending?.digest !== digest) return false;
      approved = digest;
      reload();
      approved = undefined;
      return snapshot.digest === digest;
    },
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function reload(isLast = true): boolean {
    if (snapshot.digest === undefined && options.other !== undefined && !isThere(file) && isThere(options.other)) {
      file = options.other;
    }
    const loaded = pinned(loadSnapshotFile(file, options.env, options.overrides), options);
    const outcome = loaded.ok ? loaded.value : loaded.error;
    const diagnostics = [...options.diagnostics, ...outcome.diagnostics];
    // The digest says whether the text changed; the diagnostics also depend on the folders and variables around it.
    const isHeld = loaded.ok && mustWait(loaded.value);
    if (!isHeld) held = undefined;
    const ceiling =
      options.ceiling === undefined ? undefined : loadCeiling(options.ceiling, realFolder(file), options.env);
    const ceilingSight = JSON.stringify([ceiling?.digest, ceiling?.status]);
    const sight = JSON.stringify([outcome.digest, isHeld, diagnostics, ceilingSight]);
    if (sight === seen) return true;
    // A broken text may be half of one; a ceiling that changed meanwhile does not wait for the other half.
    const isCeilingNew = ceiling !== undefined && ceilingSight !== seenCeiling;
    if (!loaded.ok && !isLast && !isCeilingNew) return false;
    seen = sight;
    const next = !loaded.ok
      ? afterBad(loaded.error, diagnostics)
      : isHeld
        ? afterHeld(loaded.value, diagnostics)
        : afterGood(loaded.value, diagnostics);
    swap(ceiling === undefined ? next : bounded(next, ceiling, ceilingSight));
    return true;
  }

  /** The ceiling in force is always the one on disk: when that is broken, nothing is permitted. */
  function bounded(next: Snapshot, { ceiling, status }: LoadedCeiling, sight: string): Snapshot {
    const changed = seenCeiling !== undefined && seenCeiling !== sight && next.revision === snapshot.revision;
    seenCeiling = sight;
    return Object.freeze({
      ...next,
      revision: next.revision + (changed ? 1 : 0),
      policy: withCeiling(next.policy, ceiling),
      status: { ...next.status, ceiling: status },
    });
  }

  /** Whether a good file has to wait for a person. What the server was started with does not; a file that appears later does. */
  function mustWait({ digest }: LoadedFile): boolean {
    if (options.isApproved === undefined || isFirst || snapshot.digest === digest) return false;
    if (held?.digest !== digest) held = { digest, since: Date.now() };
    return approved !== digest && !options.isApproved(digest, held.since);
  }

  function afterHeld({ config, digest, text }: LoadedFile, diagnostics: readonly Diagnostic[]): Snapshot {
    const secrets = new Set([...config.profiles.values()].flatMap((profile) => profile.secrets));
    const mask = secretMask(Object.entries(options.env), secrets);
    const changes = describeChanges(snapshot.config, config, mask);
    const pending = { digest, changes: (changes.length > 0 ? changes : [NO_CHANGE]).map((change) => change.text) };
    const { report } = snapshot.status;
    const status: FileStatus = { path: file, state: 'valid', diagnostics, text, report, pending };
    return Object.freeze({ ...snapshot, status });
  }

  function afterGood(loaded: LoadedFile, diagnostics: readonly Diagnostic[]): Snapshot {
    const same = loaded.digest === snapshot.digest;
    const report = same ? snapshot.status.report : reloadReport(snapshot.config, loaded.config);
    const status: FileStatus = { path: file, state: 'valid', diagnostics, text: loaded.text, report };
    // The text that is in force came back (after a mistake, or a change that was held): nothing changes for anyone.
    if (same) return Object.freeze({ ...snapshot, status });
    const revision = snapshot.revision + 1;
    const isGuarded = options.pin !== undefined || options.isApproved !== undefined;
    const policy = isGuarded ? Object.freeze({ ...loaded.policy, isGuarded }) : loaded.policy;
    return Object.freeze({ revision, digest: loaded.digest, config: loaded.config, policy, status });
  }

  function afterBad(
    broken: { readonly text: string | undefined; readonly missing: boolean },
    diagnostics: readonly Diagnostic[],
  ): Snapshot {
    const state = broken.missing ? 'missing' : 'invalid';
    const { report } = snapshot.status;
    const status: FileStatus = { path: file, state, diagnostics, text: broken.text, report };
    return Object.freeze({ ...snapshot, status });
  }

  function swap(next: Snapshot): void {
    const before = snapshot;
    snapshot = next;
    for (const listener of [...listeners]) listener(next, before);
  }
}

/** A file whose content is not the pinned one counts as broken, whatever it says. */
function pinned(loaded: Result<LoadedFile, BrokenFile>, options: ConfigStoreOptions): Result<LoadedFile, BrokenFile> {
  if (options.pin === undefined || !loaded.ok || loaded.value.digest === options.pin) return loaded;
  const { digest, text } = loaded.value;
  const message = `the file is not the one that \`--pin\` names (its SHA-256 is ${digest})`;
  const diagnostic = diagnose('pin-mismatch', undefined, message, {
    expected: `SHA-256 ${options.pin}`,
    suggestion: 'put the pinned file back, or start the server with the new `--pin` after a person has read the file',
  });
  return err({ diagnostics: [diagnostic], text, digest, missing: false });
}

/** What holds before any file was good: no profile, and nothing ad-hoc allowed. */
function nothingInForce(options: ConfigStoreOptions): Snapshot {
  const root = realFolder(options.file);
  const config = emptyConfig(root, options.file, options.overrides);
  const { policy } = compilePolicy(config.policy, localPolicyHost({ root, path: pathFolders(options.env) }));
  const status: FileStatus = {
    path: options.file,
    state: 'missing',
    diagnostics: options.diagnostics,
    text: undefined,
    report: undefined,
  };
  return Object.freeze({ revision: 0, digest: undefined, config, policy, status });
}
