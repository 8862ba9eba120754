import { inTicks } from '../inTicks.js';
import { valueMeant } from './otherValues.js';

/** The key that a lone value stands for, by the definition of the map that is wanted. */
const MAIN_KEY: Readonly<Record<string, string>> = {
  logProbe: 'pattern',
  httpProbe: 'url',
  tcpProbe: 'port',
  fileProbe: 'path',
  execProbe: 'command',
};
const TYPES = ['string', 'integer', 'number', 'boolean'];
const SIGNALS = /^(SIG)?(TERM|INT|HUP|QUIT|KILL|USR1|USR2)$/;
const NEEDS_QUOTES = /[,[\]{}#]|^[\s&*!|>'"%@`?-]|: |\s$/;

/**
 * The map that a lone value probably means, as a person would write it: `{url: http://localhost:3000}`.
 * @param kind the definition of the schema that is wanted, or the title of what has none.
 * @param written the value as it stands in the file.
 */
export function mapMeant(kind: string | undefined, data: unknown, written: string): string | undefined {
  if (typeof data !== 'string' && typeof data !== 'number') return undefined;
  const pair = pairMeant(kind, String(data), written);
  if (pair === undefined || written.includes('\n')) return undefined;
  return inTicks(`{${pair}}`);
}

function pairMeant(kind: string | undefined, text: string, written: string): string | undefined {
  const value = NEEDS_QUOTES.test(written) && !/^['"]/.test(written) ? `'${written.replaceAll("'", "''")}'` : written;
  const main = MAIN_KEY[kind ?? ''];
  if (main !== undefined) return `${main}: ${value}`;
  switch (kind) {
    case 'one probe, or a list of probes':
    case 'health':
      if (/^https?:\/\//.test(text)) return `http: {url: ${value}}`;
      return /^\d+$/.test(text) ? `tcp: {port: ${text}}` : `log: {pattern: ${value}}`;
    case 'stop':
      return SIGNALS.test(text) ? `signal: ${text}` : undefined;
    case 'param': {
      const type = valueMeant(text, TYPES);
      return type && `type: ${type}`;
    }
    case 'policy':
      return /^(deny|any|rules)$/.test(text) ? `adhoc: ${text}` : undefined;
    case 'port': {
      const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
      if (first === undefined || last === undefined) return undefined;
      const [from, to] = Number(first) <= Number(last) ? [first, last] : [last, first];
      return `prefer: ${from}, range: ${from}-${to}`;
    }
    default:
      return undefined;
  }
}
