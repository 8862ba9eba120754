/** Stands for every address of the machine, of either family. */
export const ANY_ADDRESS = '*';

/**
 * One spelling for each address: `127.0.0.1`, `::1`, `*` for those that stand for all. An IPv4 address that is mapped into
 * IPv6 is the IPv4 address. @returns undefined for what is no address, such as a name.
 */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (bare === ANY_ADDRESS || bare === '0.0.0.0') return ANY_ADDRESS;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(bare)) return bare;
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]/`)) return undefined;
  const spelt = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  if (spelt === '::') return ANY_ADDRESS;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelt);
  if (mapped === null) return spelt;
  const [high = 0, low = 0] = mapped.slice(1).map((word) => Number.parseInt(word, 16));
  const address = [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
  return address === '0.0.0.0' ? ANY_ADDRESS : address;
}
