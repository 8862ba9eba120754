// The rules and command lines that every engine is given.

const families = [
  ['git', ['status', 'diff', 'log', 'show', 'branch', 'add', 'commit', 'stash', 'blame', 'fetch', 'push', 'tag']],
  ['npm', ['test', 'run lint', 'run build', 'run format', 'ls', 'outdated', 'view', 'ci', 'pack', 'audit']],
  ['node', ['scripts/build.mjs', 'scripts/check.mjs', '--version', 'bench/run.mjs']],
  ['cargo', ['build', 'test', 'check', 'clippy', 'fmt', 'doc', 'bench', 'tree']],
  ['docker', ['ps', 'images', 'logs', 'compose ps', 'compose logs', 'inspect']],
];

/** `count` rules as text: real families first, then as many made-up programs as it takes. */
export function rules(count) {
  const real = families.flatMap(([program, subcommands]) =>
    subcommands.map((subcommand) => `${program} ${subcommand} **`),
  );
  const tools = [
    'ls **',
    'cat **',
    'head **',
    'tail **',
    'wc **',
    'grep **',
    'sort **',
    'echo **',
    'pytest **',
    'rg **',
  ];
  const known = [...real, ...tools];
  const filler = Array.from(
    { length: Math.max(0, count - known.length) },
    (_, at) => `tool-${at % 60} action-${at} **`,
  );
  return [...known, ...filler].slice(0, count);
}

/** What agents ask for all day. */
export const typical = [
  'npm test',
  'npm run lint',
  'npm run build -- --mode production',
  'git status --short',
  'git log --oneline -n 20',
  'git diff --stat HEAD~1 -- src/policy',
  'git commit -m "fix: the lexer keeps its offsets"',
  'grep -rn "evaluate(" src',
  'cat src/index.ts | head -n 40',
  'ls -la src test && git status',
  'wc -l src/cli.ts',
  "echo 'all done'",
];

/** Inputs of 8 KiB that are meant to be slow: long words, many words, nesting, quotes, backtracking, options. */
export const hostile = [
  'a'.repeat(8_191),
  `git log ${'a '.repeat(1_020)}`,
  `git log ${'-'.repeat(8_000)}`,
  `git log ${'-abcdefgh '.repeat(800)}`,
  `git log ${'--format=x '.repeat(700)}`,
  `echo ${'"a" '.repeat(1_000)}`,
  `echo ${'"'.repeat(8_000)}`,
  `echo ${"'".repeat(8_001)}`,
  `echo ${'\\'.repeat(8_001)}`,
  `echo ${'\\a'.repeat(4_000)}`,
  '('.repeat(8_000),
  '$('.repeat(4_000),
  '{'.repeat(8_000),
  `${'npm test && '.repeat(600)}npm test`,
  `${'npm test | '.repeat(15)}npm test ${'x '.repeat(900)}`,
  `echo ${'a*'.repeat(4_000)}`,
  `match ${'a'.repeat(8_000)}`,
  `cat ${'../'.repeat(2_600)}etc/passwd`,
  `${'env '.repeat(1_000)}rm`,
  `echo ${'\u00e9'.repeat(8_000)}`,
  ' '.repeat(8_191),
  `sh -c '${'sh -c "x" ; '.repeat(600)}'`,
  `watch ${'-x '.repeat(98)}`,
  `unbuffer ${'a/a/a/a/a/a/a/a/a/a/ '.repeat(98)}`,
  `watch ${"'a a a a a a a a a a a a a a a a' ".repeat(60)}`,
  `${'nice '.repeat(60)}rm ${'a '.repeat(900)}`,
  `${'watchman '.repeat(60)}| fakeroot ${'a=b '.repeat(800)}`,
  Array.from({ length: 16 }, () => `cargo-watch ${'watch '.repeat(60)}`).join(' | '),
  Array.from({ length: 16 }, () => `watch ${'a '.repeat(60)}`).join(' && '),
  `tofu -cli-config=${'a/../'.repeat(1_600)}`,
  `7z ${'-w=a '.repeat(1_020)}`,
  `mariadb ${'--= '.repeat(1_020)}`,
  `git log ${'--f '.repeat(1_020)}`,
  `cmake ${"'**' ".repeat(1_020)}`,
  `initdb ${'.. '.repeat(1_020)}`,
  `find ${'. -exec '.repeat(500)}x`,
];

/** Patterns that backtracking matchers choke on, and large tables; put before the others when hostile inputs are tried. */
export const hostileRules = [
  'match a*a*a*a*a*a*a*a*b',
  'echo a*a*a*a*a*a*a*c **',
  ...['tofu', '7z', 'mariadb', 'cmake', 'initdb', 'watchman'].map((program) => `${program} **`),
];

/** Rules that every word of a command, and every command behind a wrapper, has to be held against. */
export const hostileDenials = Array.from({ length: 20 }, (_, at) => [
  `** -x${at} ** -y ** -z`,
  `*a*b*c${at} ** q`,
  `* ** a*b*c${at} ** z`,
]).flat();
