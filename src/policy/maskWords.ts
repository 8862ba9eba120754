/** What stands in the place of a secret. */
export const MASK = '***';

/** So much of a word is looked at and kept; hostile words are long. */
const LONGEST_WORD = 256;

const SECRET_NAME = 'token|secret|passw|passphrase|pwd|api-?_?key|apikey|credential|private-?_?key|access-?_?key|auth';
const NAME = new RegExp(SECRET_NAME, 'i');

/** Tokens that are known by their shape: of GitHub, GitLab, npm, OpenAI and Anthropic, AWS, Slack, Stripe, and JSON Web Tokens. */
const SHAPES = new RegExp(
  [
    'gh[pousr]_[A-Za-z0-9]{16,}',
    'github_pat_[A-Za-z0-9_]{16,}',
    'glpat-[A-Za-z0-9_-]{16,}',
    'npm_[A-Za-z0-9]{16,}',
    'sk-[A-Za-z0-9_-]{16,}',
    '(?:AKIA|ASIA)[A-Z0-9]{16}',
    'xox[abeoprs]-[A-Za-z0-9-]{10,}',
    '[sr]k_(?:live|test)_[A-Za-z0-9]{10,}',
    'eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.?[A-Za-z0-9_-]*',
    '-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*',
  ].join('|'),
  'g',
);

/**
 * Words of a command as they may be written down: what looks like a secret is masked, by its name (`--token X`,
 * `API_KEY=X`, `Authorization: X`), its place (`https://user:X@host`, `-u user:X`) or its shape, and so are the values that
 * are known to be secret. Long words are cut.
 */
export function maskWords(words: readonly string[], known: readonly string[] = []): string[] {
  return words.map((word, at) => {
    const looked = word.slice(0, 2 * LONGEST_WORD);
    const masked = isSecretValue(words[at - 1]) ? MASK : maskWord(looked, words[at - 1], known);
    return masked.length > LONGEST_WORD || looked.length < word.length ? `${masked.slice(0, LONGEST_WORD)}…` : masked;
  });
}

/** The beginning of a text that nobody could read as words: it ends at the first name that a secret may follow. */
export function maskText(text: string): string {
  const start = text.slice(0, LONGEST_WORD).replace(SHAPES, MASK);
  const name = NAME.exec(start);
  const shown = name === null ? start : `${start.slice(0, name.index + name[0].length)}${MASK}`;
  return shown.replace(/(:\/\/)[^/@\s]+@/g, `$1${MASK}@`) + (text.length > LONGEST_WORD ? '…' : '');
}

/** An option whose value, the next word, is a secret: `--password`, `-token`. */
function isSecretValue(before: string | undefined): boolean {
  return (
    before !== undefined &&
    before.length < 64 &&
    /^--?[A-Za-z]/.test(before) &&
    !before.includes('=') &&
    NAME.test(before)
  );
}

function maskWord(word: string, before: string | undefined, known: readonly string[]): string {
  let text = word;
  for (const value of known) if (value.length >= 4) text = text.replaceAll(value, MASK);
  text = text.replace(SHAPES, MASK).replace(/(:\/\/)[^/@\s]+@/g, `$1${MASK}@`);
  // Credentials of curl and wget: the name stays, the password goes.
  if (/^(?:-u|--user|--proxy-user)$/.test(before ?? '')) return text.replace(/^([^:]*):.*$/s, `$1:${MASK}`);
  const split = /[=:]/.exec(text);
  if (split === null) return text;
  const name = text.slice(0, split.index);
  return NAME.test(name) || /^(?:cookie|set-cookie)$/i.test(name) ? `${text.slice(0, split.index + 1)}${MASK}` : text;
}
