import { isUtf8 } from 'node:buffer';

/** Decodes UTF-8; bytes that are none are shown as `\xNN`. Never throws, never loses a byte. */
export function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += escapeByte(bytes[at] ?? 0);
      at += 1;
      continue;
    }
    let end = at + length;
    while (end < bytes.length) {
      const next = sequenceLength(bytes, end);
      if (next === 0) break;
      end += next;
    }
    text += bytes.toString('utf8', at, end);
    at = end;
  }
  return text;
}

/** How many bytes at the end are the beginning of a character that is not complete yet (0 to 3). */
export function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return expectedLength(byte) > back ? back : 0;
  }
  return 0;
}

/** Shows one byte in hexadecimal: `\x1b`. */
export function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** Length of the well-formed sequence at `at`, 0 when there is none (RFC 3629). */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0xff;
  const length = expectedLength(first);
  if (length <= 1) return length;
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function expectedLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}
