import type { ApprovedCommandFacts, Pin } from './approvedCommand.js';
import { fileIdentity } from './fileIdentity.js';
import { quoted } from './findings.js';

/** A program or folder that is no longer the one that was decided on. */
export interface Swapped {
  readonly pin: Pin;
  /** One sentence for a person, without a full stop. */
  readonly message: string;
}

/**
 * Looks whether the files and the folder that a command was approved with are still the very same. To be asked right
 * before the spawn: whatever was put in their place since the decision must not run.
 */
export function findSwapped({ pins = [] }: Pick<ApprovedCommandFacts, 'pins'>): Swapped | undefined {
  const pin = pins.find(({ path, identity }) => fileIdentity(path) !== identity);
  if (pin === undefined) return undefined;
  const what = pin.kind === 'program' ? 'the program' : 'the folder';
  return { pin, message: `${what} ${quoted(pin.path)} was changed or replaced after it was approved` };
}

/** The pins of what the host can identify. */
export function pinsOf(known: readonly (Omit<Pin, 'identity'> & { readonly identity: string | undefined })[]): Pin[] {
  return known.flatMap(({ kind, path, identity }) => (identity === undefined ? [] : [{ kind, path, identity }]));
}
