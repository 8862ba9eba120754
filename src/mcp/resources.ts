import type { Resource, ResourceTemplateType } from '@modelcontextprotocol/server';
import { configView, policyView, wholeProfileView } from './configView.js';
import type { Host } from './host.js';
import { MOST_OUTPUT_BYTES } from './schemas.js';
import {
  CONFIG_URI,
  JOB_TEMPLATE,
  jobUri,
  OUTPUT_TEMPLATE,
  outputUri,
  parseResourceUri,
  POLICY_URI,
  PROFILE_TEMPLATE,
} from './resourceUris.js';

/** More jobs are not listed, the newest are; every job can be read by its URI. */
const MOST_LISTED = 50;
/** Lines of output that a resource shows, the last ones. */
const OUTPUT_LINES = 1_000;

const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain';

/** What a resource says now. */
export interface ResourceText {
  readonly mimeType: string;
  readonly text: string;
}

/** The resources that there are: the file, the policy, then jobs, newest first. */
export function listResources({ jobs }: Host): Resource[] {
  const all = jobs.list({ status: undefined, profile: undefined, tag: undefined }).slice(0, MOST_LISTED);
  return [
    {
      uri: CONFIG_URI,
      name: 'config',
      title: 'The file in force',
      description: 'bgjobs.yaml as it is in force: limits, defaults, policy, profiles; secrets masked',
      mimeType: JSON_TYPE,
    },
    {
      uri: POLICY_URI,
      name: 'policy',
      title: 'The policy in force',
      description: 'which ad-hoc commands are permitted, asked for and refused, rule by rule',
      mimeType: JSON_TYPE,
    },
    ...all.flatMap(({ id, command }): Resource[] => [
      { uri: jobUri(id), name: id, title: `Job ${id}`, description: command, mimeType: JSON_TYPE },
      { uri: outputUri(id), name: `${id}-output`, title: `Output of ${id}`, description: command, mimeType: TEXT_TYPE },
    ]),
  ];
}

/** The kinds of resources that there are. */
export const RESOURCE_TEMPLATES: readonly ResourceTemplateType[] = [
  {
    uriTemplate: JOB_TEMPLATE,
    name: 'job',
    title: 'A job',
    description: 'everything about one job, as get_job has it',
    mimeType: JSON_TYPE,
  },
  {
    uriTemplate: OUTPUT_TEMPLATE,
    name: 'job-output',
    title: 'Output of a job',
    description: `the last ${OUTPUT_LINES} lines, at most ${MOST_OUTPUT_BYTES} bytes; read_output has the rest`,
    mimeType: TEXT_TYPE,
  },
  {
    uriTemplate: PROFILE_TEMPLATE,
    name: 'profile',
    title: 'A profile',
    description: 'one profile of the file in force; secrets masked',
    mimeType: JSON_TYPE,
  },
];

/** Reads a resource. @returns undefined when there is none of that URI. */
export async function readResource(host: Host, uri: string): Promise<ResourceText | undefined> {
  const name = parseResourceUri(uri);
  const snapshot = host.snapshot();
  switch (name?.kind) {
    case undefined:
      return undefined;
    case 'config':
      return json(configView(snapshot));
    case 'policy':
      return json(policyView(snapshot));
    case 'profile': {
      const profile = snapshot.config.profiles.get(name.profile);
      return profile === undefined ? undefined : json(wholeProfileView(profile));
    }
    case 'job': {
      const job = host.jobs.details(name.id);
      // A URI names one job for ever, so a name, which may pass on, is none.
      return job.ok && job.value.id === name.id ? json(job.value) : undefined;
    }
    case 'output': {
      const job = host.jobs.view(name.id);
      if (!job.ok || job.value.id !== name.id) return undefined;
      const page = await host.jobs.read(name.id, {
        stream: 'merged',
        from: { kind: 'tail', lines: OUTPUT_LINES },
        maxBytes: MOST_OUTPUT_BYTES,
        pattern: undefined,
        context: 0,
      });
      return page.ok ? { mimeType: TEXT_TYPE, text: page.value.text } : undefined;
    }
  }
}

function json(value: object): ResourceText {
  return { mimeType: JSON_TYPE, text: JSON.stringify(value, null, 2) };
}
