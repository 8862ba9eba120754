/** What a line of a file of cases may hold wrong. Thrown and caught inside the readers of a case alone. */
export class BadCase extends Error {}

export type Json = Readonly<Record<string, unknown>>;

export function record(json: unknown, where: string): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new BadCase(`${where} has to be a map`);
  return json as Json;
}

export function list(json: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(json)) throw new BadCase(`${where} has to be a list`);
  return json;
}

export function text(json: unknown, where: string): string {
  if (typeof json !== 'string') throw new BadCase(`${where} has to be a text`);
  return json;
}

export function texts(json: unknown, where: string): readonly string[] {
  return list(json, where).map((entry) => text(entry, `every part of ${where}`));
}

/** A map of texts; numbers and truth values count as the text that JSON writes. */
export function textRecord(json: unknown, where: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(json, where)).map(([key, value]) => [
      key,
      typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value, `\`${key}\` in ${where}`),
    ]),
  );
}

export function oneOf<T extends string>(json: unknown, words: readonly T[], where: string): T {
  const word = words.find((candidate) => candidate === json);
  if (word === undefined)
    throw new BadCase(`${where} has to be one of ${words.map((each) => `\`${each}\``).join(', ')}`);
  return word;
}
