/** Shorter values stand in too many places where they are no secret. The same bound as in the output of jobs. */
const SHORTEST = 6;
const TELLING = /token|secret|passw|passphrase|credential|(^|_)(key|pass|auth)|key(s|_|$)/i;

/** Whether a variable of this name holds a secret, as names go: `GITHUB_TOKEN`, `DB_PASSWORD`, `API_KEY`. */
export function looksSecret(name: string): boolean {
  return TELLING.test(name);
}

/**
 * Hides the values of variables whose names look secret, or are called so, wherever they stand in a text: `[NAME]`.
 * @param variables names and values; values under 6 characters stay.
 */
export function secretMask(
  variables: Iterable<readonly [name: string, value: string | undefined]>,
  calledSo: ReadonlySet<string>,
): (text: string) => string {
  const secrets = [...variables]
    .filter((entry): entry is [string, string] => (entry[1]?.length ?? 0) >= SHORTEST)
    .filter(([name]) => calledSo.has(name) || looksSecret(name))
    .sort(([, a], [, b]) => b.length - a.length);
  return (text) => secrets.reduce((masked, [name, value]) => masked.replaceAll(value, `[${name}]`), text);
}
