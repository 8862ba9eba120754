import type { Config, Profile } from '../config/config.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Actor, Prerequisite, StartRequest } from '../jobs/startRequest.js';
import { profileSettings } from '../jobs/settings.js';
import { err, ok, type Result } from '../lib/result.js';
import { approveProfile } from '../policy/approveProfile.js';
import { boundedTimeout, jobBounds } from '../policy/bounds.js';
import type { CompiledPolicy } from '../policy/compiledPolicy.js';
import { describeProfileDenial, type ProfileDenial } from '../policy/profileDenial.js';
import { startRefusal } from './refusals.js';
import { describeDependencies, meetDependencies, type StartDependency } from './startDependencies.js';

/** What profiles are started under: one snapshot for a profile and everything that it depends on. */
export interface PresetScope {
  readonly jobs: Jobs;
  readonly config: Config;
  readonly policy: CompiledPolicy;
  readonly startedBy: Actor;
}

/** What `jobs.start` needs for a profile: everything approved, its ports still to be chosen, its dependencies to be met. */
export function presetRequest(
  scope: PresetScope,
  profile: Profile,
  params: Readonly<Record<string, unknown>>,
  name: string | undefined,
): Result<StartRequest, ProfileDenial> {
  return requestFor(scope, profile, params, name, dependencyStarter(scope, profile.name));
}

function requestFor(
  { config, policy, startedBy }: PresetScope,
  profile: Profile,
  params: Readonly<Record<string, unknown>>,
  name: string | undefined,
  prerequisite: (profile: Profile) => Prerequisite | undefined,
): Result<StartRequest, ProfileDenial> {
  const fill = presetFiller({ config, policy }, profile, params);
  const preferred = fill(new Map([...profile.ports].map(([port, { prefer }]) => [port, prefer])));
  if (!preferred.ok) return preferred;
  const { command, values, settings } = preferred.value;
  return ok({
    command,
    settings,
    name,
    origin: { profile: profile.name, digest: profile.digest, params: values.params },
    startedBy,
    ports: profile.ports.size === 0 ? undefined : { wishes: profile.ports, fill },
    prerequisite: prerequisite(profile),
  });
}

/** Gets a profile approved with the ports that it is given. */
export function presetFiller(
  { config, policy }: Pick<PresetScope, 'config' | 'policy'>,
  profile: Profile,
  params: Readonly<Record<string, unknown>>,
) {
  return (ports: ReadonlyMap<string, number>) => {
    const approved = approveProfile({ config, policy }, profile, params, ports);
    if (!approved.ok) return approved;
    const { command, values, helpers } = approved.value;
    const own = profileSettings(profile, values, config.limits, helpers);
    const timeoutMs = boundedTimeout(own.timeoutMs, jobBounds(policy).profileTimeoutMs);
    return ok({ command, values, settings: { ...own, timeoutMs } });
  };
}

/**
 * Makes the prerequisites of a profile and of what that depends on in turn. In all of them each dependency is started
 * once: two that need the same one share it.
 */
function dependencyStarter(scope: PresetScope, dependent: string): (profile: Profile) => Prerequisite | undefined {
  const started = new Map<string, ReturnType<StartDependency>>();
  const startedBy = `${scope.startedBy}, for \`${dependent}\``;

  const startOnce: StartDependency = (name) => {
    const known = started.get(name) ?? start(name);
    started.set(name, known);
    return known;
  };

  async function start(name: string): ReturnType<StartDependency> {
    const profile = scope.config.profiles.get(name);
    if (profile === undefined) return err('there is no such profile');
    const request = requestFor({ ...scope, startedBy }, profile, {}, undefined, prerequisiteOf);
    if (!request.ok) return err(describeProfileDenial(request.error).replace(/\.$/, ''));
    // Whatever the profile says about a second start: a dependency that runs is shared.
    const settings = { ...request.value.settings, ifRunning: 'reuse' } as const;
    const result = await scope.jobs.start({ ...request.value, settings });
    if (result.ok) return ok(result.value.id);
    const { error } = result;
    if (error.code === 'already-running' && error.holder.status !== 'stopping') return ok(error.holder.id);
    return err(startRefusal(error).message);
  }

  function prerequisiteOf({ dependsOn }: Profile): Prerequisite | undefined {
    if (dependsOn.size === 0) return undefined;
    return {
      what: describeDependencies(dependsOn),
      meet: (signal) => meetDependencies(scope.jobs, dependsOn, startOnce, signal),
    };
  }

  return prerequisiteOf;
}
