import { readFileSync } from 'node:fs';
import { packageFile } from '../lib/packageFile.js';

/** The version of this package, as package.json says it. */
export const version: string = readVersion();

function readVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
