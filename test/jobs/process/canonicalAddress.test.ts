import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../src/jobs/process/canonicalAddress.js';

describe('canonicalAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '*'],
    ['*', '*'],
    ['::', '*'],
    ['[::]', '*'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
    ['0:0:0:0:0:0:0:0', '*'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['0000:0000:0000:0000:0000:ffff:7f00:0001', '127.0.0.1'],
    ['::ffff:0.0.0.0', '*'],
    ['fe80::1%eth0', 'fe80::1'],
    ['FE80:0::0001', 'fe80::1'],
    ['localhost', undefined],
    ['', undefined],
    ['1:2', undefined],
  ])('%s is %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });
});
