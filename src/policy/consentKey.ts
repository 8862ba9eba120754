import { createHash } from 'node:crypto';
import type { Evaluation } from './evaluation.js';

/**
 * Names exactly what a person consents to: programs, argv, operators, folder and variables, as SHA-256 in hex.
 * A consent for one key is none for anything else.
 */
export function consentKey({ commands, cwd, request }: Evaluation): string {
  const env = [...request.env].sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = [commands.map(({ program, argv, operator }) => [program, argv, operator]), cwd, env];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
