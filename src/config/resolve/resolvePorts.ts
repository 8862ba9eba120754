import type { PortSpec } from '../config.js';
import { inTicks } from '../inTicks.js';
import type { ProfileSource, Port } from '../schemaTypes.js';
import type { ResolveContext } from './context.js';
import { asMap, entries, get, type Node } from './node.js';

/** The ports of a profile. Each is carried by a variable of its own. */
export function resolvePorts(context: ResolveContext, profile: Node<ProfileSource>): Map<string, PortSpec> {
  const ports = new Map<string, PortSpec>();
  const holders = new Map<string, string>();
  for (const [name, node] of entries(get(profile, 'ports'))) {
    const port = resolvePort(context, name, node);
    const other = holders.get(port.env);
    if (other !== undefined) {
      context.tell(
        node.pointer,
        'port-clash',
        context.places.keyOf(node.pointer),
        `${inTicks(port.env)} carries two ports, ${inTicks(other)} and ${inTicks(name)}`,
        {
          expected: 'a variable of its own for each port',
          suggestion: 'give one of them another `env`',
        },
      );
    }
    holders.set(port.env, name);
    ports.set(name, port);
  }
  return ports;
}

function resolvePort(context: ResolveContext, name: string, node: Node<Port>): PortSpec {
  const map = asMap(node);
  const env = get(map, 'env')?.value ?? name.toUpperCase();
  const prefer = get(map, 'prefer')?.value ?? (typeof node.value === 'number' ? node.value : 0);
  const range = get(map, 'range');
  if (range === undefined) return { prefer, range: undefined, env };
  const [from = 0, to = 0] = range.value.split('-').map(Number);
  const at = context.places.of(range.pointer);
  if (to > 65_535 || from < 1) {
    context.tell(range.pointer, 'port-range', at, `${inTicks(range.value)} goes beyond what a port can be`, {
      expected: 'ports from 1 to 65535',
    });
  } else if (from > to) {
    context.tell(range.pointer, 'port-range', at, `${inTicks(range.value)} ends before it begins`, {
      expected: 'the lower port first',
      suggestion: `write ${inTicks(`${to}-${from}`)}`,
    });
  } else if (prefer < from || prefer > to) {
    context.tell(range.pointer, 'port-range', at, `the preferred port ${prefer} lies outside ${inTicks(range.value)}`, {
      expected: 'a range that holds it',
    });
  }
  return { prefer, range: { from, to }, env };
}
