import { describe, expect, it } from 'vitest';
import { createSubscriptions } from '../../src/mcp/subscriptions.js';

describe('subscriptions', () => {
  it('count who wants what, so that it is forgotten when the last one goes', () => {
    const subscriptions = createSubscriptions();
    let changes = 0;
    subscriptions.onChange(() => (changes += 1));
    const output = 'bgjobs://jobs/web-1/output';
    subscriptions.set('a', { uris: [output, 'bgjobs://config', output], list: true });
    subscriptions.set('b', { uris: [output], list: false });
    expect([...subscriptions.outputs()]).toEqual([output]);
    subscriptions.delete('a');
    expect([subscriptions.has(output), subscriptions.has('bgjobs://config')]).toEqual([true, false]);
    expect(subscriptions.wantsList()).toBe(false);
    subscriptions.set('b', { uris: ['bgjobs://policy'], list: false });
    expect([subscriptions.uris(), subscriptions.outputs().size]).toEqual([['bgjobs://policy'], 0]);
    subscriptions.delete('b');
    subscriptions.delete('b');
    expect([subscriptions.isEmpty(), subscriptions.size(), changes]).toEqual([true, 0, 5]);
  });

  it('are bounded, however many a client makes', () => {
    const subscriptions = createSubscriptions();
    for (let holder = 0; holder < 3_000; holder += 1) {
      const uris = Array.from({ length: 20 }, (_, job) => `bgjobs://jobs/${holder}-${job}`);
      subscriptions.set(`listen ${holder}`, { uris, list: false });
    }
    expect(subscriptions.size()).toBe(1_024);
    expect(subscriptions.uris()).toHaveLength(10_000);
    for (let holder = 0; holder < 3_000; holder += 1) subscriptions.delete(`listen ${holder}`);
    expect(subscriptions.isEmpty()).toBe(true);
  });
});
