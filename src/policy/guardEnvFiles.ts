import type { EnvironmentSpec } from './approvedCommand.js';
import type { CompiledPolicy } from './compiledPolicy.js';
import { refusedEnvName } from './refusedEnv.js';

/**
 * Under a guarded file (`--locked`, `--pin`) env files set no name that decides which code a program loads (`PATH`,
 * `LD_PRELOAD`, `NODE_OPTIONS`): a person read the file, and nobody read what it refers to.
 */
export function guardEnvFiles({ isGuarded, host }: CompiledPolicy, environment: EnvironmentSpec): EnvironmentSpec {
  if (isGuarded !== true) return environment;
  return { ...environment, mayFilesSet: (name) => refusedEnvName(name, host.platform) === undefined };
}
