import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { nearest } from '../../lib/nearest.js';
import type { SourceRange } from '../diagnostic.js';
import { inTicks, listed } from '../inTicks.js';
import { childPointer } from '../pointer.js';
import type { Report } from '../report.js';
import type { Source } from '../source.js';
import { DEEPEST_NESTING } from './nestingGuard.js';
import { textPlace, type Place } from './place.js';

/** What YAML says, as plain data. Maps have no prototype, so that no key can mean more than itself. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** The content of a document and where everything in it stands. */
export interface Tree {
  readonly value: Value;
  /** By JSON pointer. What comes through an alias or a merge stands where it was written. */
  readonly places: ReadonlyMap<string, Place>;
  /** Pointers of values that are told to be wrong and stand as null. */
  readonly faulty: ReadonlySet<string>;
}

const MOST_ALIASES = 100;
/** Nodes that may come through aliases in all; a hundred aliases can multiply to any number. */
const MOST_ALIASED_NODES = 20_000;
const STANDARD_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** Turns a document into a tree; faults go to the report. Returns undefined when aliases or nesting make it unsafe to. */
export function buildTree(document: Document, source: Source, report: Report): Tree | undefined {
  const places = new Map<string, Place>();
  const faulty = new Set<string>();
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  let aliases = 0;
  let aliased = 0;
  let insideAlias = 0;
  const state: { unsafe: boolean; outerAlias: Node | undefined } = { unsafe: false, outerAlias: undefined };

  const root = document.contents;
  const value = root === null ? null : build(root, '', 0, undefined);
  return state.unsafe ? undefined : { value, places, faulty };

  function rangeOf(node: Node): SourceRange {
    const [start, end] = node.range ?? [0, 0];
    return source.range(start, end);
  }

  function stop(code: 'too-many-aliases' | 'too-deep', node: Node, message: string, suggestion?: string): null {
    if (!state.unsafe) report.add(code, rangeOf(node), message, { suggestion });
    state.unsafe = true;
    return null;
  }

  function build(node: Node, pointer: string, depth: number, key: SourceRange | undefined): Value {
    if (state.unsafe) return null;
    if (depth > DEEPEST_NESTING) return stop('too-deep', node, `more than ${DEEPEST_NESTING} levels of nesting`);
    if (insideAlias > 0 && ++aliased > MOST_ALIASED_NODES) {
      return stop(
        'too-many-aliases',
        state.outerAlias ?? node,
        `aliases multiply to more than ${MOST_ALIASED_NODES} values`,
      );
    }
    if (isAlias(node)) {
      places.set(pointer, { key, value: rangeOf(node), block: false, text: undefined });
      return throughAlias(node, pointer, (target) => {
        const result = build(target, pointer, depth + 1, key);
        const place = places.get(pointer);
        if (place !== undefined) places.set(pointer, { ...place, value: rangeOf(node), block: false });
        return result;
      });
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (node.tag !== undefined && !STANDARD_TAG.test(node.tag) && node.tag.startsWith('tag:')) {
      // The parser tells those that it cannot resolve.
      if (![...document.warnings, ...document.errors].some(({ code }) => code === 'TAG_RESOLVE_FAILED'))
        report.add('unknown-tag', rangeOf(node), `the tag ${inTicks(node.tag)} means nothing here`, {
          expected: 'a plain value',
          suggestion: 'remove the tag',
        });
      faulty.add(pointer);
      return null;
    }
    const block = (isMap(node) || isSeq(node)) && node.flow !== true;
    places.set(pointer, {
      key,
      value: rangeOf(node),
      block,
      text: isScalar(node) ? textPlace(node, source.text) : undefined,
    });
    if (isScalar(node)) return scalarValue(node, pointer);
    open.add(node);
    const result = isMap(node) ? buildMap(node, pointer, depth) : buildList(node.items, pointer, depth);
    open.delete(node);
    return result;
  }

  function buildList(items: readonly unknown[], pointer: string, depth: number): Value {
    return items.map((item, index) =>
      isNode(item) ? build(item, childPointer(pointer, index), depth + 1, undefined) : null,
    );
  }

  function buildMap(map: YAMLMap, pointer: string, depth: number): Value {
    const result = Object.create(null) as Record<string, Value>;
    const keys = new Map<string, SourceRange>();
    const merges: Pair[] = [];
    for (const pair of map.items) {
      const name = keyName(pair.key);
      if (name === undefined || !isScalar(pair.key)) {
        reportBadKey(isNode(pair.key) ? pair.key : map);
        continue;
      }
      const range = rangeOf(pair.key);
      const first = keys.get(name);
      if (first !== undefined) {
        const related = [{ message: 'first written here', range: first }];
        report.add('duplicate-key', range, `${inTicks(name)} is written twice`, {
          expected: 'each key once',
          suggestion: 'keep one of the two',
          related,
        });
        continue;
      }
      keys.set(name, range);
      if (name === '<<' && pair.key.type === 'PLAIN') {
        merges.push(pair);
        continue;
      }
      if (name === '<<') {
        report.add('bad-key', range, '`<<` in quotes is no name', {
          expected: 'a name, or `<<` without quotes to merge a map',
          suggestion: 'remove the quotes',
        });
        continue;
      }
      const child = childPointer(pointer, name);
      if (isNode(pair.value)) result[name] = build(pair.value, child, depth + 1, range);
      else {
        places.set(child, { key: range, value: range, block: false, text: undefined });
        result[name] = null;
      }
    }
    for (const merge of merges) mergeInto(result, merge.value, pointer, depth);
    return result;
  }

  /** The maps of a `<<` key; what the map says itself, and what earlier maps said, stays. */
  function mergeInto(result: Record<string, Value>, from: unknown, pointer: string, depth: number): void {
    if (!isNode(from)) return;
    if (isAlias(from)) {
      throughAlias(from, childPointer(pointer, '<<'), (target) => {
        mergeInto(result, target, pointer, depth + 1);
        return null;
      });
    } else if (isSeq(from)) {
      for (const item of from.items) mergeInto(result, item, pointer, depth + 1);
    } else if (isMap(from)) {
      const outer = new Map([...places].filter(([known]) => known === pointer || known.startsWith(`${pointer}/`)));
      open.add(from);
      const merged = buildMap(from, pointer, depth) as Record<string, Value>;
      open.delete(from);
      for (const [known, place] of outer) places.set(known, place);
      for (const [name, value] of Object.entries(merged)) if (!Object.hasOwn(result, name)) result[name] = value;
    } else {
      report.add('bad-merge', rangeOf(from), '`<<` takes a map, or a list of maps', {
        expected: 'an alias such as `*common`',
      });
    }
  }

  function throughAlias(
    alias: Node & { readonly source: string },
    pointer: string,
    use: (target: Node) => Value,
  ): Value {
    if (state.unsafe) return null;
    if (insideAlias === 0 && ++aliases > MOST_ALIASES) {
      return stop(
        'too-many-aliases',
        alias,
        `more than ${MOST_ALIASES} aliases`,
        'write shared settings in `defaults`',
      );
    }
    const target = anchors.get(alias.source);
    if (target === undefined) {
      faulty.add(pointer);
      reportUnknownAnchor(alias, pointer.endsWith('/<<'));
      return null;
    }
    if (open.has(target)) {
      faulty.add(pointer);
      report.add('alias-cycle', rangeOf(alias), `${inTicks(`*${alias.source}`)} contains itself`);
      return null;
    }
    if (insideAlias === 0) state.outerAlias = alias;
    insideAlias += 1;
    const result = use(target);
    insideAlias -= 1;
    return result;
  }

  function reportUnknownAnchor(alias: Node & { readonly source: string }, isMerge: boolean): void {
    const near = nearest(alias.source, anchors.keys());
    const range = rangeOf(alias);
    const written = source.text.slice(range.start.offset, range.end.offset);
    const remedy = isMerge
      ? `write ${inTicks(`&${alias.source}`)} before the map that is meant, further up`
      : `if it is a text, quote it: ${inTicks(`'${written}'`)}`;
    report.add('unknown-anchor', range, `no anchor ${inTicks(`&${alias.source}`)} stands before this`, {
      suggestion: near.length > 0 ? `did you mean ${listed(near.map((name) => `*${name}`))}` : remedy,
    });
  }

  function reportBadKey(at: Node): void {
    const template =
      source.text.startsWith('{{', (at.range?.[0] ?? 0) - 1) || source.text.startsWith('{', at.range?.[0]);
    report.add('bad-key', rangeOf(at), 'a list or a map cannot be a key', {
      expected: 'a name',
      suggestion: template ? 'quote a text that begins with `{`' : undefined,
    });
  }

  /** Keys are texts as they are written: `404`, `true` and `null` too. */
  function keyName(key: unknown): string | undefined {
    if (!isScalar(key)) return undefined;
    if (typeof key.value === 'string') return key.value;
    return key.source ?? '';
  }

  function scalarValue(node: Scalar, pointer: string): Value {
    const { value: content } = node;
    if (content === null || ['string', 'number', 'boolean'].includes(typeof content)) {
      return content as null | string | number | boolean;
    }
    report.add('unknown-tag', rangeOf(node), 'this kind of value means nothing here', { expected: 'a plain value' });
    faulty.add(pointer);
    return null;
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}
