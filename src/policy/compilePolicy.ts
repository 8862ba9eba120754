import type { PolicySection } from '../config/config.js';
import type { Diagnostic } from '../config/diagnostic.js';
import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiledPolicy.js';
import { compileRule, nameMatcher, refusedEnvDiagnostics } from './compileRule.js';
import type { Decision } from './evaluation.js';
import { lintRules } from './lintRules.js';
import type { PolicyHost } from './policyHost.js';
import { judgePath } from './resolveProgram.js';
import { programKey } from './restrainingRules.js';
import { checkExamples } from './ruleExamples.js';

/**
 * Makes a policy ready to decide: rules are checked, their examples run, their words compiled.
 * A policy with errors compiles to one that refuses every ad-hoc command; it never falls back to something looser.
 */
export function compilePolicy(
  section: PolicySection,
  host: PolicyHost,
): { readonly policy: CompiledPolicy; readonly diagnostics: readonly Diagnostic[] } {
  const outcomes = [...section.allow, ...section.ask, ...section.deny].map((source) => compileRule(source, host));
  const compiled = outcomes.flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
  const diagnostics = [
    ...outcomes.flatMap((outcome) => outcome.diagnostics),
    ...refusedEnvDiagnostics(section.env, host, (index) => section.envRanges?.[index]),
  ];
  const index = (decision: Decision): RuleIndex => indexRules(compiled, decision, host);
  const roots = section.roots.map((root) => host.realPath(root) ?? root);
  const policy: CompiledPolicy = {
    section,
    host,
    broken: false,
    rules: { allow: index('allow'), ask: index('ask'), deny: index('deny') },
    env: nameMatcher(section.env, host.platform),
    root: host.realPath(host.root) ?? host.root,
    policyFiles: [...new Set([section.file, host.realPath(section.file) ?? section.file])],
    programs: { host, roots, path: judgePath(host, roots), writable: new Map() },
  };
  diagnostics.push(...compiled.flatMap((rule) => checkExamples(policy, rule)), ...lintRules(policy));
  const broken = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return { policy: Object.freeze({ ...policy, broken }), diagnostics };
}

function indexRules(rules: readonly CompiledRule[], decision: Decision, host: PolicyHost): RuleIndex {
  const all = rules.filter((rule) => rule.decision === decision);
  const byProgram = new Map<string, CompiledRule[]>();
  const others: CompiledRule[] = [];
  for (const rule of all) {
    const { program } = rule;
    if (program === undefined || (decision !== 'allow' && program.includes('/'))) {
      others.push(rule);
      continue;
    }
    const key = decision === 'allow' ? program : programKey(program, host.platform);
    const known = byProgram.get(key);
    if (known === undefined) byProgram.set(key, [rule]);
    else known.push(rule);
  }
  return { all, byProgram, others };
}
