import { writeFileSync } from 'node:fs';
import type { JobFolder } from '../jobFolder.js';
import type { Mask } from '../output/masks.js';
import { readRegular } from '../regularFile.js';

/**
 * Keeps what is masked in a job's output beside that output, which holds it in clear wherever the job printed it, under
 * the same mode (0600) and as long: other servers and the command line have to mask the same log.
 * @throws what the file system says
 */
export function writeSecrets({ secretsFile }: JobFolder, names: readonly string[], masks: readonly Mask[]): void {
  if (names.length === 0) return;
  const entries = masks.map(({ value, shown }) => ({ value: value.toString('base64'), shown }));
  writeFileSync(secretsFile, JSON.stringify(entries), { mode: 0o600 });
}

/** The masks of a job with secrets of these names; undefined when they cannot be read. */
export function readSecrets({ secretsFile }: JobFolder, names: readonly string[]): readonly Mask[] | undefined {
  if (names.length === 0) return [];
  try {
    const entries = JSON.parse(readRegular(secretsFile)) as { value: string; shown: string }[];
    return entries.map(({ value, shown }) => ({ value: Buffer.from(value, 'base64'), shown }));
  } catch {
    return undefined;
  }
}
