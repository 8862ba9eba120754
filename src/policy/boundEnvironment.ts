import type { EnvironmentSpec } from './approvedCommand.js';
import type { CompiledPolicy } from './compiledPolicy.js';
import { maySet } from './grantingRules.js';
import { guardEnvFiles } from './guardEnvFiles.js';

/**
 * The environment of an ad-hoc job: the file's defaults and over them what the call sets, which was decided on. Of the
 * defaults, names that a ceiling does not permit in its `env` are left out.
 */
export function boundEnvironment(
  policy: CompiledPolicy,
  defaults: EnvironmentSpec,
  call: ReadonlyMap<string, string>,
): EnvironmentSpec {
  const { ceiling } = policy;
  if (ceiling?.kind !== 'sound')
    return guardEnvFiles(policy, { ...defaults, set: new Map([...defaults.set, ...call]) });
  const mayFilesSet = (name: string): boolean => maySet(ceiling.policy, undefined, name);
  // Taking a variable away gives a command nothing.
  const kept = [...defaults.set].filter(([name, value]) => value === null || mayFilesSet(name));
  return { ...defaults, set: new Map([...kept, ...call]), mayFilesSet };
}
