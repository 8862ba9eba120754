import { childPointer } from '../pointer.js';

/** A value of the file together with its place. Typed by the generated types, so that a key cannot be misspelt. */
export interface Node<T> {
  readonly value: T;
  readonly pointer: string;
}

/** The value of a key, or undefined when the map does not have it. */
export function get<T extends object, K extends keyof T & string>(
  node: Node<T> | undefined,
  key: K,
): Node<NonNullable<T[K]>> | undefined {
  const value = node?.value[key];
  if (node === undefined || value === undefined || value === null) return undefined;
  return { value, pointer: childPointer(node.pointer, key) };
}

/** The items of a list. */
export function items<T>(node: Node<readonly T[]> | undefined): Node<T>[] {
  if (node === undefined) return [];
  return node.value.map((value, index) => ({ value, pointer: childPointer(node.pointer, index) }));
}

/** The names and values of a map that people name freely. */
export function entries<T>(node: Node<Readonly<Record<string, T>>> | undefined): [string, Node<T>][] {
  if (node === undefined) return [];
  return Object.entries(node.value).map(([key, value]) => [key, { value, pointer: childPointer(node.pointer, key) }]);
}

/** The node, when its value is a text. */
export function asText<T>(node: Node<T>): Node<T & string> | undefined {
  const { value, pointer } = node;
  return isText(value) ? { value, pointer } : undefined;
}

/** The node, when its value is a list. */
export function asList<T>(node: Node<T>): Node<Extract<T, readonly unknown[]>> | undefined {
  const { value, pointer } = node;
  return Array.isArray(value) ? { value: value as Extract<T, readonly unknown[]>, pointer } : undefined;
}

/** The node, when its value is a map. */
export function asMap<T>(node: Node<T>): Node<Exclude<Extract<T, object>, readonly unknown[]>> | undefined {
  const { value, pointer } = node;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return { value: value as Exclude<Extract<T, object>, readonly unknown[]>, pointer };
}

function isText<T>(value: T): value is T & string {
  return typeof value === 'string';
}
