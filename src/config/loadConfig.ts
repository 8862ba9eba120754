import type { Config, PolicySection, Profile } from './config.js';
import { decodeText } from './decodeText.js';
import { deepFreeze } from './deepFreeze.js';
import type { Diagnostic, SourceRange } from './diagnostic.js';
import { NO_OVERRIDES, overrideDefaults, overrideLimits, overridePolicy, type Overrides } from './overrides.js';
import { createPlaces, type Places } from './places.js';
import { createReport, type Report } from './report.js';
import { checkDependencies } from './resolve/checkDependencies.js';
import { FILE_SCOPE, type ResolveContext, type WordSplitter } from './resolve/context.js';
import { entries, get, type Node } from './resolve/node.js';
import { resolveLimits } from './resolve/resolveLimits.js';
import { resolvePolicy } from './resolve/resolvePolicy.js';
import { resolveProfile, type ProfileSurroundings } from './resolve/resolveProfile.js';
import { builtInSettings, resolveSettings } from './resolve/resolveSettings.js';
import { checkSchema } from './schema/checkSchema.js';
import type { ConfigFile } from './schemaTypes.js';
import { createSource, type Source } from './source.js';
import type { Tell } from './tell.js';
import { parseYaml } from './yaml/parseYaml.js';
import { buildTree, type Tree, type Value } from './yaml/yamlTree.js';

export type { WordSplitter, WordsRefusal } from './resolve/context.js';

/** The content of the file. */
export interface ConfigSource {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a file is resolved with. */
export interface LoadContext {
  /** The server's environment, for `${env.NAME}`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly splitWords: WordSplitter;
  /** Real path of the file's folder. */
  readonly root: string;
  /** What flags say over the file; nothing by default. */
  readonly overrides?: Overrides;
}

/** What came of it. */
export interface LoadResult {
  /** Deeply frozen; undefined when there are errors. */
  readonly config: Config | undefined;
  /** Given when that section itself is sound, even if the rest of the file is not. */
  readonly policy: PolicySection | undefined;
  /** What is sound in that section, so that the rest of it can be checked in the same pass; never to be put in force. */
  readonly policyToCheck: PolicySection | undefined;
  /** Every mistake and warning, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a value of the file is written, by JSON pointer; undefined for what the file does not say. */
  readonly written: (pointer: string) => Written | undefined;
}

/** A value as it stands in the file. */
export interface Written {
  readonly range: SourceRange;
  /** How a scalar is written, with its quotes, references unfilled; undefined for lists and maps. */
  readonly text: string | undefined;
}

/** Turns the text of a file into what is in force, or into everything that is wrong with it. Reads folders, never files; never throws. */
export function loadConfig(source: ConfigSource, context: LoadContext): LoadResult {
  const report = createReport();
  const decoded = decodeText(source.bytes);
  const text = createSource(source.file, decoded.text);
  if (decoded.fault !== undefined) tellEncoding(text, decoded.fault, report);
  const tree = decoded.fault === undefined ? readTree(text, report) : undefined;
  if (tree === undefined) {
    const nothing = { config: undefined, policy: undefined, policyToCheck: undefined, written: () => undefined };
    return { ...nothing, diagnostics: report.diagnostics() };
  }
  const places = createPlaces(tree.places, text);
  const { config, policyIsSound } = resolveTree(tree, places, text, context, report);
  const diagnostics = report.diagnostics();
  return {
    written: (pointer) =>
      tree.places.has(pointer) ? { range: places.of(pointer), text: places.textOf(pointer)?.written } : undefined,
    config: report.hasErrors() ? undefined : deepFreeze(config),
    policy: policyIsSound ? deepFreeze(config.policy) : undefined,
    policyToCheck: deepFreeze(config.policy),
    diagnostics,
  };
}

function tellEncoding(text: Source, fault: { offset: number; encoding: 'utf-16' | 'unknown' }, report: Report): void {
  const what = fault.encoding === 'utf-16' ? 'the file is UTF-16' : 'here are bytes that are not UTF-8';
  report.add('not-utf8', text.range(fault.offset, fault.offset + 1), what, {
    expected: 'UTF-8',
    suggestion: 'save the file as UTF-8',
  });
}

function readTree(text: Source, report: Report): Tree | undefined {
  const firstReturn = text.text.indexOf('\r');
  if (firstReturn !== -1 && !text.text.includes('\n')) {
    const message = 'the lines of this file end with carriage returns alone, so that it is one long line';
    report.add('yaml-syntax', text.range(firstReturn, firstReturn + 1), message, {
      expected: 'lines that end with a line feed (LF, or CRLF)',
      suggestion: 'save the file with LF line endings',
    });
    return undefined;
  }
  const document = parseYaml(text, report);
  if (document === undefined) return undefined;
  const tree = buildTree(document, text, report);
  if (tree?.value !== null) return tree;
  if (!report.hasErrors()) {
    report.add('empty-file', text.range(0, 0), 'the file says nothing', {
      expected: '`version: 1` and, below it, `profiles` or `policy`',
      suggestion: 'write `version: 1` in the first line',
    });
  }
  return undefined;
}

function resolveTree(
  tree: Tree,
  places: Places,
  text: Source,
  load: LoadContext,
  report: Report,
): { config: Config; policyIsSound: boolean } {
  let policyIsSound = !report.hasErrors();
  let filled = tree.faulty;
  const tell: Tell = (pointer, code, range, message, details) => {
    if (isWithin(pointer, filled)) return;
    if (pointer === '/policy' || pointer.startsWith('/policy/')) policyIsSound = false;
    report.add(code, range, message, details);
  };
  const sound = checkSchema(tree.value, places, tell);
  filled = new Set([...tree.faulty, ...sound.filled]);

  const { env, root, splitWords, overrides = NO_OVERRIDES } = load;
  const context: ResolveContext = { file: text.file, root, env, splitWords, places, tell, patternFaults: new Map() };
  const file: Node<ConfigFile> = { value: sound.value, pointer: '' };
  const limits = overrideLimits(resolveLimits(context, get(file, 'limits')), overrides);
  const policy = overridePolicy(resolvePolicy(context, get(file, 'policy')), overrides);
  const roots = policyIsSound ? policy.roots : undefined;
  const ownDefaults = resolveSettings(
    context,
    get(file, 'defaults'),
    builtInSettings(overrides.root ?? root),
    FILE_SCOPE,
    roots,
  );
  const defaults = overrideDefaults(ownDefaults, overrides);
  const declared: ProfileSurroundings['declared'] = (profile, key) => namesAt(tree.value, ['profiles', profile, key]);
  const profiles = new Map<string, Profile>();
  for (const [name, node] of entries(get(file, 'profiles'))) {
    const profile = resolveProfile(context, name, node, { settings: defaults, roots, declared });
    if (profile !== undefined) profiles.set(name, profile);
  }
  checkDependencies(context, profiles, namesAt(tree.value, ['profiles']));
  return {
    config: { file: text.file, root, limits, defaults, policy, profiles },
    policyIsSound,
  };
}

/** Whether a place, or what holds it, was left out or filled in to go on; what is found there is an echo. */
function isWithin(pointer: string, filled: ReadonlySet<string>): boolean {
  if (filled.size === 0) return false;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (filled.has(at)) return true;
  return filled.has('');
}

/** The keys of a map of the file as it was written. */
function namesAt(value: Value, keys: readonly string[]): ReadonlySet<string> {
  let at: Value | undefined = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, key)) return new Set();
    at = at[key];
  }
  return new Set(typeof at === 'object' && at !== null && !Array.isArray(at) ? Object.keys(at) : []);
}
