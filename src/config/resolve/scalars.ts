import { parseDuration } from '../../lib/duration.js';
import { parseSize } from '../../lib/size.js';
import { inTicks } from '../inTicks.js';
import type { ResolveContext } from './context.js';
import type { Node } from './node.js';

/** Milliseconds of a duration that the schema gives as a default. */
export function defaultMs(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`the schema has a default that is no duration: ${text}`);
  return parsed.value;
}

/** Bytes of a size that the schema gives as a default. */
export function defaultBytes(text: string): number {
  const parsed = parseSize(text);
  if (!parsed.ok) throw new Error(`the schema has a default that is no size: ${text}`);
  return parsed.value;
}

/** Milliseconds of a duration; with `positive`, `0s` is an error. `fallback` is the schema's default. */
export function durationMs(
  context: ResolveContext,
  node: Node<string> | undefined,
  fallback: string,
  range: 'any' | 'positive' = 'any',
): number {
  const parsed = parseDuration(node?.value ?? fallback);
  if (node !== undefined && !parsed.ok) {
    context.tell(node.pointer, 'bad-duration', context.places.of(node.pointer), parsed.error.message, {
      suggestion: parsed.error.hint === undefined ? undefined : `write ${inTicks(parsed.error.hint)}`,
    });
  }
  const ms = parsed.ok ? parsed.value : 0;
  if (node !== undefined && parsed.ok && ms === 0 && range === 'positive') {
    context.tell(
      node.pointer,
      'out-of-range',
      context.places.of(node.pointer),
      `${inTicks(node.value)} is no time at all`,
      {
        expected: 'a duration of 1ms or more',
      },
    );
  }
  return ms;
}

/** Milliseconds, or undefined for `none`. */
export function durationOrNone(
  context: ResolveContext,
  node: Node<string> | undefined,
  fallback: number | undefined,
): number | undefined {
  if (node === undefined) return fallback;
  if (node.value !== 'none') return durationMs(context, node, 'none', 'positive');
  return undefined;
}

/** Bytes of a size. */
export function sizeBytes(context: ResolveContext, node: Node<string> | undefined, fallback: string): number {
  const parsed = parseSize(node?.value ?? fallback);
  if (parsed.ok) {
    if (parsed.value === 0 && node !== undefined) {
      context.tell(
        node.pointer,
        'out-of-range',
        context.places.of(node.pointer),
        `${inTicks(node.value)} is no room at all`,
        {
          expected: 'a size of 1B or more',
        },
      );
    }
    return parsed.value;
  }
  if (node !== undefined) {
    context.tell(node.pointer, 'bad-size', context.places.of(node.pointer), parsed.error.message, {
      suggestion: parsed.error.hint === undefined ? undefined : `write ${inTicks(parsed.error.hint)}`,
    });
  }
  return 0;
}
