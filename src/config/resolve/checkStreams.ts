import type { LogSettings } from '../config.js';
import { inTicks } from '../inTicks.js';
import type { ProfileSource } from '../schemaTypes.js';
import type { ResolveContext } from './context.js';
import { asList, get, items, type Node } from './node.js';

type LogProbe = Pick<NonNullable<ProfileSource['health']>, 'log'>;

/** Tells of probes that look at one stream of a profile whose streams are not kept apart: they could never pass. */
export function checkStreams(
  context: ResolveContext,
  profile: Node<ProfileSource>,
  streams: LogSettings['streams'],
): void {
  if (streams === 'separate') return;
  const ready = get(profile, 'ready');
  const list = ready && asList(ready);
  const probes = list === undefined ? [ready] : items(list);
  for (const probe of [...probes, get(profile, 'health')]) {
    const stream = get(get(probe as Node<LogProbe> | undefined, 'log'), 'stream');
    if (stream === undefined || stream.value === 'merged') continue;
    context.tell(
      stream.pointer,
      'streams-not-apart',
      context.places.of(stream.pointer),
      `stdout and stderr of this profile are one stream, so a probe cannot look at ${inTicks(stream.value)} alone`,
      { suggestion: 'add `log: {streams: separate}` to the profile, or leave `stream` out' },
    );
  }
}
