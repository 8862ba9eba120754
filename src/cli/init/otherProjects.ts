import { looksLikeService, profileName, type Detector, type Findings, type ProfileDraft } from './findings.js';

/** The targets of a Makefile that are plain words. */
export const makefile: Detector = (read) => {
  const found = ['GNUmakefile', 'makefile', 'Makefile'].find((name) => read(name) !== undefined);
  const text = found === undefined ? undefined : read(found);
  if (found === undefined || text === undefined) return undefined;
  const targets = new Set<string>();
  for (const match of text.matchAll(/^([A-Za-z][\w.-]*(?:[ \t]+[A-Za-z][\w.-]*)*)[ \t]*::?(?![=:])/gm)) {
    for (const target of (match[1] ?? '').split(/[ \t]+/)) if (!target.includes('.')) targets.add(target);
  }
  const profiles = [...targets].flatMap((target): ProfileDraft[] => {
    const name = profileName(target);
    if (name === undefined) return [];
    const type = looksLikeService(target) ? 'service' : 'task';
    return [{ name, description: `Makes \`${target}\``, type, command: ['make', target] }];
  });
  return withTasksAllowed(found, profiles);
};

/** Tests and checks of a Python project, for the tools that pyproject.toml names. */
export const pyproject: Detector = (read) => {
  const text = read('pyproject.toml');
  if (text === undefined) return undefined;
  const runner =
    read('uv.lock') !== undefined ? ['uv', 'run'] : read('poetry.lock') !== undefined ? ['poetry', 'run'] : [];
  const profiles: ProfileDraft[] = [];
  const task = (name: string, description: string, ...command: string[]): void => {
    profiles.push({ name, description, type: 'task', command: [...runner, ...command] });
  };
  if (/\bpytest\b/.test(text)) task('test', 'Runs the tests', 'pytest');
  if (/\bruff\b/.test(text)) task('lint', 'Lints the sources', 'ruff', 'check');
  if (/\bmypy\b/.test(text)) task('types', 'Checks the types', 'mypy', '.');
  return withTasksAllowed('pyproject.toml', profiles);
};

/** What every Cargo package can do. */
export const cargo: Detector = (read) => {
  if (read('Cargo.toml') === undefined) return undefined;
  return withTasksAllowed('Cargo.toml', [
    { name: 'build', description: 'Builds the crate', type: 'task', command: ['cargo', 'build'] },
    { name: 'test', description: 'Runs the tests', type: 'task', command: ['cargo', 'test'] },
    { name: 'lint', description: 'Runs clippy', type: 'task', command: ['cargo', 'clippy', '--all-targets'] },
  ]);
};

/** What every Go module can do. */
export const goModule: Detector = (read) => {
  if (read('go.mod') === undefined) return undefined;
  return withTasksAllowed('go.mod', [
    { name: 'build', description: 'Builds every package', type: 'task', command: ['go', 'build', './...'] },
    { name: 'test', description: 'Runs the tests', type: 'task', command: ['go', 'test', './...'] },
    { name: 'vet', description: 'Reports suspicious code', type: 'task', command: ['go', 'vet', './...'] },
  ]);
};

/** The services of a compose file, brought up together in the foreground. */
export const compose: Detector = (read) => {
  const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
  const found = names.find((name) => read(name) !== undefined);
  if (found === undefined) return undefined;
  const up: ProfileDraft = {
    name: 'services',
    description: `Keeps the services of ${found} up`,
    type: 'service',
    command: ['docker', 'compose', 'up'],
  };
  return { source: found, profiles: [up], allow: ['docker compose ps'] };
};

function withTasksAllowed(source: string, profiles: readonly ProfileDraft[]): Findings {
  const tasks = profiles.filter((profile) => profile.type === 'task');
  return { source, profiles, allow: tasks.map((profile) => profile.command.join(' ')) };
}
