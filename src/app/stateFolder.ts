import { createHash } from 'node:crypto';
import { basename, isAbsolute, join } from 'node:path';

/**
 * Where a project's jobs are kept: `$XDG_STATE_HOME/bgjobs/<project>`, by default below `~/.local/state`.
 * The project is the folder's name and a short hash of its real path, so that two checkouts never share jobs.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (XDG_STATE_HOME; relative values are ignored)
 */
export function stateFolder(root: string, env: Readonly<Record<string, string | undefined>>, home: string): string {
  const given = env.XDG_STATE_HOME;
  const base = given !== undefined && isAbsolute(given) ? given : join(home, '.local', 'state');
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 10);
  const name = basename(root).replace(/[^A-Za-z0-9._-]/g, '_') || 'root';
  return join(base, 'bgjobs', `${name}-${hash}`);
}
