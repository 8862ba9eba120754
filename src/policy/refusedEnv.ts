import { isRefusedEnvironmentName } from './hazards/environment.js';
import type { PolicyHost } from './policyHost.js';

type Platform = PolicyHost['platform'];

/** What the best known of the refused variables do. The list itself stands in hazards/environment.ts alone. */
const REASONS: readonly (readonly [names: RegExp, why: string])[] = [
  [/^(?:LD_|DYLD_|GCONV_PATH)/, 'the dynamic linker loads code from it'],
  [/^(?:PATH|PATHEXT|COMSPEC)$/, 'it decides which programs are found'],
  [/^NODE_/, 'node loads code or trust from it'],
  [/^(?:BASH|SHELLOPTS|ENV$|IFS$|PS[0-9]|PROMPT_COMMAND|ZDOTDIR)/, 'it changes what every shell does'],
  [/^(?:GIT_|SSH_)/, 'git and ssh run programs that it names'],
  [/^PYTHON/, 'python takes code, or options that change what it runs, from variables of this name'],
  [/^PERL/, 'perl loads code from it'],
  [/^RUBY/, 'ruby loads code from it'],
  [/^(?:JAVA_|JDK_JAVA_|_JAVA_)/, 'java takes options from it'],
  [/^(?:P?NPM_|YARN_)/, 'the package manager takes options from it'],
  [/^(?:MAKE|GNUMAKE|MFLAGS|GO|CARGO_|RUST)/, 'a build tool takes options or programs from it'],
  [/^BGJOBS_/, 'bgjobs sets it'],
];

/** Why a call may never set this variable; undefined for an ordinary one. */
export function refusedEnvName(name: string, platform: Platform): string | undefined {
  if (!isRefusedEnvironmentName(name, platform)) return undefined;
  const upper = name.toUpperCase();
  return REASONS.find(([names]) => names.test(upper))?.[1] ?? 'it decides what a program runs, loads or trusts';
}

/** The same for a name or pattern that a rule lists: refused when all that it can stand for is. */
export function refusedEnvPattern(pattern: string, platform: Platform): string | undefined {
  const special = pattern.search(/[*?[\](){}!+@\\|]/);
  if (special < 0) return refusedEnvName(pattern, platform);
  // A name that nobody would list by itself stands for all that the pattern can.
  return refusedEnvName(`${pattern.slice(0, special)}\u0001`, platform);
}
