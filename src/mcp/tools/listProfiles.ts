import { z } from 'zod';
import type { JobView } from '../../jobs/jobView.js';
import { ok } from '../../lib/result.js';
import { describePermissions } from '../../policy/permissions.js';
import { describeFile, fileView, type FileView } from '../fileTrouble.js';
import { jobLine } from '../jobFacts.js';
import { profileView, type ProfileView } from '../profileView.js';
import { outputSchema } from '../schemas.js';
import { defineTool } from '../tool.js';

interface ListProfilesAnswer {
  readonly profiles: readonly ProfileView[];
  readonly policy: string;
  readonly file: FileView;
}

/** `list_profiles`: what may run here. */
export const listProfiles = defineTool({
  name: 'list_profiles',
  title: 'List profiles',
  description:
    'What may run here; call it first, and again when the file changed. Returns the profiles of bgjobs.yaml (command, typed parameters, readiness, running jobs), which ad-hoc commands the policy permits, and the state of the file: mistakes, changes held for approval.',
  effect: 'reads',
  input: z.strictObject({
    tag: z.string().optional().describe('only with this tag'),
  }),
  output: outputSchema({
    profiles: z.array(z.object({})).optional(),
    policy: z.string().optional(),
    file: z.object({}).optional(),
  }),
  handle({ tag }, { host, snapshot }) {
    const running = host.jobs.list({ status: ['starting', 'running', 'stopping'], profile: undefined, tag: undefined });
    const profiles = [...snapshot.config.profiles.values()]
      .filter((profile) => tag === undefined || profile.tags.includes(tag))
      .map((profile) => profileView(profile, jobsOf(profile.name, running)));
    const structured: ListProfilesAnswer = {
      profiles,
      policy: describePermissions(snapshot.policy),
      file: fileView(snapshot),
    };
    return ok({ structured, text: asText(structured, describeFile(snapshot)) });
  },
});

function jobsOf(profile: string, running: readonly JobView[]): JobView[] {
  return running.filter((job) => job.profile === profile);
}

function asText({ profiles, policy, file }: ListProfilesAnswer, trouble: string | undefined): string {
  const lines = [
    `file: ${file.path ?? 'none'}, ${file.state}, revision ${file.revision}`,
    ...(trouble === undefined ? [] : [trouble]),
    ...(file.last_reload === undefined ? [] : [`last reload: ${file.last_reload}`]),
    ...(file.pending === undefined ? [] : [`held: ${file.pending.digest}`]),
    ...(file.pending?.changes ?? []).map((change) => `  ${change}`),
    ...file.diagnostics.map((diagnostic) => `diagnostic: ${JSON.stringify(diagnostic)}`),
    `policy: ${policy}`,
    profiles.length === 0 ? 'profiles: none' : 'profiles:',
    ...profiles.flatMap(profileLines),
  ];
  return lines.join('\n');
}

function profileLines(profile: ProfileView): string[] {
  const params = Object.entries(profile.params).map(([name, schema]) => {
    const required = profile.required_params?.includes(name) === true ? ' (required)' : '';
    return `  parameter ${name}${required}: ${JSON.stringify(schema)}`;
  });
  return [
    `- ${profile.name} (${profile.type}): ${profile.description === '' ? profile.command : profile.description}`,
    ...(profile.description === '' ? [] : [`  command: ${profile.command}`]),
    ...params,
    ...(profile.ready.length === 0 ? [] : [`  ready when ${profile.ready.join('; ')}`]),
    ...(profile.tags.length === 0 ? [] : [`  tags: ${profile.tags.join(', ')}`]),
    ...profile.running.map((job) => `  running: ${jobLine(job)}`),
  ];
}
