/**
 * Whether to colour what goes to a stream: on a terminal, unless `NO_COLOR` is set to anything.
 * @see https://no-color.org
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
