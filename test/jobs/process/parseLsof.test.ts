import { describe, expect, it } from 'vitest';
import { parseLsofListeners, parseLsofWriters } from '../../../src/jobs/process/parseLsof.js';

describe('parseLsofListeners', () => {
  it('reads what macOS and Linux print: both families, all addresses, a socket that two hold', () => {
    const text =
      'p501\nf20\nau\nn127.0.0.1:5432\nf21\nau\nn[::1]:5432\np502\nf20\nau\nn127.0.0.1:5432\np77\nf3\nau\nn*:8080\n';
    expect(parseLsofListeners(text)).toEqual([
      { address: '127.0.0.1', port: 5432, socket: '501:5432' },
      { address: '::1', port: 5432, socket: '501:5432' },
      { address: '127.0.0.1', port: 5432, socket: '502:5432' },
      { address: '*', port: 8080, socket: '77:8080' },
    ]);
  });

  it.each(['', 'p12\n', 'p12\nf3\n', 'lsof: WARNING: something\n'])('takes nothing from %j', (text) =>
    expect(parseLsofListeners(text)).toEqual([]),
  );
});

describe('parseLsofWriters', () => {
  it('tells who writes from who reads, and from who has it mapped', () => {
    const text =
      'p1\nf1\naw\nn/tmp/log\nf2\naw\nn/tmp/log\np2\nf0\nar\nn/tmp/log\np3\nf5\nau\nn/tmp/log\np4\nfmem\na \nn/tmp/log\n';
    expect(parseLsofWriters(text)).toEqual(new Set([1, 3]));
  });
});
