/** One piece of a text of the file. Offsets are UTF-16 units in that text. */
export type Piece = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'env'; readonly name: string; readonly fallback: string | undefined }
  /** `$$`, which is `$`. */
  | { readonly kind: 'dollar' }
  | { readonly kind: 'root' }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'port'; readonly name: string }
  /** `$NAME`, as a shell would have it. */
  | { readonly kind: 'shell-variable'; readonly name: string }
  /** `${` without an end. */
  | { readonly kind: 'unclosed' }
  /** `${...}` with something else in it. */
  | { readonly kind: 'unknown'; readonly body: string }
);

const ENV = /^env\.([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/;
const NAMED = /^(params|ports)\.([A-Za-z0-9_-]+)$/;

/** Cuts a text into its references and what stands between them. A `$` that begins no reference is itself. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let plain = '';
  let plainStart = 0;
  let at = 0;

  function flush(): void {
    if (plain !== '') found.push({ kind: 'text', text: plain, start: plainStart, end: at });
    plain = '';
  }

  while (at < text.length) {
    const next = text.indexOf('$', at);
    if (plain === '') plainStart = at;
    if (next === -1) {
      plain += text.slice(at);
      at = text.length;
      break;
    }
    plain += text.slice(at, next);
    at = next;
    const piece: Piece | undefined = text.startsWith('$$', at)
      ? { kind: 'dollar', start: at, end: at + 2 }
      : reference(text, at);
    if (piece === undefined) {
      plain += '$';
      at += 1;
      continue;
    }
    flush();
    found.push(piece);
    at = piece.end;
  }
  flush();
  return found;
}

function reference(text: string, start: number): Piece | undefined {
  if (text[start + 1] !== '{') {
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(start + 1, start + 65))?.[0];
    return name === undefined ? undefined : { kind: 'shell-variable', name, start, end: start + 1 + name.length };
  }
  const close = text.indexOf('}', start);
  if (close === -1) return { kind: 'unclosed', start, end: text.length };
  const body = text.slice(start + 2, close);
  const end = close + 1;
  if (body === 'root') return { kind: 'root', start, end };
  const env = ENV.exec(body);
  if (env?.[1] !== undefined && env[2]?.includes('${') !== true) {
    return { kind: 'env', name: env[1], fallback: env[2], start, end };
  }
  const named = NAMED.exec(body);
  if (named?.[2] !== undefined) return { kind: named[1] === 'params' ? 'param' : 'port', name: named[2], start, end };
  return { kind: 'unknown', body, start, end };
}
