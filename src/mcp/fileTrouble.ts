import { diagnosticView } from '../config/diagnosticView.js';
import type { FileStatus, PendingChange, Snapshot } from '../policy/snapshot.js';

/** So many diagnostics are told outside `list_profiles`. */
const MOST_DIAGNOSTICS = 3;
/** Characters of a held change in a sentence. */
const LONGEST_CHANGE = 160;
/** And so many lines of a change that is held. */
const MOST_CHANGES = 3;

/** The state of the file as results carry it, under `file`. */
export interface FileView {
  readonly path?: string;
  readonly state: FileStatus['state'];
  readonly revision: number;
  readonly diagnostics: readonly object[];
  readonly last_reload?: string;
  /** A change that waits for a person (`--locked`). */
  readonly pending?: PendingChange;
}

/** All of it, for `list_profiles`. */
export function fileView(snapshot: Snapshot): FileView {
  const { path, state, diagnostics, report, pending } = snapshot.status;
  return {
    ...(path === undefined ? {} : { path }),
    state,
    revision: snapshot.revision,
    diagnostics: diagnostics.map(diagnosticView),
    ...(report === undefined ? {} : { last_reload: report.summary }),
    ...(pending === undefined ? {} : { pending }),
  };
}

/**
 * What every other result says when the file on disk is not what is in force.
 * @returns undefined while the file is good.
 */
export function fileTrouble(snapshot: Snapshot): { readonly file: FileView; readonly sentence: string } | undefined {
  const sentence = describeFile(snapshot);
  if (sentence === undefined) return undefined;
  const { path, state, revision, diagnostics, pending } = fileView(snapshot);
  const known = path === undefined ? {} : { path };
  const held =
    pending === undefined ? {} : { pending: { ...pending, changes: pending.changes.slice(0, MOST_CHANGES) } };
  return {
    file: { ...known, state, revision, diagnostics: diagnostics.slice(0, MOST_DIAGNOSTICS), ...held },
    sentence,
  };
}

/** One sentence about a file that is broken, missing or held; undefined while what it says is in force. */
export function describeFile(snapshot: Snapshot): string | undefined {
  const { state, diagnostics, pending } = snapshot.status;
  const path = snapshot.status.path ?? 'bgjobs.yaml';
  // Before any file was good there is nothing in force: no profile, and no command is permitted.
  const nothing = snapshot.digest === undefined;
  switch (state) {
    case 'valid':
      return pending === undefined ? undefined : describePending(path, pending);
    case 'missing':
      return nothing
        ? `there is no ${path}, so there is no profile and every ad-hoc command is refused; it is picked up when it appears`
        : `${path} is gone; what it said last is still in force`;
    case 'invalid': {
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
      const [first] = errors;
      const where = first?.range === undefined ? '' : `line ${first.range.start.line}: `;
      const count = `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`;
      const detail = first === undefined ? '' : ` (${count}; ${where}${first.message})`;
      return nothing
        ? `${path} is broken${detail}, so there is no profile and every ad-hoc command is refused until it is corrected`
        : `${path} on disk is broken${detail}; the last good version is in force`;
    }
  }
}

function describePending(path: string, { changes }: PendingChange): string {
  const [first = ''] = changes;
  const short = first.length > LONGEST_CHANGE ? `${first.slice(0, LONGEST_CHANGE)}…` : first;
  const more = changes.length > 1 ? `, and ${changes.length - 1} more` : '';
  return `${path} changed, but this server is locked: the change (${short}${more}) is held until a person runs \`bgjobs approve\` in a terminal; what was in force before still is`;
}
