import { adhocSettings } from '../jobs/settings.js';
import { formatDuration, parseDuration } from '../lib/duration.js';
import { err, ok, type Result } from '../lib/result.js';
import type { ApprovedCommand } from '../policy/approvedCommand.js';
import { approveHelper } from '../policy/approveProfile.js';
import { boundedTimeout, jobBounds } from '../policy/bounds.js';
import { approveCommand, type CommandArguments } from './adhocCommand.js';
import type { Refusal } from './refusal.js';
import { profileRefusal } from './refusals.js';
import type { PreparedStart } from './startJob.js';
import type { ToolCall } from './toolCall.js';

/** Which command is to be started, and how. */
export interface StartCommandArguments {
  readonly args: CommandArguments;
  readonly name: string | undefined;
  /** As the call has it, such as `5m`. */
  readonly timeout: string | undefined;
  readonly stdin: 'open' | 'closed' | undefined;
  readonly lifetime: 'session' | 'persistent' | undefined;
  readonly tty: boolean | undefined;
}

/** Gets a command approved by the policy in force. Nothing is started. */
export function prepareCommand(call: ToolCall, wanted: StartCommandArguments): Result<PreparedStart, Refusal> {
  const { args, name, timeout, stdin, lifetime, tty } = wanted;
  const timeoutMs = readTimeout(timeout, call);
  if (!timeoutMs.ok) return timeoutMs;
  const approved = approveCommand(call, args);
  if (!approved.ok) return approved;
  const stopCommand = approveStop(call, approved.value);
  if (!stopCommand.ok) return stopCommand;
  const { config, policy } = call.snapshot;
  const overrides = { timeoutMs: timeoutMs.value, stdin, lifetime, tty, stopCommand: stopCommand.value };
  const settings = adhocSettings(config.defaults, overrides, config.limits);
  return ok({
    request: {
      command: approved.value,
      settings: { ...settings, timeoutMs: boundedTimeout(settings.timeoutMs, jobBounds(policy).adhocTimeoutMs) },
      name,
      origin: undefined,
      startedBy: call.actor,
    },
    memo: { kind: 'command', args: commandOnly(args), timeout, stdin, lifetime, tty },
    standardWait: 'started',
    endsWithSession: lifetime !== 'persistent',
  });
}

/** The file's defaults may name a command that is run before any job is stopped. */
function approveStop({ snapshot }: ToolCall, job: ApprovedCommand): Result<ApprovedCommand | undefined, Refusal> {
  const words = snapshot.config.defaults.stop.command;
  if (words === undefined) return ok(undefined);
  const values = { params: new Map<string, string>(), ports: new Map<string, number>() };
  const approved = approveHelper(snapshot.policy, 'defaults', words, values, job);
  return approved.ok ? approved : err(profileRefusal(approved.error));
}

/** What says which command is meant, without the rest of a call's arguments. */
function commandOnly({ argv, command, cwd, env }: CommandArguments): CommandArguments {
  return { argv, command, cwd, env };
}

function readTimeout(text: string | undefined, { snapshot }: ToolCall): Result<number | undefined, Refusal> {
  if (text === undefined) return ok(undefined);
  const parsed = parseDuration(text);
  if (!parsed.ok) {
    const { message, hint } = parsed.error;
    return err({
      code: 'bad-arguments',
      message: `\`timeout\` cannot be \`${text}\`: ${message}`,
      ...(hint === undefined ? {} : { hint: `write it as \`${hint}\`` }),
      facts: { timeout: text },
    });
  }
  const { maxTimeoutMs } = snapshot.config.limits;
  const most = Math.min(maxTimeoutMs ?? Infinity, jobBounds(snapshot.policy).adhocTimeoutMs ?? Infinity);
  if (parsed.value <= most) return ok(parsed.value);
  return err({
    code: 'timeout-too-long',
    message: `\`timeout\` is \`${text}\` and at most \`${formatDuration(most)}\` is permitted`,
    hint: `ask for \`${formatDuration(most)}\` or less, or leave it out`,
    facts: { timeout: text, max_timeout: formatDuration(most) },
  });
}
