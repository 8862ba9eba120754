import type { Config, Profile } from '../config/config.js';
import { commandText } from './profileView.js';
import { isProbed, prepareProfile } from './prepareProfile.js';
import { startJob, type WaitUntil } from './startJob.js';
import type { RunnableTool } from './tool.js';

const PREFIX = 'run_';
/** A longer text of the file is cut: it is sent with every conversation, UTF-16 units. */
const LONGEST_DESCRIPTION = 300;

/** The profiles that the file wants to be tools of their own (`expose: tool`), in its order. */
export function exposedProfiles({ profiles }: Config): readonly Profile[] {
  return [...profiles.values()].filter((profile) => profile.expose === 'tool');
}

/** The name of the tool that starts a profile. */
export function exposedName({ name }: Profile): string {
  return `${PREFIX}${name}`;
}

/** The tool of this name, while a profile is exposed under it. */
export function exposedTool(name: string, config: Config): RunnableTool | undefined {
  const profile = name.startsWith(PREFIX) ? config.profiles.get(name.slice(PREFIX.length)) : undefined;
  if (profile?.expose !== 'tool') return undefined;
  return {
    name,
    effect: 'runs',
    run(args, call) {
      // The parameters are the file's, and so is what is said of wrong ones.
      const params = (args ?? {}) as Readonly<Record<string, unknown>>;
      const prepared = prepareProfile(call, { profile: profile.name, params, name: undefined });
      return prepared.ok ? startJob(call, prepared.value, waitFor(profile), undefined) : prepared;
    },
  };
}

/** What the model reads of such a tool. */
export function exposedDescription(profile: Profile): string {
  const { description, name } = profile;
  const what = description === '' ? `Runs \`${commandText(profile)}\`` : description.replace(/\.?\s*$/, '');
  const shown = what.length > LONGEST_DESCRIPTION ? `${what.slice(0, LONGEST_DESCRIPTION)}...` : what;
  const wait = {
    exited: 'Waits up to 30 s for its end; if it takes longer, go on with wait_for_job',
    ready: 'Returns when it is ready; it runs on in the background',
    started: 'Returns when it runs; it runs on in the background',
  }[waitFor(profile)];
  return `${shown}. ${wait}. The same as start_profile with profile ${name}.`;
}

/** A task is of interest when it is over, a service when it can be used. */
function waitFor(profile: Profile): WaitUntil {
  if (profile.type === 'task') return 'exited';
  return isProbed(profile) ? 'ready' : 'started';
}
