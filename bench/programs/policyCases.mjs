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
];

/** Patterns that backtracking matchers choke on; put before the others when hostile inputs are tried. */
export const hostileRules = ['match a*a*a*a*a*a*a*a*b', 'echo a*a*a*a*a*a*a*c **'];
