import { posix } from 'node:path';
import type { PolicySection } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import { BadCase } from './caseJson.js';
import { emptyCaseSection, readCasePolicy } from './casePolicy.js';
import { compilePolicy } from './compilePolicy.js';
import type { Decision, Evaluation } from './evaluation.js';
import { evaluate } from './evaluate.js';
import type { PolicyCase } from './policyCase.js';
import { isInside } from './roots.js';
import { simulatedHost } from './simulatedHost.js';

/** What cases are run under: the file's own policy and root. */
export interface CaseScope {
  /** Real path of the folder that a case takes as the root unless it names one. */
  readonly root: string;
  /** The policy of cases that bring none; undefined refuses them all. */
  readonly section: PolicySection | undefined;
}

/** How one case came out. */
export interface CaseOutcome {
  readonly passed: boolean;
  readonly expected: Decision;
  readonly decision: Decision;
  /** Why its policy was refused at load, which denies the case; empty for one that loads. */
  readonly refused: readonly Diagnostic[];
  readonly evaluation: Evaluation;
}

const PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

/** Decides one case against its own policy or the scope's, on a simulated machine. Runs nothing and reads nothing. */
export function runPolicyCase(testCase: PolicyCase, scope: CaseScope): CaseOutcome {
  const root = testCase.root === undefined ? scope.root : posix.resolve(scope.root, testCase.root);
  const { platform, symlinks, files, serverPath, policy: own } = testCase;
  const read = own === undefined ? { section: fileSection(scope, root), problem: undefined } : caseSection(own, root);
  const host = simulatedHost({ root, platform, symlinks, files, path: serverPath ?? read.section.path ?? PATH });
  const { policy, diagnostics } = compilePolicy(read.section, host);
  const evaluation = evaluate(policy, { input: testCase.input, cwd: testCase.cwd, env: testCase.env }, new Map());
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const refused = read.problem === undefined ? errors : [read.problem];
  const { decision } = evaluation;
  return { passed: decision === testCase.expect, expected: testCase.expect, decision, refused, evaluation };
}

/** A policy of another shape is one that does not load. */
function caseSection(
  own: unknown,
  root: string,
): { readonly section: PolicySection; readonly problem: Diagnostic | undefined } {
  try {
    return { section: readCasePolicy(own, root), problem: undefined };
  } catch (error) {
    if (!(error instanceof BadCase)) throw error;
    const problem: Diagnostic = { code: 'case-policy', severity: 'error', message: error.message };
    return { section: emptyCaseSection(root), problem };
  }
}

/** The file's policy; its roots move along with a root that the case names. */
function fileSection({ root, section }: CaseScope, caseRoot: string): PolicySection {
  if (section === undefined) return emptyCaseSection(caseRoot);
  const moved = section.roots.map((each) =>
    isInside(each, root) ? posix.join(caseRoot, posix.relative(root, each)) : each,
  );
  return { ...section, roots: moved };
}
