/** The file in force. */
export const CONFIG_URI = 'bgjobs://config';
/** What may run ad hoc. */
export const POLICY_URI = 'bgjobs://policy';
/** Templates, RFC 6570. */
export const JOB_TEMPLATE = 'bgjobs://jobs/{id}';
export const OUTPUT_TEMPLATE = 'bgjobs://jobs/{id}/output';
export const PROFILE_TEMPLATE = 'bgjobs://profiles/{profile}';

/** What a URI of ours names. */
export type ResourceName =
  | { readonly kind: 'config' }
  | { readonly kind: 'policy' }
  | { readonly kind: 'job'; readonly id: string }
  | { readonly kind: 'output'; readonly id: string }
  | { readonly kind: 'profile'; readonly profile: string };

export function jobUri(id: string): string {
  return `bgjobs://jobs/${encodeURIComponent(id)}`;
}

export function outputUri(id: string): string {
  return `${jobUri(id)}/output`;
}

/** Reads a URI. @returns undefined for what is none of ours. */
export function parseResourceUri(uri: string): ResourceName | undefined {
  if (uri === CONFIG_URI) return { kind: 'config' };
  if (uri === POLICY_URI) return { kind: 'policy' };
  const [, folder, encoded, output] = /^bgjobs:\/\/(jobs|profiles)\/([^/?#]+)(\/output)?$/.exec(uri) ?? [];
  const name = encoded === undefined ? undefined : decode(encoded);
  if (name === undefined) return undefined;
  if (folder === 'jobs') return output === undefined ? { kind: 'job', id: name } : { kind: 'output', id: name };
  return output === undefined ? { kind: 'profile', profile: name } : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
