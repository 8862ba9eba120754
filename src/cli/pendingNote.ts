import { homedir } from 'node:os';
import { approvalsIn } from '../app/approvals.js';
import { realFolder } from '../app/loadSnapshot.js';
import { stateFolder } from '../app/stateFolder.js';
import type { CommandIo } from './command.js';

/** What a person should know of a file that locked servers hold; undefined when none does. */
export function pendingNote(file: string, io: CommandIo): string | undefined {
  const state = stateFolder(realFolder(file), io.env, io.env.HOME ?? homedir());
  const pending = approvalsIn(state, file).pending();
  if (pending.length === 0) return undefined;
  const servers = pending.length === 1 ? 'a locked server holds' : `${pending.length} locked servers hold`;
  return `${servers} a change of this file, which is not in force there: \`bgjobs approve\` shows it`;
}
