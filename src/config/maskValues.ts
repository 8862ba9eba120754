import type { Config, RunSettings } from './config.js';
import type { OriginatedValue } from './configOrigins.js';
import type { ViewValue } from './configView.js';
import { looksSecret, secretMask } from './secretMask.js';
import { knownText } from './resolve/folders.js';

/**
 * Hides secrets in what people are shown: the values of variables that a profile calls secret or whose names look so,
 * wherever they stand.
 */
export function maskValues(
  values: readonly OriginatedValue[],
  { defaults, profiles }: Config,
  env: Readonly<Record<string, string | undefined>>,
): readonly OriginatedValue[] {
  const all = [...profiles.values()];
  const calledSo = new Set(all.flatMap(({ secrets }) => secrets));
  const isSecret = (name: string): boolean => calledSo.has(name) || looksSecret(name);
  const written = [defaults, ...all].flatMap(literalVariables);
  const mask = secretMask([...Object.entries(env), ...written], calledSo);

  return values.map((each) => {
    const { keys, value, origin } = each;
    const [parent, name = ''] = keys.slice(-2);
    if (parent === 'env' && keys[0] !== 'policy' && value !== null && isSecret(name))
      return { ...each, value: `[${name}]` };
    // Too short to be looked for in every text; here it is known to stand.
    const short =
      origin.kind === 'file'
        ? origin.variables.find((variable) => isSecret(variable) && (env[variable] ?? '') !== '')
        : undefined;
    const masked = maskTexts(value, mask);
    if (short !== undefined && masked === value) return { ...each, value: `[${short}]` };
    return { ...each, value: masked };
  });
}

function literalVariables({ env }: RunSettings): (readonly [string, string | undefined])[] {
  return [...env].map(([name, value]) => [name, value === null ? undefined : knownText(value)]);
}

/** The same value when there was nothing to hide. */
function maskTexts(value: ViewValue, mask: (text: string) => string): ViewValue {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) {
    const items = value.map((item) => maskTexts(item, mask));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value).map(([key, inner]): [string, ViewValue] => [key, maskTexts(inner, mask)]);
  return entries.every(([key, inner]) => inner === value[key]) ? value : Object.fromEntries(entries);
}

function isList(value: ViewValue): value is readonly ViewValue[] {
  return Array.isArray(value);
}
