import { childPointer, parentPointer, pointerKeys } from '../pointer.js';
import type { ConfigFile } from '../schemaTypes.js';
import type { Value } from '../yaml/yamlTree.js';
import type { ConfigSchema, SchemaNode, SchemaViolation } from './configSchema.js';
import { ancestors, groupByPointer, isBranch } from './violations.js';

/** A file of the right shape: what was wrong is left out, or stands filled with something harmless. */
export interface SoundFile {
  readonly value: ConfigFile;
  /** Pointers of what was taken out or filled; what is found there is an echo. */
  readonly filled: ReadonlySet<string>;
}

const MOST_ROUNDS = 20;

/**
 * Makes a file of the right shape from one that is not, so that everything that is sound in it can still be checked:
 * a bad key is taken out, a bad item of a list is replaced by the schema's own example (so that places stay right).
 * What it makes is never put in force.
 */
export function repair(value: Value, schema: ConfigSchema): SoundFile {
  const filled = new Set<string>();
  let root = clone(value);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const violations = schema.violations(root);
    if (violations.length === 0) return { value: root as unknown as ConfigFile, filled };
    const above = ancestors(violations);
    for (const [pointer, group] of groupByPointer(violations)) {
      const mended = group.filter((violation) => mendKeys(root, violation, filled)).length > 0;
      // What lies deeper is mended first; the value itself may be right then.
      if (mended || above.has(pointer)) continue;
      if (pointer === '') root = { version: 1 };
      else replace(root, pointer, schema, filled);
    }
  }
  return { value: { version: 1 }, filled: new Set(['']) };
}

/** Mends what is wrong with the keys of a map. Returns whether it did. */
function mendKeys(root: Value, violation: SchemaViolation, filled: Set<string>): boolean {
  const pointer = violation.instancePath;
  const map = at(root, pointer);
  if (!isMap(map)) return false;
  switch (violation.keyword) {
    case 'additionalProperties':
      return remove(map, String(violation.params.additionalProperty));
    case 'propertyNames':
      filled.add(childPointer(pointer, String(violation.params.propertyName)));
      return remove(map, String(violation.params.propertyName));
    case 'required':
      if (pointer !== '' || isBranch(violation)) return false;
      map.version = 1;
      return true;
    case 'oneOf':
      mendChoice(map, pointer, violation.parentSchema, filled);
      return true;
    default:
      return false;
  }
}

/** A map with none of "exactly one of these keys" gets a harmless one; with several, it keeps the first. */
function mendChoice(
  map: Record<string, Value>,
  pointer: string,
  node: SchemaNode | undefined,
  filled: Set<string>,
): void {
  const choices = (node?.oneOf ?? []).flatMap((branch) => branch.required ?? []);
  const present = choices.filter((choice) => Object.hasOwn(map, choice));
  for (const extra of present.slice(1)) remove(map, extra);
  if (present.length > 0) return;
  const [key, harmless]: [string, Value] = choices.includes('shell') ? ['shell', ':'] : ['log', { pattern: 'x' }];
  map[key] = harmless;
  filled.add(childPointer(pointer, key));
}

/** Takes a bad value out of its map, or replaces it in its list. */
function replace(root: Value, pointer: string, schema: ConfigSchema, filled: Set<string>): void {
  const key = pointerKeys(pointer).at(-1) ?? '';
  const above = parentPointer(pointer);
  const holder = at(root, above);
  filled.add(pointer);
  if (isMap(holder)) remove(holder, key);
  else if (Array.isArray(holder)) {
    const example = exampleAt(schema, pointer);
    if (example !== undefined) holder[Number(key)] = clone(example);
    else replace(root, above, schema, filled);
  }
}

/** The example that the schema gives for what stands there. */
function exampleAt(schema: ConfigSchema, pointer: string): Value | undefined {
  let nodes: SchemaNode[] = [schema.root];
  for (const key of pointerKeys(pointer)) nodes = nodes.flatMap((node) => childSchemas(schema, node, key));
  const examples = nodes.flatMap((node) => [...(node.examples ?? []), ...(schema.resolve(node).examples ?? [])]);
  return examples[0] as Value | undefined;
}

function childSchemas(schema: ConfigSchema, unresolved: SchemaNode, key: string): SchemaNode[] {
  const node = schema.resolve(unresolved);
  const own = node.properties !== undefined && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
  if (own !== undefined) return [own];
  return [
    ...(typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []),
    ...(node.items !== undefined && /^\d+$/.test(key) ? [node.items] : []),
    ...(node.anyOf ?? []).flatMap((branch) => childSchemas(schema, branch, key)),
  ];
}

function remove(map: Record<string, Value>, key: string): boolean {
  return Reflect.deleteProperty(map, key);
}

function at(root: Value, pointer: string): Value | undefined {
  let value: Value | undefined = root;
  for (const key of pointerKeys(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isMap(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

function isMap(value: Value | undefined): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clone(value: Value): Value {
  if (Array.isArray(value)) return value.map(clone);
  if (!isMap(value)) return value;
  const copy = Object.create(null) as Record<string, Value>;
  for (const [key, child] of Object.entries(value)) copy[key] = clone(child);
  return copy;
}
