import { nearest } from '../../lib/nearest.js';
import type { Profile } from '../config.js';
import { inTicks, listed } from '../inTicks.js';
import { childPointer } from '../pointer.js';
import type { ResolveContext } from './context.js';

/** Checks `depends_on` of all profiles: names, conditions that can come true, and circles. `names` are all that the file has. */
export function checkDependencies(
  context: ResolveContext,
  profiles: ReadonlyMap<string, Profile>,
  names: ReadonlySet<string>,
): void {
  for (const profile of profiles.values()) {
    for (const [name, condition] of profile.dependsOn) {
      const pointer = dependencyPointer(profile.name, name);
      const target = profiles.get(name);
      if (!names.has(name)) {
        const near = nearest(name, names);
        context.tell(
          pointer,
          'unknown-profile',
          context.places.keyOf(pointer),
          `there is no profile ${inTicks(name)}`,
          {
            expected: 'the name of a profile in this file',
            suggestion: near.length > 0 ? `did you mean ${listed(near)}` : undefined,
          },
        );
      } else if (condition === 'ready' && target?.ready.length === 0) {
        context.tell(
          pointer,
          'dependency-condition',
          context.places.of(pointer),
          `${inTicks(name)} has no \`ready\` probe, so that it never becomes ready`,
          {
            suggestion: `give ${inTicks(name)} a \`ready\` probe, or write \`started\``,
          },
        );
      } else if (condition === 'succeeded' && target?.type === 'service') {
        context.tell(
          pointer,
          'dependency-condition',
          context.places.of(pointer),
          `${inTicks(name)} is a service, which never succeeds`,
          {
            suggestion: 'write `ready` or `started`',
          },
        );
      }
      const missing = requiredParams(target);
      if (missing.length > 0) {
        context.tell(
          pointer,
          'dependency-condition',
          context.places.keyOf(pointer),
          `${inTicks(name)} needs ${listed(missing, 'and')} to be given, and a dependency is started without parameters`,
          {
            suggestion: `give ${listed(missing, 'and')} a default in ${inTicks(name)}, or write a profile without parameters to depend on`,
          },
        );
      }
    }
  }
  for (const circle of circles(profiles)) tellCircle(context, circle);
}

/** Names of the parameters that every start has to give. */
function requiredParams(profile: Profile | undefined): readonly string[] {
  return [...(profile?.params.values() ?? [])].filter(({ required }) => required).map(({ name }) => name);
}

/** A longer circle is told by its beginning. */
const MOST_STEPS = 12;

function tellCircle(context: ResolveContext, circle: readonly string[]): void {
  const [first = '', second = first, ...rest] = circle;
  const pointer = dependencyPointer(first, second);
  const steps = [second, ...rest];
  const shown = circle.slice(0, MOST_STEPS).map((name) => inTicks(name));
  const more = circle.length - shown.length;
  const message =
    circle.length === 1
      ? `${inTicks(first)} depends on itself`
      : `these profiles wait for each other: ${[...shown, ...(more > 0 ? [`${more} more`] : []), inTicks(first)].join(' → ')}`;
  context.tell(pointer, 'dependency-cycle', context.places.keyOf(pointer), message, {
    expected: 'dependencies that end somewhere',
    suggestion: 'remove one of them',
    related:
      circle.length === 1
        ? undefined
        : steps.slice(0, MOST_STEPS).map((name, index) => {
            const next = steps[index + 1] ?? first;
            return {
              message: `${inTicks(name)} waits for ${inTicks(next)}`,
              range: context.places.keyOf(dependencyPointer(name, next)),
            };
          }),
  });
}

/** Each circle once, from its first profile in the file. Iterative, since a file may chain thousands of profiles. */
function circles(profiles: ReadonlyMap<string, Profile>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of profiles.keys()) {
    if (done.has(start)) continue;
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { readonly name: string; readonly next: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      path.push(name);
      onPath.add(name);
      stack.push({ name, next: (profiles.get(name)?.dependsOn ?? new Map<string, string>()).keys() });
    };
    enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = top.next.next();
      if (step.done === true) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
        stack.pop();
      } else if (onPath.has(step.value)) found.push(path.slice(path.indexOf(step.value)));
      else if (!done.has(step.value) && profiles.has(step.value)) enter(step.value);
    }
  }
  return found;
}

function dependencyPointer(profile: string, dependency: string): string {
  return childPointer(childPointer(childPointer('/profiles', profile), 'depends_on'), dependency);
}
