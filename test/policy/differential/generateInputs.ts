/** A generator of numbers in [0, 1) that repeats itself for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What commands are mostly made of. */
const PLAIN = [
  ...[
    'npm',
    'rm',
    'git',
    'a',
    'b',
    'run',
    'test',
    '-rf',
    '--out=x',
    'x=1',
    'a:b',
    'v1.2',
    '@x',
    '50%',
    'a,b',
    'a+b',
    '-',
  ],
  ...[' ', ' ', ' ', ' ', ' ', '  ', '\t', '&&', '||', ';', '|', ' && ', ' || ', '; ', ' | '],
  ...[
    "'",
    '"',
    "'x y'",
    '"x y"',
    "''",
    '""',
    "'$x'",
    '"a;b"',
    '\\ ',
    '\\;',
    '\\"',
    "\\'",
    '\\\\',
    '\\a',
    '\\$',
    '\\#',
    '\\~',
  ],
  ...['#', 'a#b', '~', '^', '=', ':', '%', '+', 'é', 'Ж', '名', '٣', '𝒳'],
];

/** What a shell would act on, alone and in the combinations that have fooled parsers. */
const SPECIAL = [
  ...['$', '$x', '${x}', '$(rm x)', '`rm x`', '$((1))', '$[1]', "$'a'", '$"a"', '${ rm x; }', '$\\\nHOME', '$@', '$!'],
  ...[
    '>',
    '<',
    '>>',
    '2>',
    '2>&1',
    '&>',
    '>&',
    '<<',
    '<<<',
    '<(',
    '>(',
    '2>(rm x)',
    '{fd}>',
    '>|',
    '<>',
    '(',
    ')',
    '((',
    '))',
  ],
  ...[
    '&',
    ' & ',
    '|&',
    ';;',
    ';&',
    '!',
    '!!',
    '! ',
    '^a^b^',
    '*',
    '?',
    '[',
    ']',
    '[[',
    ']]',
    '[a]',
    '{',
    '}',
    '{a,b}',
    '{1..3}',
  ],
  ...[
    '{-npm},run}',
    '@(a)',
    '!(a)',
    '+(a)',
    '\n',
    '\r',
    '\r\n',
    '\\\n',
    '\\\r\n',
    '\f',
    '\v',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\ud800',
    'A=1 ',
    'A+=1 ',
    'a[0]=1 ',
    'x=~',
    ':~',
    '~x',
    '=a',
    '#c',
    ' # c',
    '"a"#',
    "'a'#",
    '\\',
  ],
  ...[
    'if ',
    'then ',
    'fi',
    'for ',
    'while ',
    'do ',
    'done',
    'case ',
    'esac',
    'in ',
    'function ',
    'select ',
    'time ',
    'coproc ',
    'until ',
  ],
  ...[
    'else ',
    'elif ',
    'eval ',
    'exec ',
    'export ',
    'command ',
    'builtin ',
    'alias ',
    'set ',
    'declare ',
    'let ',
    '. ',
    ': ',
    '%1 ',
  ],
  ...[
    '"\\$x"',
    '"\\`"',
    '"\\\n"',
    '"\\!"',
    '"!"',
    '"$x"',
    '"a\\b"',
    '"a\nb"',
    "'a\nb'",
    '-- ',
    '--',
    '\\',
    "\\'",
    '"\\\\"',
  ],
];

/**
 * Makes inputs for differential tests, without an end: soups of tokens, mutations and splices of known inputs.
 * None holds a slash or NUL, so that nothing that a shell makes of them can name a file.
 */
export function* generateInputs(seed: number, corpus: readonly string[]): Generator<string> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const token = (share: number): string => (random() < share ? pick(SPECIAL) : pick(PLAIN));
  const soup = (): string => {
    // Most inputs hold few specials, or hardly one would be accepted and compared.
    const share = random() < 0.6 ? 0.02 : 0.25;
    return Array.from({ length: 1 + Math.floor(random() * 12) }, () => token(share)).join('');
  };
  const mutate = (text: string): string => {
    const at = Math.floor(random() * (text.length + 1));
    const length = Math.floor(random() * 3);
    switch (Math.floor(random() * 4)) {
      case 0:
        return text.slice(0, at) + token(0.4) + text.slice(at);
      case 1:
        return text.slice(0, at) + text.slice(at + length);
      case 2:
        return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
      default:
        return text.slice(0, at) + token(0.4) + text.slice(at + length);
    }
  };
  for (;;) {
    const kind = random();
    const base = kind < 0.5 ? soup() : pick(corpus);
    const text = kind < 0.75 ? base : kind < 0.92 ? mutate(base) : splice(base, pick(corpus), random);
    yield (random() < 0.3 ? mutate(text) : text).replaceAll(/[/\0]/g, '.').slice(0, 300);
  }
}

function splice(a: string, b: string, random: () => number): string {
  return a.slice(0, Math.floor(random() * a.length)) + b.slice(Math.floor(random() * b.length));
}
