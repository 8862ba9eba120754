import {
  looksLikeService,
  profileName,
  type Detector,
  type Findings,
  type ProfileDraft,
  type ReadText,
} from './findings.js';

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
  const runner = pythonRunner(text, read);
  const command = (...words: string[]): readonly string[] => [...runner, ...words];
  const profiles = runner[0] === 'hatch' ? hatchProfiles(text) : [];
  if (profiles.length > 0) return withTasksAllowed('pyproject.toml', profiles);
  if (/\bpytest\b/.test(text) || read('pytest.ini') !== undefined)
    profiles.push({ name: 'test', description: 'Runs the tests', type: 'task', command: command('pytest') });
  if (/\bruff\b/.test(text))
    profiles.push({ name: 'lint', description: 'Lints the sources', type: 'task', command: command('ruff', 'check') });
  if (/\bmypy\b/.test(text))
    profiles.push({ name: 'types', description: 'Checks the types', type: 'task', command: command('mypy', '.') });
  return withTasksAllowed('pyproject.toml', profiles);
};

/** What programs of the project are run by: the tool of the lock file, else the one that the file is written for. */
function pythonRunner(text: string, read: ReadText): readonly string[] {
  const tools = [
    ['uv', 'uv.lock'],
    ['poetry', 'poetry.lock'],
    ['pdm', 'pdm.lock'],
  ] as const;
  const found =
    tools.find(([, lock]) => read(lock) !== undefined) ?? tools.find(([tool]) => text.includes(`[tool.${tool}`));
  if (found !== undefined) return [found[0], 'run'];
  return text.includes('[tool.hatch.envs.') ? ['hatch', 'run'] : [];
}

/** The scripts of hatch's default environment. */
function hatchProfiles(text: string): ProfileDraft[] {
  const table = /^\[tool\.hatch\.envs\.default\.scripts\]\s*$([^[]*)/m.exec(text)?.[1] ?? '';
  return [...table.matchAll(/^([A-Za-z][\w-]*)\s*=/gm)].flatMap(([, script = '']) => {
    const name = profileName(script);
    const type = looksLikeService(script) ? 'service' : 'task';
    return name === undefined
      ? []
      : [{ name, description: `Runs \`${script}\` of hatch`, type, command: ['hatch', 'run', script] }];
  });
}

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
