import { looksLikeService, profileName, type Detector, type ProfileDraft, type ReadText } from './findings.js';

const LIFECYCLE =
  /^(pre|post).+|^(install|prepare|prepublish|prepublishOnly|prepack|postpack|publish|version|dependencies)$/;

/** Development servers by the program that a script begins with, and where they answer by default. */
const DEV_SERVERS: readonly (readonly [pattern: RegExp, port: number])[] = [
  [/\bvite preview\b/, 4173],
  [/\b(vite|vinxi)\b(?! build)/, 5173],
  [/\bnext (dev|start)\b/, 3000],
  [/\bnuxt(i)? dev\b/, 3000],
  [/\bastro (dev|preview)\b/, 4321],
  [/\bng serve\b/, 4200],
  [/\breact-scripts start\b/, 3000],
  [/\bstorybook dev\b/, 6006],
];

/** The scripts of a package.json, run by the package manager whose lockfile is there. */
export const packageJson: Detector = (read) => {
  const text = read('package.json');
  if (text === undefined) return undefined;
  const manager = packageManager(text, read);
  const profiles: ProfileDraft[] = [];
  for (const [script, body] of Object.entries(scriptsOf(text))) {
    const name = profileName(script);
    // Words that a shell or the rules would act on have no place in a first file.
    if (name === undefined || LIFECYCLE.test(script) || !/^[\w:.][\w:.-]*$/.test(script)) continue;
    const service = looksLikeService(script);
    const port = service ? portOf(body) : undefined;
    profiles.push({
      name,
      description: `${service ? 'Keeps running' : 'Runs'} \`${oneLine(body)}\``,
      type: service ? 'service' : 'task',
      command: [manager, 'run', script],
      ...(port === undefined ? {} : { readyUrl: `http://localhost:${port}/` }),
    });
  }
  const tasks = profiles.filter((profile) => profile.type === 'task');
  return { source: 'package.json', profiles, allow: tasks.map((profile) => profile.command.join(' ')) };
};

/** Only of servers that are known to answer over HTTP; a port in the script wins over the usual one. */
function portOf(body: string): number | undefined {
  const usual = DEV_SERVERS.find(([pattern]) => pattern.test(body))?.[1];
  const given = /\s(?:-p|--port)[ =](\d{2,5})\b/.exec(body)?.[1];
  return usual !== undefined && given !== undefined ? Number(given) : usual;
}

function packageManager(text: string, read: ReadText): string {
  if (read('pnpm-lock.yaml') !== undefined) return 'pnpm';
  if (read('yarn.lock') !== undefined) return 'yarn';
  if (read('bun.lock') !== undefined || read('bun.lockb') !== undefined) return 'bun';
  const named = parsed(text)?.packageManager;
  return (typeof named === 'string' ? /^(pnpm|yarn|bun)@/.exec(named)?.[1] : undefined) ?? 'npm';
}

function scriptsOf(text: string): Record<string, string> {
  const scripts = parsed(text)?.scripts;
  return Object.fromEntries(
    Object.entries(isRecord(scripts) ? scripts : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** Undefined when it is no JSON map. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
}
