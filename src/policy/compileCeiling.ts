import type { PolicySection } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { Ceiling, CompiledPolicy } from './compiledPolicy.js';
import { compilePolicy } from './compilePolicy.js';
import { isInsideRoots } from './roots.js';
import type { PolicyHost } from './policyHost.js';

/**
 * Makes a ceiling ready to decide. Its `host` has the repository's folder as its root, so that `cwd` patterns and
 * roots mean the repository's folders. With errors it is broken and permits nothing.
 */
export function compileCeiling(
  section: PolicySection,
  host: PolicyHost,
): { readonly ceiling: Ceiling; readonly diagnostics: readonly Diagnostic[] } {
  const { policy, diagnostics } = compilePolicy(section, host);
  if (policy.broken) return { ceiling: brokenCeilingOf(section.file, 'has errors'), diagnostics };
  const reachable = policy.policyFiles.some((file) => isInsideRoots(file, [policy.root, ...policy.programs.roots]));
  const warning: Diagnostic = {
    code: 'ceiling-within-reach',
    severity: 'warning',
    message: 'the ceiling lies inside the folders that it bounds, where whoever it bounds may change it',
    suggestion: 'keep it elsewhere, in a file that only a person may write',
  };
  return { ceiling: { kind: 'sound', policy }, diagnostics: reachable ? [...diagnostics, warning] : diagnostics };
}

/** A ceiling that permits nothing. `why` completes "the ceiling `file` ...": `is missing`, `has errors`. */
export function brokenCeilingOf(file: string, why: string): Ceiling {
  return Object.freeze({ kind: 'broken', file, why });
}

/** The same policy, bounded by a ceiling. */
export function withCeiling(policy: CompiledPolicy, ceiling: Ceiling | undefined): CompiledPolicy {
  if (ceiling === undefined) return Object.freeze({ ...policy, ceiling });
  const files = ceiling.kind === 'sound' ? ceiling.policy.policyFiles : [ceiling.file];
  return Object.freeze({ ...policy, policyFiles: [...new Set([...policy.policyFiles, ...files])], ceiling });
}
