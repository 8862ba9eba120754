import type { JobSettings } from '../jobs/jobSettings.js';
import type { PresetOrigin } from '../jobs/startRequest.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import type { Snapshot } from '../policy/snapshot.js';
import { presetFiller } from './presetRequest.js';
import { typedParams } from './typedParams.js';

/**
 * Approves a profile anew for a job that another server started from it.
 * @returns undefined when the profile is gone, is another by now, or is no longer permitted
 */
export function revivePreset(
  { config, policy }: Snapshot,
  origin: PresetOrigin,
  ports: ReadonlyMap<string, number>,
): { readonly command: ApprovedCommand; readonly settings: JobSettings } | undefined {
  const profile = config.profiles.get(origin.profile);
  if (profile?.digest !== origin.digest) return undefined;
  const filled = presetFiller({ config, policy }, profile, typedParams(profile, origin.params))(ports);
  return filled.ok ? filled.value : undefined;
}
