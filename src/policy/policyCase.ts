import { err, ok, type Result } from '../lib/result.js';
import { BadCase, oneOf, record, text, textRecord, texts, type Json } from './caseJson.js';
import type { CommandInput } from './evaluation.js';
import type { PolicyHost } from './policyHost.js';

/** One line of a file for `bgjobs policy test`. */
export interface PolicyCase {
  /** `id` or `name`, where the case has one. */
  readonly id: string | undefined;
  /** The case's own policy, not yet read; undefined takes the file's. */
  readonly policy: unknown;
  readonly input: CommandInput;
  readonly cwd: string | undefined;
  readonly env: ReadonlyMap<string, string>;
  readonly platform: PolicyHost['platform'];
  /** Absolute, or relative to the file's; undefined takes the file's. */
  readonly root: string | undefined;
  readonly expect: 'allow' | 'ask' | 'deny';
  readonly symlinks: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly serverPath: readonly string[] | undefined;
}

/** Reads one line of a file of cases. Fields that only explain the case (`why`, `cat`, `needs`) are left aside. */
export function parsePolicyCase(line: string): Result<PolicyCase, string> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return err('the line is not JSON');
  }
  try {
    return ok(readCase(record(json, 'the case')));
  } catch (error) {
    if (error instanceof BadCase) return err(error.message);
    throw error;
  }
}

function readCase(json: Json): PolicyCase {
  const fixture = typeof json.fixture === 'object' && json.fixture !== null ? record(json.fixture, '`fixture`') : {};
  const id = json.id ?? json.name;
  const path = fixture.server_path ?? fixture.path ?? fixture.PATH;
  return {
    id: id === undefined ? undefined : typeof id === 'number' ? String(id) : text(id, '`id`'),
    policy: json.policy ?? undefined,
    input: readInput(json),
    cwd: optionalText(json.cwd, '`cwd`'),
    env: new Map(Object.entries(textRecord(json.env ?? {}, '`env`'))),
    platform: readPlatform(json.platform ?? 'linux'),
    root: optionalText(json.root, '`root`'),
    expect: oneOf(json.expect, ['allow', 'ask', 'deny'], '`expect`'),
    symlinks: readSymlinks(fixture.symlinks ?? fixture.links ?? {}),
    files: readNames(fixture.files ?? [], '`fixture.files`'),
    serverPath: path === undefined ? undefined : readPath(path),
  };
}

function optionalText(json: unknown, where: string): string | undefined {
  return json === undefined || json === null ? undefined : text(json, where);
}

function readInput(json: Json): CommandInput {
  const [command, argv] = [json.command ?? undefined, json.argv ?? undefined];
  if ((command === undefined) === (argv === undefined)) throw new BadCase('give one of `command` and `argv`');
  return argv === undefined
    ? { kind: 'text', text: text(command, '`command`') }
    : { kind: 'argv', argv: texts(argv, '`argv`') };
}

/** Node's names, and the ones that people use. */
const PLATFORMS = {
  linux: 'linux',
  posix: 'linux',
  darwin: 'darwin',
  macos: 'darwin',
  win32: 'win32',
  windows: 'win32',
} as const;

function readPlatform(json: unknown): PolicyHost['platform'] {
  return PLATFORMS[oneOf(json, Object.keys(PLATFORMS) as (keyof typeof PLATFORMS)[], '`platform`')];
}

/** `{"link": "target"}`, or a list of `["link", "target"]`. */
function readSymlinks(json: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(json)) return new Map(Object.entries(textRecord(json, '`fixture.symlinks`')));
  return new Map(
    json.map((pair): [string, string] => {
      const [link, target] = texts(pair, '`fixture.symlinks`');
      if (link === undefined || target === undefined) throw new BadCase('a symlink is a link and its target');
      return [link, target];
    }),
  );
}

/** A list of paths, or a map whose keys are the paths. */
function readNames(json: unknown, where: string): readonly string[] {
  return Array.isArray(json) ? texts(json, where) : Object.keys(record(json, where));
}

/** A list of folders, or one text with colons. */
function readPath(json: unknown): readonly string[] {
  return typeof json === 'string' ? json.split(':') : texts(json, '`fixture.server_path`');
}
