import type { Host } from './host.js';

const LONGEST = 2_000;

/** Tells the person who runs the server. Never goes to stdout, which belongs to the protocol. */
export function logLine(host: Host, line: string): void {
  const text = line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
  if (host.log === undefined) process.stderr.write(`bgjobs: ${text}\n`);
  else host.log(text);
}
