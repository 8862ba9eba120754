import { compilePattern, type LinearPattern } from '../../lib/linearPattern.js';
import { helperTrouble, runHelper } from '../helper.js';
import type { Job, JobContext } from '../job.js';
import type { ResolvedTarget } from '../jobSettings.js';
import { addressesOf, anyPasses, failed, passed, type Attempt, type AttemptLimits } from './attempt.js';
import { attemptFile } from './fileProbe.js';
import { attemptHttp, portOf } from './httpProbe.js';
import { isOwnPort } from './portOwner.js';
import { attemptTcp } from './tcpProbe.js';

/** What is looked at; a log is followed instead. */
export type PolledTarget = Exclude<ResolvedTarget, LogTarget>;
export type LogTarget = Extract<ResolvedTarget, { readonly kind: 'log' }>;

/** Why one stream of a job cannot be looked at. */
export function notApart(stream: string): string {
  return `the job's \`${stream}\` is not kept apart; that takes \`log: {streams: separate}\``;
}

/** The job was taken over from a server that is gone, and its profile is another now. */
const NOT_KNOWN = 'its command cannot be run by this server, since the profile changed after the job was started';

/** Looks once whether the target is as it should be. Never rejects; resolves soon after the limits are reached. */
export async function lookAt(
  job: Job,
  context: JobContext,
  target: PolledTarget,
  limits: AttemptLimits,
): Promise<Attempt> {
  switch (target.kind) {
    case 'tcp': {
      const { host, port, owner } = target;
      return atAnyAddress(host, (address) => attemptTcp(address, port, limits), { job, context, owner, port });
    }
    case 'http': {
      if (!URL.canParse(target.url)) return failed(`\`${target.url}\` is not a URL`);
      const url = new URL(target.url);
      const body = optionalPattern(target.body);
      if (body !== undefined && 'why' in body) return failed(body.why);
      const wanted = { url, status: target.status, body: body?.pattern };
      const attempt = (address: string): Promise<Attempt> => attemptHttp(wanted, address, limits);
      return atAnyAddress(url.hostname, attempt, { job, context, owner: target.owner, port: portOf(url) });
    }
    case 'file':
      return attemptFile(target.path, job.attempt?.files.get(target.path));
    case 'exec': {
      if (target.command === undefined) return failed(NOT_KNOWN);
      const trouble = helperTrouble(await runHelper(job, context, target.command, limits));
      return trouble === undefined ? passed : failed(`\`${target.command.display}\` ${trouble}`);
    }
  }
}

interface Claim {
  readonly job: Job;
  readonly context: JobContext;
  readonly owner: 'job' | 'any';
  readonly port: number;
}

/** Either family may be the one that the job listens on, and the other somebody else's: who answers is asked at each address. */
function atAnyAddress(
  host: string,
  attempt: (address: string) => Promise<Attempt>,
  { job, context, owner, port }: Claim,
): Promise<Attempt> {
  const look = async (address: string): Promise<Attempt> => {
    const result = await attempt(address);
    return result.ok && owner === 'job' ? isOwnPort(context.table, job.tree, address, port) : result;
  };
  return anyPasses(addressesOf(host).map(look));
}

function optionalPattern(
  source: string | undefined,
): { readonly pattern: LinearPattern } | { readonly why: string } | undefined {
  if (source === undefined) return undefined;
  const compiled = compilePattern(source);
  return compiled.ok ? { pattern: compiled.value } : { why: `the pattern for the body is wrong: ${compiled.error}` };
}
