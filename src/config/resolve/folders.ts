import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { nearest } from '../../lib/nearest.js';
import { inTicks, listed, pathInTicks } from '../inTicks.js';
import { literal, type Template } from '../template.js';
import type { ResolveContext, Scope } from './context.js';
import { expand, expandNow } from './expand.js';
import type { Node } from './node.js';

/** A path of the file, made absolute from the file's folder; references of jobs stay in it. */
export function resolvePath(context: ResolveContext, node: Node<string>, scope: Scope): Template | undefined {
  const template = expand(context, node, scope);
  if (beginsWithTilde(context, node) || template === undefined) return undefined;
  const [first, ...rest] = template;
  if (first?.kind !== 'text') return [{ kind: 'text', text: `${context.root}/` }, ...template];
  if (rest.length === 0) return literal(resolve(context.root, first.text));
  if (isAbsolute(first.text)) return template;
  return [{ kind: 'text', text: `${context.root}/${first.text.replace(/^(\.\/)+/, '')}` }, ...rest];
}

/** A path that has to be known when the file is loaded, not made absolute. */
export function resolvePathNow(context: ResolveContext, node: Node<string>): string | undefined {
  return beginsWithTilde(context, node) ? undefined : expandNow(context, node);
}

function beginsWithTilde(context: ResolveContext, node: Node<string>): boolean {
  if (!/^~(\/|$)/.test(node.value)) return false;
  context.tell(node.pointer, 'tilde-path', context.places.within(node.pointer, 0, 1), '`~` is not expanded', {
    suggestion: `write ${inTicks(`\${env.HOME}${node.value.slice(1)}`)}`,
  });
  return true;
}

/** The text of a template without references of jobs; undefined when it has some. */
export function knownText(template: Template): string | undefined {
  const [only, ...more] = template;
  return only?.kind === 'text' && more.length === 0 ? only.text : undefined;
}

/** Checks a `cwd` that is known now: it has to be a folder inside the roots (undefined when these are not known). */
export function checkCwd(
  context: ResolveContext,
  node: Node<string>,
  cwd: Template,
  roots: readonly string[] | undefined,
): void {
  const path = knownText(cwd);
  if (path === undefined) return;
  const at = context.places.of(node.pointer);
  const real = realFolder(path);
  if (real === undefined) {
    context.tell(node.pointer, 'cwd-missing', at, `there is no folder ${pathInTicks(shown(context, path))}`, {
      suggestion: nearFolders(context, path),
    });
    return;
  }
  if (roots === undefined || roots.some((root) => isInside(real, root))) return;
  context.tell(
    node.pointer,
    'cwd-outside-roots',
    at,
    `${pathInTicks(shown(context, path))} lies outside the allowed roots`,
    {
      expected: `a folder inside ${listed(roots.map((root) => shown(context, root)))}`,
      suggestion: `use a folder inside them, or add it to \`policy.roots\``,
    },
  );
}

/** The real path of a folder, or undefined when there is none. */
export function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is anything at a path that can be read as a file. */
export function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a real path is a folder or lies below it. */
function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** As people would write it: relative to the file's folder when it lies below. */
function shown(context: ResolveContext, path: string): string {
  const below = relative(context.root, path);
  return below === '' ? '.' : below.startsWith('..') ? path : below;
}

/** "did you mean", from the folders beside the missing one. */
export function nearFolders(context: ResolveContext, path: string): string | undefined {
  const parent = dirname(path);
  try {
    const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const near = nearest(
      basename(path),
      folders.slice(0, 1_000).map((entry) => entry.name),
    );
    if (near.length > 0) return `did you mean ${listed(near.map((name) => shown(context, resolve(parent, name))))}`;
  } catch {
    // The parent is missing as well, or may not be looked into; then there is nothing to propose.
  }
  return 'create it, or correct the path (it counts from the folder that holds the file)';
}
