import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesName } from '../../src/jobs/namePattern.js';

it('matches as a regular expression with `*` for anything would', () => {
  const text = fc.string({ unit: fc.constantFrom('A', 'B', '_', '.'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('A', 'B', '_', '.', '*'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const expected = new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);
      expect(matchesName(glob, name)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
