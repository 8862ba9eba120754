import type { Config } from '../config/config.js';
import { settingsView } from '../config/configView.js';
import type { ReloadReport } from '../policy/snapshot.js';

/** Says what a change of the file added, changed and removed, as lists and in one line. */
export function reloadReport(before: Config, now: Config): ReloadReport {
  const added = [...now.profiles.keys()].filter((name) => !before.profiles.has(name));
  const removed = [...before.profiles.keys()].filter((name) => !now.profiles.has(name));
  const changed = [...now.profiles.values()]
    .filter((profile) => {
      const old = before.profiles.get(profile.name);
      return old !== undefined && old.digest !== profile.digest;
    })
    .map((profile) => profile.name);
  const rulesChanged = JSON.stringify(permissionsOf(before)) !== JSON.stringify(permissionsOf(now));
  const limitsChanged = JSON.stringify(before.limits) !== JSON.stringify(now.limits);
  const [wereDefaults, areDefaults] = [before, now].map(({ defaults }) => JSON.stringify(settingsView(defaults)));
  const defaultsChanged = wereDefaults !== areDefaults;
  const parts = [
    ...named('added', added),
    ...named('changed', changed),
    ...named('removed', removed),
    ...(rulesChanged ? ['policy changed'] : []),
    ...(limitsChanged ? ['limits changed'] : []),
    ...(defaultsChanged ? ['defaults changed'] : []),
  ];
  return {
    added,
    changed,
    removed,
    policyChanged: rulesChanged || limitsChanged,
    summary: parts.length > 0 ? parts.join('; ') : 'nothing changed',
  };
}

function named(verb: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const noun = names.length === 1 ? 'profile' : 'profiles';
  return [`${verb} ${noun} ${names.map((name) => `\`${name}\``).join(', ')}`];
}

/** The policy without positions: moving a rule down a line is no change of what may run. */
function permissionsOf(config: Config): unknown {
  const { allow, ask, deny, ...rest } = { ...config.policy, envRanges: undefined };
  const rules = [...allow, ...ask, ...deny].map(({ decision, words, cwd, env, reason, unsafe }) => ({
    decision,
    words,
    cwd,
    env,
    reason,
    unsafe,
  }));
  return { rules, ...rest };
}
