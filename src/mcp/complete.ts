import type { Host } from './host.js';
import { JOB_TEMPLATE, OUTPUT_TEMPLATE, PROFILE_TEMPLATE } from './resourceUris.js';

/** The most values that one answer may hold (MCP, completion). */
const MOST_VALUES = 100;

/** What is to be completed: an argument of a resource template, and what stands in the others. */
export interface CompletionQuery {
  readonly template: string;
  readonly argument: string;
  /** What was typed so far. */
  readonly typed: string;
  readonly given: Readonly<Record<string, string>>;
}

/** Values that fit, the best first. */
export interface Completion {
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

/**
 * Completes ids of jobs, names of profiles, and, for a profile that is given, the values of its parameters that have a
 * list of them (or are true or false).
 * @returns undefined for a template that is not there.
 */
export function complete(host: Host, query: CompletionQuery): Completion | undefined {
  switch (query.template) {
    case JOB_TEMPLATE:
    case OUTPUT_TEMPLATE:
      return fitting(query.argument === 'id' ? jobIds(host) : [], query.typed);
    case PROFILE_TEMPLATE:
      return fitting(profileValues(host, query), query.typed);
    default:
      return undefined;
  }
}

function jobIds({ jobs }: Host): string[] {
  return jobs.list({ status: undefined, profile: undefined, tag: undefined }).map((job) => job.id);
}

function profileValues(host: Host, { argument, given }: CompletionQuery): string[] {
  const { profiles } = host.snapshot().config;
  if (argument === 'profile') return [...profiles.keys()];
  const param = profiles.get(given.profile ?? '')?.params.get(argument);
  if (param?.type === 'boolean') return ['true', 'false'];
  return (param?.enum ?? []).map(String);
}

/** What begins as it was typed first, then what only contains it. */
function fitting(values: readonly string[], typed: string): Completion {
  const begins = values.filter((value) => value.startsWith(typed));
  const contains = values.filter((value) => !value.startsWith(typed) && value.includes(typed));
  const all = [...begins, ...contains];
  return { values: all.slice(0, MOST_VALUES), total: all.length, hasMore: all.length > MOST_VALUES };
}
