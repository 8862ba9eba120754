import { describe, expect, test } from 'vitest';
import { names, type Grammar } from '../../../src/policy/hazards/grammar.js';
import { FAMILIES } from '../../../src/policy/hazards/programTable.js';

const entries = FAMILIES.flat();

/** Every grammar of the table with its path of names. */
function* grammars(label: string, grammar: Grammar): Generator<readonly [string, Grammar]> {
  yield [label, grammar];
  for (const [key, sub] of Object.entries(grammar.subcommands ?? {})) {
    if (typeof sub !== 'string') yield* grammars(`${label} ${key}`, sub);
  }
}

describe('the table', () => {
  test('names every program once', () => {
    const seen = new Map<string, number>();
    for (const name of entries.flatMap((entry) => names(entry.programs))) seen.set(name, (seen.get(name) ?? 0) + 1);
    expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
    expect(seen.size).toBeGreaterThan(300);
  });

  test('gives every entry its reference', () => {
    expect(entries.filter((entry) => entry.reference.length < 4)).toEqual([]);
  });

  test('says of no option both that it is harmless and that it is refused', () => {
    const bare = (token: string): string => token.replace(/[=?]$/, '');
    const conflicts = entries.flatMap((entry) =>
      [...grammars(entry.programs, entry)].flatMap(([label, grammar]) => {
        const harmless = new Set([...names(grammar.harmless), ...names(grammar.texts)].map(bare));
        const refused = [
          ...Object.values(grammar.refused ?? {}),
          ...(grammar.checked ?? []).map((check) => check.options),
          grammar.script?.code,
          grammar.script?.codeLast,
          grammar.commandOptions,
        ].flatMap((text) => names(text).map(bare));
        return refused.filter((name) => harmless.has(name)).map((name) => `${label}: ${name}`);
      }),
    );
    expect(conflicts).toEqual([]);
  });

  test('lists options as options and subcommands as words', () => {
    const bad = entries.flatMap((entry) =>
      [...grammars(entry.programs, entry)].flatMap(([label, grammar]) =>
        [...names(grammar.harmless), ...names(grammar.texts), ...Object.values(grammar.refused ?? {}).flatMap(names)]
          .filter((token) => !/^[-+/]./.test(token))
          .map((token) => `${label}: ${token}`),
      ),
    );
    expect(bad).toEqual([]);
  });
});
