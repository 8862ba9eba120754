import { inTicks, listed } from '../inTicks.js';
import { childPointer, parentPointer, pointerKeys } from '../pointer.js';
import type { Tell } from '../tell.js';
import type { Places } from '../places.js';
import type { Value } from '../yaml/yamlTree.js';
import type { ConfigFile } from '../schemaTypes.js';
import { configSchema, type ConfigSchema, type SchemaNode, type SchemaViolation } from './configSchema.js';
import { explainViolation, kindOf } from './explainViolation.js';
import { keyHint, type KeyHint } from './keyHints.js';
import { isAtOrBelow, isMap, tellOutdented } from './outdented.js';
import { repair, type SoundFile } from './repair.js';
import { ancestors, groupByPointer, isAboutKeys, isBranch } from './violations.js';

/** Checks the shape of the file against the schema and tells every violation once, in the most specific words. */
export function checkSchema(value: Value, places: Places, tell: Tell): SoundFile {
  const schema = configSchema();
  const found = schema.violations(value);
  if (found.length === 0) return { value: value as unknown as ConfigFile, filled: new Set() };
  const outdented = tellOutdented(value, found, schema, places, tell);
  const violations = found.filter(({ instancePath }) => !outdented.some((at) => isAtOrBelow(instancePath, at)));
  const above = ancestors(violations);
  const meant = tellKeys(violations, schema, places, tell);
  for (const [pointer, group] of groupByPointer(violations)) {
    const union = group.find((violation) => violation.keyword === 'anyOf');
    const own = group.filter((violation) => !isAboutKeys(violation) && violation.keyword !== 'anyOf');
    const wrongKind = own.filter((violation) => violation.keyword === 'type');
    const others = own.filter((violation) => violation.keyword !== 'type');
    const deeper =
      group.some((violation) => isAboutKeys(violation) && kindOf(violation.data) === 'a map') || above.has(pointer);
    const isContainer = typeof union?.data === 'object' && union.data !== null;
    const chosen =
      union === undefined ? own : deeper && isContainer ? [] : others.length > 0 ? others.slice(0, 1) : [union];
    for (const violation of union === undefined && wrongKind.length > 0 ? wrongKind.slice(0, 1) : chosen) {
      const text = places.textOf(pointer);
      const subject = subjectOf(pointer);
      const explained = explainViolation(violation, { schema, subject, unionTitle: union?.parentSchema?.title, text });
      const { code, message, ...details } = explained;
      const range = violation.data === null ? places.keyOf(pointer) : places.of(pointer);
      tell(pointer, code, range, message, details);
    }
    for (const violation of group) tellMissing(violation, pointer, meant, schema, places, tell);
  }
  return repair(value, schema);
}

/** Unknown keys and bad names. Returns, for each map, the known keys that unknown ones were meant to be. */
function tellKeys(
  violations: readonly SchemaViolation[],
  schema: ConfigSchema,
  places: Places,
  tell: Tell,
): Map<string, Set<string>> {
  const meant = new Map<string, Set<string>>();
  for (const violation of violations) {
    const pointer = violation.instancePath;
    const owner = violation.parentSchema;
    if (violation.keyword === 'propertyNames') {
      const name = String(violation.params.propertyName);
      tell(
        childPointer(pointer, name),
        'bad-name',
        places.keyOf(childPointer(pointer, name)),
        `${inTicks(name)} is no name for ${nameKind(pointer)}`,
        {
          expected: schema.resolve((owner as { propertyNames?: SchemaNode } | undefined)?.propertyNames ?? {}).title,
          suggestion: nameSuggestion(name, pointer),
        },
      );
    }
    if (violation.keyword !== 'additionalProperties' || owner === undefined) continue;
    const key = String(violation.params.additionalProperty);
    const hint = hintFor(key, violation, schema);
    if (hint.meant !== undefined) meant.set(pointer, (meant.get(pointer) ?? new Set()).add(hint.meant));
    const code = hint.elsewhere ? 'wrong-level' : 'unknown-key';
    tell(
      childPointer(pointer, key),
      code,
      places.keyOf(childPointer(pointer, key)),
      `${inTicks(key)} is not a key of ${owner.title ?? 'this map'}`,
      {
        expected: hint.suggestion === undefined ? `one of ${listed(Object.keys(owner.properties ?? {}))}` : undefined,
        suggestion: hint.suggestion,
      },
    );
  }
  return meant;
}

/** A map with something to run, at the top of the file, is a profile whatever its name. */
function hintFor(key: string, { instancePath, data, parentSchema }: SchemaViolation, schema: ConfigSchema): KeyHint {
  const hint = keyHint(key, parentSchema ?? {}, schema, instancePath);
  const value = instancePath === '' ? (data as Record<string, Value>)[key] : undefined;
  const looksLikeProfile = isMap(value) && (Object.hasOwn(value, 'command') || Object.hasOwn(value, 'shell'));
  if (hint.suggestion !== undefined || !looksLikeProfile) return hint;
  return { meant: undefined, elsewhere: true, suggestion: 'it looks like a profile: indent it below `profiles:`' };
}

function tellMissing(
  violation: SchemaViolation,
  pointer: string,
  meant: ReadonlyMap<string, ReadonlySet<string>>,
  schema: ConfigSchema,
  places: Places,
  tell: Tell,
): void {
  const { keyword, parentSchema: owner, data } = violation;
  if (keyword === 'required' && !isBranch(violation)) {
    const key = String(violation.params.missingProperty);
    if (meant.get(pointer)?.has(key) === true) return;
    if (pointer === '') {
      tell(pointer, 'version-missing', places.start(), '`version` is missing', {
        expected: '`version: 1`',
        suggestion: 'write `version: 1` in the first line',
      });
      return;
    }
    tell(
      pointer,
      'missing-key',
      places.keyOf(pointer),
      `${inTicks(key)} is missing in ${owner?.title ?? subjectOf(pointer)}`,
      {
        expected: schema.resolve(owner?.properties?.[key] ?? {}).title,
      },
    );
  }
  if (keyword !== 'oneOf' || kindOf(data) !== 'a map') return;
  const choices = (owner?.oneOf ?? []).flatMap((branch) => branch.required ?? []);
  if (choices.some((choice) => meant.get(pointer)?.has(choice) === true)) return;
  const present = choices.filter((choice) => Object.hasOwn(data as object, choice));
  const isProfile = choices.includes('shell');
  const second = present[1];
  if (second === undefined) {
    tell(
      pointer,
      isProfile ? 'command-missing' : 'probe-kind',
      places.keyOf(pointer),
      `${subjectOf(pointer)} has no ${listed(choices)}`,
      {
        expected: isProfile ? '`command` or `shell`' : `one of ${listed(choices)}`,
      },
    );
    return;
  }
  tell(
    pointer,
    isProfile ? 'command-and-shell' : 'probe-kind',
    places.keyOf(childPointer(pointer, second)),
    `${subjectOf(pointer)} has both ${listed(present.slice(0, 2), 'and')}`,
    {
      expected: isProfile ? '`command` or `shell`' : 'one kind a probe',
      suggestion: isProfile ? 'keep one of the two' : 'write a list with one probe an item',
      related: [{ message: 'the other is here', range: places.keyOf(childPointer(pointer, present[0] ?? '')) }],
    },
  );
}

function nameKind(pointer: string): string {
  const last = pointerKeys(pointer).at(-1);
  if (last === 'profiles') return 'a profile';
  if (last === 'params') return 'a parameter';
  if (last === 'ports') return 'a port';
  return 'a variable';
}

function nameSuggestion(name: string, pointer: string): string | undefined {
  const joint = pointer === '/profiles' ? '-' : '_';
  if (nameKind(pointer) === 'a variable') return undefined;
  const fixed = name
    .replace(/([a-z0-9])([A-Z])/g, `$1${joint}$2`)
    .toLowerCase()
    .replace(pointer === '/profiles' ? /[^a-z0-9_-]+/g : /[^a-z0-9_]+/g, joint)
    .replace(/^[^a-z]+/, '')
    .replace(/[-_]+$/, '')
    .slice(0, 48);
  return fixed === '' ? undefined : `write ${inTicks(fixed)}`;
}

/** How people call a value: `timeout`, item 2 of `tags`, profile `web`. */
function subjectOf(pointer: string): string {
  const keys = pointerKeys(pointer);
  const last = keys.at(-1);
  if (last === undefined) return 'the file';
  if (keys[0] === 'profiles' && keys.length === 2) return `profile ${inTicks(last)}`;
  if (/^\d+$/.test(last)) return `item ${Number(last) + 1} of ${subjectOf(parentPointer(pointer))}`;
  return inTicks(last);
}
