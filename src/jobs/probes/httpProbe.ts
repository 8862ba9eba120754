import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { LinearPattern } from '../../lib/linearPattern.js';
import { boundAttempt, failed, passed, type Attempt, type AttemptLimits } from './attempt.js';
import { connectFailure } from './tcpProbe.js';

export interface HttpTarget {
  readonly url: URL;
  /** undefined accepts 200 to 399. */
  readonly status: readonly { readonly from: number; readonly to: number }[] | undefined;
  readonly body: LinearPattern | undefined;
}

const MOST_BODY = 64 * 1024;

/** The port that a URL means. */
export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

/** Whether the URL answers as it should at one address of its host. A redirect is an answer and is not followed. */
export function attemptHttp(target: HttpTarget, address: string, limits: AttemptLimits): Promise<Attempt> {
  const { url } = target;
  const where = `${url.protocol}//${address.includes(':') ? `[${address}]` : address}:${portOf(url)}`;
  return new Promise((resolve) => {
    const options = {
      host: address,
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      // No pool: a kept-alive connection can keep the job from stopping.
      agent: false as const,
      headers: { host: url.host, accept: '*/*', 'user-agent': 'bgjobs' },
      ...(url.protocol === 'https:' ? { servername: serverName(url), rejectUnauthorized: !isLoopback(address) } : {}),
    };
    const request = (url.protocol === 'https:' ? httpsGet : httpGet)(options, (response) => {
      void judge(target, response).then(settle);
    });
    const unbound = boundAttempt(limits, (why) => settle(failed(`no answer from ${where} ${why}`)));
    request.on('error', (error: NodeJS.ErrnoException) => settle(connectFailure(error, where)));

    function settle(attempt: Attempt): void {
      unbound();
      request.destroy();
      resolve(attempt);
    }
  });
}

async function judge(target: HttpTarget, response: IncomingMessage): Promise<Attempt> {
  const code = response.statusCode ?? 0;
  const ranges = target.status ?? [{ from: 200, to: 399 }];
  if (!ranges.some(({ from, to }) => code >= from && code <= to)) return failed(`${target.url.href} answered ${code}`);
  if (target.body === undefined) return passed;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_BODY) break;
    }
  } catch {
    return failed(`${target.url.href} answered ${code} and then broke off`);
  }
  const body = Buffer.concat(chunks).toString('utf8', 0, MOST_BODY);
  return target.body.test(body)
    ? passed
    : failed(`${target.url.href} answered ${code} without \`${target.body.source}\` in its body`);
}

/** A name for TLS; addresses are none. */
function serverName(url: URL): string {
  return /^[\d.]+$|^\[/.test(url.hostname) ? '' : url.hostname;
}

/** A development server on this machine may sign for itself. */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
