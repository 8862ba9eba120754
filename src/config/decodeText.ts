/** A file's text, and what is wrong with its bytes. */
export interface DecodedText {
  /** Without a byte-order mark. Bytes that are not UTF-8 stand in it as U+FFFD. */
  readonly text: string;
  /** Undefined when the bytes are sound UTF-8. */
  readonly fault: { readonly offset: number; readonly encoding: 'utf-16' | 'unknown' } | undefined;
}

/** Decodes UTF-8 with or without a byte-order mark; finds the first byte that is not UTF-8. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (isUtf8(bytes, bytes.length, false)) return { text, fault: undefined };
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (utf16) return { text, fault: { offset: 0, encoding: 'utf-16' } };
  let sound = 0;
  let broken = bytes.length;
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (isUtf8(bytes, middle, true)) sound = middle;
    else broken = middle;
  }
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, sound), { stream: true });
  return { text, fault: { offset: Math.min(before.length, text.length), encoding: 'unknown' } };
}

/** With `partial`, a character that is cut off at the end counts as sound. */
function isUtf8(bytes: Uint8Array, length: number, partial: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: partial });
    return true;
  } catch {
    return false;
  }
}
