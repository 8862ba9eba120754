import type { Config, PolicySection, Profile, RuleSource } from '../config/config.js';
import { profileView, settingsView, type ViewMap } from '../config/configView.js';
import { visible } from '../config/inTicks.js';
import { commandText } from '../mcp/profileView.js';
import { formatDuration } from '../lib/duration.js';
import { formatSize } from '../lib/size.js';
import { settingChanges } from './settingChanges.js';

/** One difference between two files, in words that a person can judge. */
export interface Change {
  /** Whether an agent could do more, or something else, than before. */
  readonly widens: boolean;
  /** One line: ``would newly allow: `git push **` ``. */
  readonly text: string;
}

/** Said where the texts differ and nothing else does. */
export const NO_CHANGE: Change = { widens: false, text: 'nothing that a job or a decision would notice' };

/**
 * Everything that would be different if `after` were in force instead of `before`, what widens first.
 * @param mask hides secrets; what it returns is shown to people and agents.
 */
export function describeChanges(
  before: Config,
  after: Config,
  mask: (text: string) => string = (text) => text,
): readonly Change[] {
  const found: readonly Change[] = [
    ...ruleChanges(before.policy, after.policy),
    ...policyChanges(before.policy, after.policy),
    ...defaultChanges(before, after),
    ...profileChanges(before, after),
    ...limitChanges(before, after),
  ];
  // One line each, whatever the file has in its texts: nothing in it may look like another line, or hide one.
  const changes = found.map(({ widens, text }) => ({ widens, text: visible(mask(text)) }));
  return [...changes.filter((change) => change.widens), ...changes.filter((change) => !change.widens)];
}

const MORE: Readonly<Record<RuleSource['decision'], { readonly added: string; readonly removed: string }>> = {
  allow: { added: 'would newly allow', removed: 'would no longer allow' },
  ask: { added: 'would newly ask a person for', removed: 'would no longer ask a person for' },
  deny: { added: 'would newly deny', removed: 'would no longer deny' },
};

function ruleChanges(before: PolicySection, after: PolicySection): Change[] {
  return (['allow', 'ask', 'deny'] as const).flatMap((decision) => {
    const old = new Map(before[decision].map((rule) => [ruleIdentity(rule), rule]));
    const now = new Map(after[decision].map((rule) => [ruleIdentity(rule), rule]));
    const added = [...now].filter(([key]) => !old.has(key)).map(([, rule]) => rule);
    const removed = [...old].filter(([key]) => !now.has(key)).map(([, rule]) => rule);
    return [
      ...added.map((rule) => ({ widens: decision === 'allow', text: `${MORE[decision].added}: ${ruleText(rule)}` })),
      ...removed.map((rule) => ({
        widens: decision !== 'allow',
        text: `${MORE[decision].removed}: ${ruleText(rule)}`,
      })),
    ];
  });
}

/** What a rule grants; its reason and its place in the file are none of that. */
function ruleIdentity({ words, cwd, env, unsafe }: RuleSource): string {
  return JSON.stringify([words, cwd, env, unsafe]);
}

function ruleText(rule: RuleSource): string {
  const limits = [
    ...(rule.cwd.length === 0 ? [] : [`in ${rule.cwd.join(', ')}`]),
    ...(rule.env.length === 0 ? [] : [`may set ${rule.env.join(', ')}`]),
    ...(rule.unsafe ? ['unsafe: the built-in refusals are lifted'] : []),
  ];
  return `\`${rule.text}\`${limits.length === 0 ? '' : ` (${limits.join('; ')})`}`;
}

function policyChanges(before: PolicySection, after: PolicySection): Change[] {
  const changes: Change[] = [];
  if (before.adhoc !== after.adhoc) {
    const order = ['deny', 'rules', 'any'];
    const widens = order.indexOf(after.adhoc) > order.indexOf(before.adhoc);
    changes.push({ widens, text: `ad-hoc commands: \`${before.adhoc}\` would become \`${after.adhoc}\`` });
  }
  changes.push(
    ...setChanges(before.roots, after.roots, 'commands could newly run in', 'commands could no longer run in'),
    ...setChanges(before.env, after.env, 'a call could newly set', 'a call could no longer set'),
  );
  if (JSON.stringify(before.path) !== JSON.stringify(after.path)) {
    changes.push({
      widens: true,
      text: `programs would be looked up in: ${after.path?.join(':') ?? "the server's PATH"}`,
    });
  }
  changes.push(
    ...boundChange('the longest timeout of a call', before.maxTimeoutMs, after.maxTimeoutMs, formatDuration),
    ...boundChange('jobs at once under the policy', before.maxJobs, after.maxJobs, String),
  );
  return changes;
}

function setChanges(before: readonly string[], after: readonly string[], added: string, removed: string): Change[] {
  return [
    ...after.filter((item) => !before.includes(item)).map((item) => ({ widens: true, text: `${added}: \`${item}\`` })),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => ({ widens: false, text: `${removed}: \`${item}\`` })),
  ];
}

function profileChanges(before: Config, after: Config): Change[] {
  const changes: Change[] = [];
  const bare = bareProfile(after);
  for (const profile of after.profiles.values()) {
    const old = before.profiles.get(profile.name);
    if (old === undefined) changes.push({ widens: true, text: newProfileText(profile, bare) });
    else if (old.digest !== profile.digest) changes.push(...changedProfile(old, profile));
  }
  for (const name of before.profiles.keys()) {
    if (!after.profiles.has(name)) changes.push({ widens: false, text: `profile \`${name}\` would go` });
  }
  return changes;
}

function newProfileText(profile: Profile, bare: ViewMap): string {
  const settings = settingChanges(bare, settingsOf(profile)).flatMap(({ path, after }) =>
    after === undefined ? [] : `${path}: ${after}`,
  );
  const more = settings.length === 0 ? '' : ` (${settings.join('; ')})`;
  return `new profile \`${profile.name}\` would run: ${runText(profile)}${more}`;
}

function changedProfile(old: Profile, profile: Profile): Change[] {
  const [was, is] = [runText(old), runText(profile)];
  const subject = `profile \`${profile.name}\``;
  return [
    ...(was === is ? [] : [{ widens: true, text: `${subject} would run: ${is} (now: ${was})` }]),
    ...describeSettings(subject, settingsOf(old), settingsOf(profile)),
  ];
}

/** What ad-hoc commands start from. */
function defaultChanges(before: Config, after: Config): Change[] {
  return describeSettings('any ad-hoc command', settingsView(before.defaults), settingsView(after.defaults));
}

function describeSettings(subject: string, before: ViewMap, after: ViewMap): Change[] {
  return settingChanges(before, after).map((change) => {
    const is = change.after ?? 'not set';
    return { widens: true, text: `${subject}: \`${change.path}\` would be ${is} (now: ${change.before ?? 'not set'})` };
  });
}

function runText(profile: Profile): string {
  const { run } = profile;
  return run.kind === 'shell' && run.shell !== '/bin/sh' ? `${run.shell}: ${run.script.trim()}` : commandText(profile);
}

/** What a profile says besides its program. */
function settingsOf(profile: Profile): ViewMap {
  return Object.fromEntries(
    Object.entries(profileView(profile)).filter(([key]) => key !== 'command' && key !== 'shell'),
  );
}

/** What a profile that says nothing of its own would be: what is like this is not worth a word. */
function bareProfile({ defaults }: Config): ViewMap {
  const said = { description: '', type: 'task', params: {}, secrets: [], restart: 'never' };
  const rest = { success_codes: [0], tty: false, if_running: 'reject', lifetime: 'session' };
  return { ...settingsView(defaults), ...said, ...rest, expose: 'preset', tags: [] };
}

function limitChanges({ limits: before }: Config, { limits: after }: Config): Change[] {
  return [
    ...boundChange('jobs at once', before.maxJobs, after.maxJobs, String),
    ...boundChange('output kept per job', before.maxLogBytes, after.maxLogBytes, formatSize),
    ...boundChange('the longest timeout', before.maxTimeoutMs, after.maxTimeoutMs, formatDuration),
    ...boundChange('finished jobs kept', before.keepFinished, after.keepFinished, String),
    ...boundChange('finished jobs kept for', before.keepFinishedForMs, after.keepFinishedForMs, formatDuration),
  ];
}

/** undefined is no bound. */
function boundChange(
  name: string,
  before: number | undefined,
  after: number | undefined,
  write: (value: number) => string,
): Change[] {
  if (before === after) return [];
  const text = (value: number | undefined): string => (value === undefined ? 'no limit' : write(value));
  return [
    { widens: (after ?? Infinity) > (before ?? Infinity), text: `${name}: ${text(after)} (now: ${text(before)})` },
  ];
}
