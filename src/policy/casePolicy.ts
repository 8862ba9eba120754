import { posix } from 'node:path';
import type { PolicySection, RuleExample, RuleSource } from '../config/config.js';
import type { SourceRange } from '../config/diagnostic.js';
import { emptyPolicy } from '../config/resolve/resolvePolicy.js';
import { parseDuration } from '../lib/duration.js';
import { BadCase, list, oneOf, record, text, texts, type Json } from './caseJson.js';
import type { Decision } from './evaluation.js';
import { parseCommandLine } from './lexer.js';
import { displayWords } from './quoting.js';

const KEYS = ['adhoc', 'allow', 'ask', 'deny', 'env', 'roots', 'path', 'max_timeout', 'max_jobs'];
const RULE_KEYS = ['run', 'cwd', 'env', 'reason', 'match', 'not_match', 'unsafe'];

/**
 * Reads a case's own policy, which has the keys of the file's `policy`. A text that does not split into words becomes a
 * rule without words, which is refused at load.
 * @throws BadCase for a policy of another shape.
 */
export function readCasePolicy(given: unknown, root: string): PolicySection {
  const json = record(given, '`policy`');
  refuseUnknown(json, KEYS, 'policy');
  const rules = (decision: Decision): RuleSource[] =>
    list(json[decision] ?? [], `\`policy.${decision}\``).map((rule, at) => readRule(decision, rule, root, at + 1));
  const [allow, ask, deny] = [rules('allow'), rules('ask'), rules('deny')];
  const adhoc = json.adhoc ?? (allow.length + ask.length + deny.length > 0 ? 'rules' : 'deny');
  const timeout = json.max_timeout === undefined ? undefined : parseDuration(text(json.max_timeout, '`max_timeout`'));
  if (timeout?.ok === false) throw new BadCase(`\`policy.max_timeout\`: ${timeout.error.message}`);
  return {
    ...emptyCaseSection(root),
    adhoc: oneOf(adhoc, ['rules', 'deny', 'any'] as const, '`policy.adhoc`'),
    allow,
    ask,
    deny,
    env: words(json.env ?? [], '`policy.env`'),
    roots: words(json.roots ?? ['.'], '`policy.roots`').map((folder) => posix.resolve(root, folder)),
    path: json.path === undefined ? undefined : words(json.path, '`policy.path`'),
    maxTimeoutMs: timeout?.value,
  };
}

/** A policy that says nothing, so that everything is refused. */
export function emptyCaseSection(root: string): PolicySection {
  return emptyPolicy(root, posix.join(root, 'bgjobs.yaml'));
}

function readRule(decision: Decision, json: unknown, root: string, line: number): RuleSource {
  const where = `\`policy.${decision}\``;
  const isMap = typeof json !== 'string' && !Array.isArray(json);
  const map: Json = isMap ? record(json, where) : { run: json };
  refuseUnknown(map, RULE_KEYS, `policy.${decision}`);
  const run = typeof map.run === 'string' ? map.run : texts(map.run, `\`run\` in ${where}`);
  const range = caseRange(root, line);
  const examples = (key: 'match' | 'not_match'): RuleExample[] =>
    words(map[key] ?? [], `\`${key}\` in ${where}`).map((example) => ({ text: example, range }));
  return {
    decision,
    words: typeof run === 'string' ? splitRule(run) : run,
    text: typeof run === 'string' ? run : displayWords(run),
    range,
    cwd: words(map.cwd ?? [], `\`cwd\` in ${where}`),
    env: words(map.env ?? [], `\`env\` in ${where}`),
    reason: map.reason === undefined ? undefined : text(map.reason, `\`reason\` in ${where}`),
    match: examples('match'),
    notMatch: examples('not_match'),
    unsafe: map.unsafe === true,
  };
}

function refuseUnknown(json: Json, known: readonly string[], where: string): void {
  const unknown = Object.keys(json).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new BadCase(`there is no \`${unknown}\` in \`${where}\``);
}

/** A list of texts, or one text alone. */
function words(json: unknown, where: string): readonly string[] {
  return typeof json === 'string' ? [json] : texts(json, where);
}

function splitRule(given: string): readonly string[] {
  const parsed = parseCommandLine(given, { wildcards: true });
  const [first, second] = parsed.ok ? parsed.value : [];
  return first === undefined || second !== undefined ? [] : first.words.map((word) => word.value);
}

/** Cases have no file of rules; the line counts the rules of one decision. */
function caseRange(root: string, line: number): SourceRange {
  const at = { line, column: 1, offset: 0 };
  return { file: posix.join(root, 'case'), start: at, end: at };
}
