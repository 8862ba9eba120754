import { reachesFurther, type Findings, type ProfileDraft } from './findings.js';

/** More than these make a first file that nobody reads. */
const MOST_PROFILES = 20;

const MODELINE = '# yaml-language-server: $schema=https://unpkg.com/bgjobs/schema/bgjobs.schema.json';

/**
 * Writes the text of a first bgjobs.yaml. Names that two project files share get the second file's tool as a prefix.
 * @returns YAML that loads as it is.
 */
export function firstFile(findings: readonly Findings[], hasGit: boolean): string {
  const all = uniqueProfiles(findings);
  const leftOut = all.filter((profile) => reachesFurther(profile.name)).map((profile) => profile.command.join(' '));
  const profiles = all.filter((profile) => !reachesFurther(profile.name)).slice(0, MOST_PROFILES);
  const rules = new Set(findings.flatMap((found) => found.allow).filter((rule) => !leftOut.includes(rule)));
  const allow = [...rules, ...(hasGit ? ['git status'] : [])];
  const sources = findings.map((found) => found.source).join(', ');
  return [
    MODELINE,
    `# ${sources === '' ? 'A first file' : `Made from ${sources}`}. Check it with \`bgjobs check\`; every key is in bgjobs.yaml.example.`,
    'version: 1',
    '',
    '# Named tasks. An agent starts one by its name (and parameters) and can change nothing else about it.',
    ...(profiles.length === 0 ? exampleProfile() : ['profiles:', ...profiles.flatMap(profileLines)]),
    ...leftOutLines(leftOut),
    '',
    '# Which other commands an agent may run. Whole words: `*` is one word, a last `**` is any number.',
    '# Nothing else runs. `bgjobs explain COMMAND` says what a command would meet, and why.',
    'policy:',
    ...(allow.length === 0 ? ['  allow: []'] : ['  allow:', ...allow.map((rule) => `    - ${scalar(rule)}`)]),
    '',
  ].join('\n');
}

function uniqueProfiles(findings: readonly Findings[]): ProfileDraft[] {
  const taken = new Set<string>();
  return findings.flatMap((found) =>
    found.profiles.flatMap((profile) => {
      const tool = profile.command[0] ?? '';
      const name = taken.has(profile.name) ? `${tool}-${profile.name}`.slice(0, 48) : profile.name;
      if (taken.has(name)) return [];
      taken.add(name);
      return [{ ...profile, name }];
    }),
  );
}

function leftOutLines(commands: readonly string[]): string[] {
  if (commands.length === 0) return [];
  return [
    '',
    '  # Left out, since by their names they change more than this folder; add what an agent may run:',
    ...commands.map((command) => `  #   ${command}`),
  ];
}

function profileLines(profile: ProfileDraft): string[] {
  return [
    `  ${profile.name}:`,
    `    description: ${scalar(profile.description)}`,
    `    command: [${profile.command.map(scalar).join(', ')}]`,
    ...(profile.type === 'service' ? ['    type: service'] : ['    timeout: 10m']),
    ...(profile.readyUrl === undefined
      ? []
      : ['    ready:', '      http:', `        url: ${scalar(profile.readyUrl)}`]),
  ];
}

function exampleProfile(): string[] {
  return [
    '# profiles:',
    '#   test:',
    '#     description: Runs the tests',
    '#     command: [make, test]',
    '#     timeout: 10m',
  ];
}

/** A YAML scalar that reads back as this text, quoted only where it has to be. */
function scalar(text: string): string {
  const plain =
    /^[A-Za-z./][\w ./:@=+-]*[\w./+]$|^[A-Za-z]$/.test(text) && !/:( |$)|^(true|false|null|yes|no|on|off)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
