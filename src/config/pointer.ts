/** The JSON pointer (RFC 6901) of a key or an item below another. */
export function childPointer(parent: string, key: string | number): string {
  const text = String(key);
  const isPlain = !text.includes('~') && !text.includes('/');
  return `${parent}/${isPlain ? text : text.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys of a JSON pointer. */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of what holds this one; the root's is the root. */
export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
