import { Composer, YAMLParseError, type Document } from 'yaml';
import type { Report } from '../report.js';
import type { Source } from '../source.js';
import { DEEPEST_NESTING, guardedTokens } from './nestingGuard.js';
import { explainYamlError, isStructural } from './yamlErrors.js';

/**
 * Parses YAML 1.2 (core schema, strict). Faults go to the report.
 * @returns the document, or undefined when the text has no reliable structure.
 */
export function parseYaml(source: Source, report: Report): Document | undefined {
  const guarded = guardedTokens(source.text);
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    // Both are done in yamlTree: there in linear time, with the place of the first key, and with the places of merged keys.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const documents: Document[] = [];
  for (const document of composer.compose(guarded.tokens, true, source.text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  const tooDeep = guarded.tooDeepAt();
  if (tooDeep !== undefined) {
    report.add('too-deep', source.range(tooDeep, tooDeep + 1), `more than ${DEEPEST_NESTING} levels of nesting`);
    return undefined;
  }
  const [document, another] = documents;
  if (document === undefined) return undefined;
  if (another !== undefined) {
    const [start, end] = another.range ?? [0, 0];
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'more than one document'));
  }
  const faults = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  // What follows a broken structure is mostly its echo, so only the first of that kind is told.
  const firstBreak = faults.find((fault) => isStructural(fault.code));
  for (const fault of faults) {
    if (isStructural(fault.code) && fault !== firstBreak) continue;
    if (firstBreak !== undefined && fault.pos[0] > firstBreak.pos[0]) continue;
    explainYamlError(fault, source, report);
  }
  return firstBreak === undefined ? document : undefined;
}
