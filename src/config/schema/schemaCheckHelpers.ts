/** How many characters (not UTF-16 units) a text has, as JSON Schema counts. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** Lists whose items have to differ hold scalars; other items are wrong for another reason. */
export function hasDistinctScalars(list: readonly unknown[]): boolean {
  const scalars = list.filter((item) => typeof item !== 'object');
  return new Set(scalars).size === scalars.length;
}
