import { parentPointer } from '../pointer.js';
import type { SchemaViolation } from './configSchema.js';

/** One of the "exactly one of these keys" branches; the `oneOf` itself says it. */
export function isBranch(violation: SchemaViolation): boolean {
  return /\/oneOf\/\d+\/required$/.test(violation.schemaPath);
}

/** About the keys of a map, not about a value. */
export function isAboutKeys(violation: SchemaViolation): boolean {
  if (violation.propertyName !== undefined || isBranch(violation)) return true;
  return ['additionalProperties', 'required', 'oneOf', 'propertyNames'].includes(violation.keyword);
}

/** The violations of each place, in the order in which they were found. */
export function groupByPointer(violations: readonly SchemaViolation[]): Map<string, SchemaViolation[]> {
  const groups = new Map<string, SchemaViolation[]>();
  for (const violation of violations) {
    const group = groups.get(violation.instancePath);
    if (group === undefined) groups.set(violation.instancePath, [violation]);
    else group.push(violation);
  }
  return groups;
}

/** Pointers of everything that holds something wrong further in. */
export function ancestors(violations: readonly SchemaViolation[]): Set<string> {
  const above = new Set<string>();
  for (const { instancePath } of violations) {
    for (let at = instancePath; at !== '' && !above.has(parentPointer(at)); at = parentPointer(at)) {
      above.add(parentPointer(at));
    }
  }
  return above;
}
