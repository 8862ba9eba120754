import { inTicks } from '../inTicks.js';
import type { Places } from '../places.js';
import { childPointer } from '../pointer.js';
import type { Tell } from '../tell.js';
import type { Value } from '../yaml/yamlTree.js';
import type { ConfigSchema, SchemaViolation } from './configSchema.js';

/**
 * Keys of a profile that stand where the names of profiles do, since they are indented too little.
 * Returns their places; what is wrong with them as profiles is an echo.
 */
export function tellOutdented(
  value: Value,
  violations: readonly SchemaViolation[],
  schema: ConfigSchema,
  places: Places,
  tell: Tell,
): readonly string[] {
  const profiles = isMap(value) ? value.profiles : undefined;
  if (!isMap(profiles)) return [];
  const known = schema.root.$defs?.profile?.properties ?? {};
  const names = Object.keys(profiles);
  return names.flatMap((name, index) => {
    const pointer = childPointer('/profiles', name);
    const profile = profiles[name];
    const isProfile = isMap(profile) && (Object.hasOwn(profile, 'command') || Object.hasOwn(profile, 'shell'));
    if (!Object.hasOwn(known, name) || isProfile) return [];
    if (!violations.some(({ instancePath }) => isAtOrBelow(instancePath, pointer))) return [];
    const above = names.slice(0, index).findLast((other) => !Object.hasOwn(known, other));
    tell(pointer, 'wrong-level', places.keyOf(pointer), `${inTicks(name)} stands where the names of profiles stand`, {
      expected: `${inTicks(name)} as a key of a profile`,
      suggestion:
        above === undefined
          ? 'write the name of the profile above it, and indent it below that'
          : `indent it like the other keys of ${inTicks(above)}`,
    });
    return [pointer];
  });
}

/** Whether a JSON pointer names a place, or one inside it. */
export function isAtOrBelow(pointer: string, top: string): boolean {
  return pointer === top || pointer.startsWith(`${top}/`);
}

/** Whether YAML read a map. */
export function isMap(value: Value | undefined): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
