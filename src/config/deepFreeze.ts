/** Freezes a value and all that it holds; maps lose the methods that change them. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const entry of value.values()) deepFreeze(entry);
    // Object.freeze alone does not reach what a Map holds.
    for (const method of ['set', 'delete', 'clear']) Object.defineProperty(value, method, { value: refuse });
  } else for (const key in value) deepFreeze(value[key]);
  return Object.freeze(value);
}

function refuse(): never {
  throw new TypeError('this map is frozen');
}
