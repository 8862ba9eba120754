import type { Profile } from '../config/config.js';
import { nearest } from '../lib/nearest.js';
import { err, ok, type Result } from '../lib/result.js';
import { auditProfile, auditProfileDenial } from '../policy/auditEntry.js';
import { fileTrouble } from './fileTrouble.js';
import { presetRequest } from './presetRequest.js';
import type { Refusal } from './refusal.js';
import { profileRefusal } from './refusals.js';
import type { PreparedStart } from './startJob.js';
import type { ToolCall } from './toolCall.js';

/** Which profile is to be started, and how. */
export interface ProfileArguments {
  readonly profile: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly name: string | undefined;
}

/** Gets a profile of the file in force approved. Nothing is started. */
export function prepareProfile(call: ToolCall, args: ProfileArguments): Result<PreparedStart, Refusal> {
  const { config, policy } = call.snapshot;
  const profile = config.profiles.get(args.profile);
  if (profile === undefined) return err(unknownProfile(args.profile, call));
  const asked = { tool: 'start_profile', client: call.actor };
  const scope = { jobs: call.host.jobs, config, policy, startedBy: call.actor };
  const request = presetRequest(scope, profile, args.params, args.name);
  if (!request.ok) {
    call.host.audit?.(auditProfileDenial(asked, request.error));
    return err(profileRefusal(request.error));
  }
  call.host.audit?.(auditProfile(asked, profile.name, request.value.command));
  return ok({
    request: request.value,
    memo: { kind: 'profile', profile: profile.name, params: args.params },
    standardWait: isProbed(profile) ? 'ready' : 'started',
    endsWithSession: profile.lifetime === 'session',
  });
}

/** Whether there is a readiness to wait for. */
export function isProbed(profile: Profile): boolean {
  return profile.ready.length > 0;
}

function unknownProfile(name: string, call: ToolCall): Refusal {
  const names = [...call.snapshot.config.profiles.keys()];
  const close = nearest(name, names);
  const trouble = fileTrouble(call.snapshot);
  const hint =
    names.length === 0
      ? 'there are no profiles'
      : close.length > 0
        ? `did you mean ${close.map((each) => `\`${each}\``).join(' or ')}? list_profiles shows all of them`
        : `profiles: ${names.slice(0, 20).join(', ')}; list_profiles says more`;
  return {
    code: 'unknown-profile',
    message: `there is no profile \`${name}\``,
    hint: trouble === undefined ? hint : `${hint}. Note: ${trouble.sentence}`,
    facts: { profile: name, nearest: close, ...(trouble === undefined ? {} : { file: trouble.file }) },
    byFile: true,
  };
}
