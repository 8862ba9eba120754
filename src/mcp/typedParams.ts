import type { Profile } from '../config/config.js';

/** Parameters that were written down as text, as a call would give them. */
export function typedParams(profile: Profile, texts: Iterable<readonly [string, string]>): Record<string, unknown> {
  return Object.fromEntries(
    [...texts].map(([name, text]) => [name, isText(profile, name) ? text : (JSON.parse(text) as unknown)]),
  );
}

function isText(profile: Profile, name: string): boolean {
  const type = profile.params.get(name)?.type;
  return type === undefined || type === 'string';
}
