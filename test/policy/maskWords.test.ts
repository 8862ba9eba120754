import { describe, expect, it } from 'vitest';
import { maskWords } from '../../src/policy/maskWords.js';

describe('what is written down of words', () => {
  it.each<[string, string]>([
    ['curl --token abc http://x', 'curl --token *** http://x'],
    ['curl --token=abc x', 'curl --token=*** x'],
    ['psql --password hunter2', 'psql --password ***'],
    ['env API_KEY=abc DEBUG=1 make', 'env API_KEY=*** DEBUG=1 make'],
    ['git clone https://me:abc@host/x', 'git clone https://***@host/x'],
    ['curl -u me:abc x', 'curl -u me:*** x'],
    ['git push ghp_0123456789abcdefABCD', 'git push ***'],
    ['echo AKIAIOSFODNN7EXAMPLE', 'echo ***'],
    ['echo eyJhbGciOiJI.eyJzdWIiOiIx.abc', 'echo ***'],
    ['npm run build --verbose', 'npm run build --verbose'],
    ['pytest tests/test_auth.py::test_token -k token', 'pytest tests/test_auth.py:*** -k token'],
    ['git log --author=me', 'git log --author=***'],
  ])('%s', (given, written) => {
    expect(maskWords(given.split(' ')).join(' ')).toBe(written);
  });

  it('of headers', () => {
    expect(maskWords(['curl', '-H', 'Authorization: Bearer abc', '-H', 'Cookie: a=b', '-H', 'Accept: */*'])).toEqual([
      'curl',
      '-H',
      'Authorization:***',
      '-H',
      'Cookie:***',
      '-H',
      'Accept: */*',
    ]);
  });

  it('of values that are known to be secret, wherever they stand', () => {
    expect(maskWords(['deploy', 'x=s3cret/y'], ['s3cret', 'a'])).toEqual(['deploy', 'x=***/y']);
  });

  it('of words without end, in no time', () => {
    const long = maskWords([
      'a'.repeat(8_000),
      'token'.repeat(1_600),
      'eyJ'.repeat(2_000),
      `-----BEGIN PRIVATE KEY-----${'x\n'.repeat(4_000)}`,
    ]);
    for (const word of long) expect(word.length).toBeLessThanOrEqual(257);
    expect(long[3]).not.toContain('x\n');
  });
});
