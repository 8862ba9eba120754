import { isAbsolute, resolve } from 'node:path';
import type { PolicySection } from '../config.js';
import { inTicks, pathInTicks } from '../inTicks.js';
import type { PolicySource } from '../schemaTypes.js';
import type { ResolveContext } from './context.js';
import { nearFolders, realFolder, resolvePathNow } from './folders.js';
import { get, items, type Node } from './node.js';
import { resolveRules } from './resolveRules.js';
import { durationOrNone } from './scalars.js';

/** What holds where the file says nothing about ad-hoc commands: none runs. */
export function emptyPolicy(root: string, file: string): PolicySection {
  return {
    adhoc: 'deny',
    allow: [],
    ask: [],
    deny: [],
    roots: [root],
    env: [],
    maxTimeoutMs: undefined,
    maxJobs: undefined,
    path: undefined,
    file,
  };
}

/** The rules, split into words, and the bounds of the policy. Rules are compiled, and judged, by the policy itself. */
export function resolvePolicy(context: ResolveContext, node: Node<PolicySource> | undefined): PolicySection {
  const empty = emptyPolicy(context.root, context.file);
  if (node === undefined) return empty;
  const allow = resolveRules(context, get(node, 'allow'), 'allow');
  const ask = resolveRules(context, get(node, 'ask'), 'ask');
  const deny = resolveRules(context, get(node, 'deny'), 'deny');
  const hasRules = allow.length + ask.length + deny.length > 0;
  return {
    adhoc: get(node, 'adhoc')?.value ?? (hasRules ? 'rules' : 'deny'),
    allow,
    ask,
    deny,
    roots: resolveRoots(context, get(node, 'roots')) ?? empty.roots,
    env: get(node, 'env')?.value ?? empty.env,
    envRanges: items(get(node, 'env')).map(({ pointer }) => context.places.of(pointer)),
    maxTimeoutMs: durationOrNone(context, get(node, 'max_timeout'), empty.maxTimeoutMs),
    maxJobs: get(node, 'max_jobs')?.value ?? empty.maxJobs,
    path: resolveSearchPath(context, get(node, 'path')),
    file: context.file,
  };
}

function resolveRoots(
  context: ResolveContext,
  node: Node<readonly string[]> | undefined,
): readonly string[] | undefined {
  if (node === undefined) return undefined;
  return items(node).flatMap((item): string[] => {
    const known = resolvePathNow(context, item);
    if (known === undefined) return [];
    const path = resolve(context.root, known);
    const real = realFolder(path);
    if (real !== undefined) return [real];
    context.tell(
      item.pointer,
      'root-missing',
      context.places.of(item.pointer),
      `there is no folder ${pathInTicks(item.value)}`,
      {
        suggestion: nearFolders(context, path),
      },
    );
    return [];
  });
}

/** Folders that do not exist are kept: search paths have such everywhere, and nothing is found in them. */
function resolveSearchPath(
  context: ResolveContext,
  node: Node<readonly string[]> | undefined,
): readonly string[] | undefined {
  if (node === undefined) return undefined;
  return items(node).flatMap((item): string[] => {
    const path = resolvePathNow(context, item);
    if (path === undefined) return [];
    if (!isAbsolute(path)) {
      context.tell(
        item.pointer,
        'path-not-absolute',
        context.places.of(item.pointer),
        `${inTicks(path)} is not an absolute path`,
        {
          expected: 'folders outside the roots, such as `/usr/bin`',
          suggestion:
            path === ''
              ? undefined
              : `write ${inTicks(`\${root}/${path.replace(/^\.\//, '')}`)} if you mean a folder beside the file`,
        },
      );
    }
    return [path];
  });
}
