import type { ViewMap, ViewValue } from './configView.js';
import type { SourceRange } from './diagnostic.js';
import type { Written } from './loadConfig.js';
import { childPointer } from './pointer.js';
import { pieces } from './resolve/references.js';

/** Where a value that is in force came from. */
export type Origin =
  | {
      readonly kind: 'file';
      readonly range: SourceRange;
      /** Variables of the environment that it is made from. */
      readonly variables: readonly string[];
    }
  /** A flag such as `--max-jobs`, or a variable such as `BGJOBS_MAX_JOBS`, that stands over the file. */
  | { readonly kind: 'override'; readonly name: string }
  | { readonly kind: 'default' };

/** One value of the view: a scalar, an item of a list of maps, or a list as a whole. */
export interface OriginatedValue {
  /** From the top of the view; of an item, with its index. */
  readonly keys: readonly string[];
  readonly value: ViewValue;
  readonly origin: Origin;
}

export interface OriginSources {
  /** Where the file says something, by JSON pointer. */
  readonly written: (pointer: string) => Written | undefined;
  /** Which flag or variable overrides a value of the view, by JSON pointer. */
  readonly overrides: ReadonlyMap<string, string>;
  /** For each rule that was added to those of the file: the flag or variable. */
  readonly addedRules: readonly string[];
}

/** What profiles take from `defaults` unless they say otherwise. */
const SHARED: ReadonlySet<string> = new Set(
  'cwd env env_file inherit_env timeout idle_timeout stop stdin log'.split(' '),
);
/** What a text stands for where the view has a map: `shell: make`, `ports: {web: 3000}`. */
const SHORT_FORMS: ReadonlySet<string> = new Set(['script', 'prefer']);

/** Every value of a view with its origin, in the view's order. */
export function configOrigins(view: ViewMap, sources: OriginSources): readonly OriginatedValue[] {
  const found: OriginatedValue[] = [];
  collect(view, []);
  return found;

  function collect(value: ViewValue, keys: readonly string[]): void {
    if (isMap(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) collect(inner, [...keys, key]);
    } else if (Array.isArray(value) && value.some((item) => isMap(item as ViewValue))) {
      value.forEach((item, index) =>
        found.push({
          keys: [...keys, String(index)],
          value: item as ViewValue,
          origin: originOfItem(keys, index, value.length),
        }),
      );
    } else {
      found.push({ keys, value, origin: originOf(keys) });
    }
  }

  function originOfItem(keys: readonly string[], index: number, count: number): Origin {
    if (keys.join('/') === 'policy/allow') {
      const added = sources.addedRules[index - (count - sources.addedRules.length)];
      if (added !== undefined) return { kind: 'override', name: added };
    }
    return fromFile([...keys, String(index)]) ?? originOf(keys);
  }

  function originOf(keys: readonly string[]): Origin {
    const own = override(keys) ?? fromFile(keys);
    if (own !== undefined) return own;
    const [top, , shared] = keys;
    if (top !== 'profiles' || shared === undefined || !SHARED.has(shared)) return { kind: 'default' };
    return originOf(['defaults', ...keys.slice(2)]);
  }

  function override(keys: readonly string[]): Origin | undefined {
    const name = sources.overrides.get(pointerOf(keys));
    return name === undefined ? undefined : { kind: 'override', name };
  }

  function fromFile(keys: readonly string[]): Origin | undefined {
    const written = sources.written(pointerOf(keys)) ?? shortForm(keys);
    if (written === undefined) return undefined;
    return { kind: 'file', range: written.range, variables: variablesAt(pointerOf(keys), written) };
  }

  function shortForm(keys: readonly string[]): Written | undefined {
    if (!SHORT_FORMS.has(keys.at(-1) ?? '')) return undefined;
    const written = sources.written(pointerOf(keys.slice(0, -1)));
    return written?.text === undefined ? undefined : written;
  }

  /** The variables in a text, or in the items of a list. */
  function variablesAt(pointer: string, { text }: Written): readonly string[] {
    const names = new Set(text === undefined ? [] : variablesIn(text));
    for (let index = 0; text === undefined; index++) {
      const item = sources.written(childPointer(pointer, index));
      if (item === undefined) break;
      for (const name of variablesIn(item.text ?? '')) names.add(name);
    }
    return [...names];
  }
}

function variablesIn(text: string): string[] {
  return pieces(text).flatMap((piece) => (piece.kind === 'env' ? [piece.name] : []));
}

function pointerOf(keys: readonly string[]): string {
  return keys.reduce(childPointer, '');
}

function isMap(value: ViewValue): value is ViewMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
