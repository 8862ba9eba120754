import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  hostHeaderValidation,
  localhostHostValidation,
  localhostOriginValidation,
  originValidation,
} from '@modelcontextprotocol/node';
import { localhostAllowedHostnames, localhostAllowedOrigins } from '@modelcontextprotocol/server';
import { answerError } from './answer.js';

/** Says whether a request may go on; where it may not, it is answered already. */
export type Guard = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * Holds off other people's pages: a name that was rebound to this machine is no Host of ours, and a page of another site
 * has another Origin. Runs before anything else of a request is looked at.
 * @param names further names (without port) by which clients may reach this endpoint, such as the proxy's.
 */
export function siteGuard(names: readonly string[]): Guard {
  const host =
    names.length === 0 ? localhostHostValidation() : hostHeaderValidation([...localhostAllowedHostnames(), ...names]);
  const origin =
    names.length === 0 ? localhostOriginValidation() : originValidation([...localhostAllowedOrigins(), ...names]);
  return (req, res) => host(req, res) && origin(req, res);
}

/** Wants the bearer token, where there is one. How long the comparison takes says nothing of the token. */
export function tokenGuard(token: string | undefined): Guard {
  if (token === undefined) return () => true;
  const wanted = digest(token);
  return (req, res) => {
    const [, given] = /^Bearer ([\x21-\x7e]+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return true;
    answerError(res, 401, -32_000, 'Unauthorized: a bearer token is required', { 'WWW-Authenticate': 'Bearer' });
    return false;
  };
}

/** Of one length whatever the token is, which `timingSafeEqual` needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether an address reaches this machine only. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '::1' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
