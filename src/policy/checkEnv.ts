import type { CompiledPolicy } from './compiledPolicy.js';
import type { Finding } from './evaluation.js';
import { finding, quoted } from './findings.js';
import { maySet } from './grantingRules.js';
import { refusedEnvName } from './refusedEnv.js';

/** The most variables that a call may set, and the longest value in UTF-16 units. */
const MOST_NAMES = 64;
const LONGEST_VALUE = 32_768;

/**
 * Refuses the variables of a call that no rule at all would let it set. A name that only some rules permit passes
 * here; whether the rule that grants the command is one of them is decided with that rule.
 */
export function checkEnv(policy: CompiledPolicy, env: ReadonlyMap<string, string>): Finding | undefined {
  if (env.size === 0) return undefined;
  if (env.size > MOST_NAMES) {
    return finding('env-too-many', `a call sets at most ${MOST_NAMES} variables`, 'put them in a profile');
  }
  const rules = [...policy.rules.allow.all, ...policy.rules.ask.all].filter((rule) => rule.source.env.length > 0);
  for (const [name, value] of env) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      const hint = 'a name is letters, digits and `_`, and does not begin with a digit';
      return finding('env-bad-name', `${quoted(JSON.stringify(name))} is no name of a variable`, hint);
    }
    const permitted = maySet(policy, undefined, name) || rules.some((rule) => maySet(policy, rule, name));
    if (!permitted) return notPermitted(policy, name);
    if (value.includes('\0') || /\p{Cs}/u.test(value)) {
      return finding('env-bad-value', `the value of ${quoted(name)} holds NUL or half a character`, 'leave it out');
    }
    if (value.length > LONGEST_VALUE) {
      return finding(
        'env-bad-value',
        `the value of ${quoted(name)} is longer than ${LONGEST_VALUE} characters`,
        'put it in a file',
      );
    }
  }
  return undefined;
}

function notPermitted(policy: CompiledPolicy, name: string): Finding {
  const why = refusedEnvName(name, policy.host.platform);
  if (why !== undefined) {
    return finding(
      'env-refused',
      `the variable ${quoted(name)} is never set by a call: ${why}`,
      'start a profile that sets it',
    );
  }
  const { env } = policy.section;
  const hint =
    env.length === 0
      ? 'leave it out, or start a profile that sets it'
      : `leave it out; a call may set ${env.slice(0, 6).map(quoted).join(', ')}`;
  return finding('env-not-permitted', `the variable ${quoted(name)} may not be set by a call`, hint);
}
