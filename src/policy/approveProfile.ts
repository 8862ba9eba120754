import type { Config, Profile } from '../config/config.js';
import { fillTemplate, type Template, type TemplateValues } from '../config/template.js';
import { err, ok, type Result } from '../lib/result.js';
import { ApprovedCommand, type EnvironmentSpec } from './approvedCommand.js';
import type { CompiledPolicy } from './compiledPolicy.js';
import { programFinding } from './findings.js';
import { guardEnvFiles } from './guardEnvFiles.js';
import type { ProfileDenial } from './profileDenial.js';
import { profileParams } from './profileParams.js';
import { pinsOf } from './findSwapped.js';
import { profileUnderCeiling } from './profileUnderCeiling.js';
import { displayWords } from './quoting.js';
import { resolveProgram, resolveTrustedProgram } from './resolveProgram.js';
import { isInsideRoots } from './roots.js';

/** What a profile is approved under. */
export interface ProfileScope {
  readonly config: Config;
  readonly policy: CompiledPolicy;
}

/** A profile that may be started, and the values that its templates are filled with. */
export interface ApprovedProfile {
  readonly command: ApprovedCommand;
  readonly values: TemplateValues;
  /** What is run beside the job (`exec` probes, `stop.command`), by its words in the profile. */
  readonly helpers: ReadonlyMap<readonly Template[], ApprovedCommand>;
}

const NO_PORTS: ReadonlyMap<string, number> = new Map();

/**
 * Checks a call of a profile and turns it into what can be spawned: every parameter checked and filled into exactly one
 * argv element, the folder inside the roots by its real path, the programs found.
 * @param ports the profile's ports as they were chosen, by name.
 */
export function approveProfile(
  { policy }: ProfileScope,
  profile: Profile,
  params: Readonly<Record<string, unknown>>,
  ports: ReadonlyMap<string, number> = NO_PORTS,
): Result<ApprovedProfile, ProfileDenial> {
  const checked = profileParams(profile, params);
  if (!checked.ok) return err({ code: 'bad-params', profile: profile.name, problems: checked.error });
  const values: TemplateValues = { params: checked.value, ports };
  const cwd = folderOf(policy, profile, values);
  if (!cwd.ok) return cwd;
  const line = commandLine(profile, values);
  const program = programOf(policy, profile.name, line, cwd.value);
  if (!program.ok) return program;
  const environment = guardEnvFiles(policy, environmentOf(profile, values));
  const facts = { argv: line.argv, cwd: cwd.value, program: program.value, environment };
  const bounded = profileUnderCeiling(policy.ceiling, profile.name, facts);
  if (!bounded.ok) return bounded;
  const { host } = policy;
  const command = ApprovedCommand.fromPolicy({
    ...facts,
    environment: bounded.value.environment,
    display: profile.run.kind === 'shell' ? profile.run.script.trim() : displayWords(line.argv),
    pins: pinsOf([
      { kind: 'program', path: program.value, identity: host.identify?.(program.value) },
      { kind: 'folder', path: cwd.value, identity: host.identify?.(cwd.value) },
    ]),
    evaluation: bounded.value.evaluation,
  });
  const helpers = new Map<readonly Template[], ApprovedCommand>();
  for (const words of helperWords(profile)) {
    const job = { cwd: cwd.value, environment: bounded.value.environment };
    const helper = approveHelper(policy, profile.name, words, values, job);
    if (!helper.ok) return helper;
    helpers.set(words, helper.value);
  }
  return ok({ command, values, helpers });
}

/** The words of every command that is run beside the profile's own. */
function helperWords(profile: Profile): readonly (readonly Template[])[] {
  const probes = [...profile.ready, ...(profile.health?.probes ?? [])];
  const { command } = profile.stop;
  return [
    ...probes.flatMap(({ target }) => (target.kind === 'exec' ? [target.command] : [])),
    ...(command === undefined ? [] : [command]),
  ];
}

/** Approves a command of the file that is run beside a job, in its folder and with its environment. */
export function approveHelper(
  policy: CompiledPolicy,
  profile: string,
  words: readonly Template[],
  values: TemplateValues,
  job: Pick<ApprovedCommand, 'cwd' | 'environment'>,
): Result<ApprovedCommand, ProfileDenial> {
  const line = wordLine(words, values);
  const program = programOf(policy, profile, line, job.cwd);
  if (!program.ok) return program;
  const facts = { argv: line.argv, cwd: job.cwd, program: program.value, environment: job.environment };
  const bounded = profileUnderCeiling(policy.ceiling, profile, facts);
  if (!bounded.ok) return bounded;
  return ok(
    ApprovedCommand.fromPolicy({
      ...facts,
      environment: bounded.value.environment,
      display: displayWords(line.argv),
      pins: pinsOf([
        { kind: 'program', path: program.value, identity: policy.host.identify?.(program.value) },
        { kind: 'folder', path: job.cwd, identity: policy.host.identify?.(job.cwd) },
      ]),
      evaluation: bounded.value.evaluation,
    }),
  );
}

function folderOf(policy: CompiledPolicy, profile: Profile, values: TemplateValues): Result<string, ProfileDenial> {
  const { host, programs } = policy;
  const cwd = fillTemplate(profile.cwd, values) ?? policy.root;
  const real = host.realPath(cwd);
  if (real === undefined || !host.isDirectory(real)) return err({ code: 'cwd-missing', profile: profile.name, cwd });
  if (!isInsideRoots(real, programs.roots)) {
    return err({ code: 'cwd-outside-roots', profile: profile.name, cwd, roots: programs.roots });
  }
  return ok(real);
}

interface CommandLine {
  /** What to look up. */
  readonly program: string;
  readonly argv: readonly string[];
  /** The author wrote the program whole, and no parameter is part of it. */
  readonly isTrusted: boolean;
}

function commandLine({ run }: Profile, values: TemplateValues): CommandLine {
  if (run.kind === 'shell') {
    const name = run.shell.slice(run.shell.lastIndexOf('/') + 1);
    return { program: run.shell, argv: [name, '-c', run.script], isTrusted: true };
  }
  return wordLine(run.words, values);
}

function wordLine(words: readonly Template[], values: TemplateValues): CommandLine {
  const argv = words.flatMap((word) => fillTemplate(word, values) ?? []);
  return { program: argv[0] ?? '', argv, isTrusted: isLiteral(words[0]) };
}

function isLiteral(template: Template | undefined): boolean {
  return template?.every((part) => part.kind === 'text') === true;
}

function programOf(
  policy: CompiledPolicy,
  profile: string,
  { program, isTrusted }: CommandLine,
  cwd: string,
): Result<string, ProfileDenial> {
  const resolve = isTrusted ? resolveTrustedProgram : resolveProgram;
  const found = resolve(policy.programs, program, cwd);
  if (found.ok) return found;
  const { message, hint } = programFinding(policy, found.error);
  const code = found.error.code === 'program-not-found' ? 'program-not-found' : 'program-not-permitted';
  return err({ code, profile, program, detail: message, hint });
}

function environmentOf(profile: Profile, values: TemplateValues): EnvironmentSpec {
  const set = new Map<string, string | null>();
  for (const [name, template] of profile.env) {
    const value = template === null ? null : fillTemplate(template, values);
    if (value !== undefined) set.set(name, value);
  }
  if (profile.run.kind === 'shell') {
    for (const [name, value] of values.params) set.set(paramVariable(name), value);
  }
  for (const [name, { env }] of profile.ports) {
    const port = values.ports.get(name);
    if (port !== undefined) set.set(env, String(port));
  }
  const files = profile.envFiles.flatMap(({ path, required }) => {
    const file = fillTemplate(path, values);
    return file === undefined ? [] : [{ path: file, required }];
  });
  return { inherit: profile.inheritEnv, files, set };
}

/** The variable that carries a parameter to a profile's shell script: `BGJOBS_PARAM_<NAME>`. */
export function paramVariable(name: string): string {
  return `BGJOBS_PARAM_${name.toUpperCase().replace(/[^A-Z0-9_]/g, '_')}`;
}
