import type { Config } from './config.js';
import { deepFreeze } from './deepFreeze.js';
import { NO_OVERRIDES, overrideDefaults, overrideLimits, overridePolicy, type Overrides } from './overrides.js';
import { defaultLimits } from './resolve/resolveLimits.js';
import { emptyPolicy } from './resolve/resolvePolicy.js';
import { builtInSettings } from './resolve/resolveSettings.js';

/** What is in force without a file: no profile, and no ad-hoc command but what flags allow. `root` is a real path, `file` absolute. */
export function emptyConfig(root: string, file: string, overrides: Overrides = NO_OVERRIDES): Config {
  return deepFreeze({
    file,
    root,
    limits: overrideLimits(defaultLimits, overrides),
    defaults: overrideDefaults(builtInSettings(overrides.root ?? root), overrides),
    policy: overridePolicy(emptyPolicy(root, file), overrides),
    profiles: new Map(),
  });
}
