import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFile } from '../output/removeFile.js';

/** A file `<name>.<number>`. Of those in a folder the one with the highest number counts; a number is given out once. */
export interface Claim {
  readonly number: number;
  readonly file: string;
}

/** Claims of a name in a folder, the one that counts first; none where the folder cannot be read. */
export function claimsIn(folder: string, name: string): readonly Claim[] {
  const pattern = new RegExp(`^${name}\\.(\\d{1,15})$`);
  return namesIn(folder)
    .flatMap((entry) => pattern.exec(entry)?.[1] ?? [])
    .map((digits) => ({ number: Number(digits), file: join(folder, `${name}.${digits}`) }))
    .sort((a, b) => b.number - a.number);
}

/** The name of a claim, for whoever makes the first one before anybody else can. */
export function claimFile(folder: string, name: string, number: number): string {
  return join(folder, `${name}.${number}`);
}

/**
 * Makes the claim that follows the one with this number; that one and those before it are removed. Of several who follow the same
 * one, one succeeds: the file is made whole under its name, which only one can do, and counts if none has come after it. So
 * whoever was held up since it looked at the one before succeeds neither over the one that followed, nor when that is gone.
 * @returns `late` when another was first, `impossible` when the file system does not let it: a full disk, or a folder that cannot be read.
 */
export function claimAfter(
  folder: string,
  name: string,
  number: number,
  text: string,
): 'claimed' | 'late' | 'impossible' {
  const draft = join(folder, `${name}.new.${randomUUID()}`);
  const file = claimFile(folder, name, number + 1);
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    // Where the folder cannot be read nobody ever sees who was first.
    return isTaken && claimsIn(folder, name).some((claim) => claim.number > number) ? 'late' : 'impossible';
  } finally {
    removeFile(draft);
  }
  const [first, ...others] = claimsIn(folder, name);
  if (first?.file !== file) {
    removeFile(file);
    return first === undefined ? 'impossible' : 'late';
  }
  for (const older of others) removeFile(older.file);
  return 'claimed';
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
