import { compilePattern } from '../../lib/linearPattern.js';
import type { ResolveContext } from './context.js';
import type { Node } from './node.js';

/** Tells what is wrong with a regular expression. */
export function checkPattern(context: ResolveContext, node: Node<string>): void {
  const fault = faultOf(context, node.value);
  if (fault === undefined) return;
  context.tell(node.pointer, 'bad-pattern', context.places.of(node.pointer), `not a regular expression: ${fault}`, {
    expected: 'RE2 syntax',
  });
}

/** Profiles that come from one mould have the same patterns, and compiling one takes long. */
function faultOf({ patternFaults }: ResolveContext, pattern: string): string | undefined {
  if (!patternFaults.has(pattern)) {
    const compiled = compilePattern(pattern);
    patternFaults.set(pattern, compiled.ok ? undefined : compiled.error);
  }
  return patternFaults.get(pattern);
}
