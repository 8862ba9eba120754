import { describe, expect, it } from 'vitest';
import { createCallSignal } from '../../src/mcp/callSignal.js';

describe('createCallSignal', () => {
  it('ends with the call, whether it was asked for before or after', () => {
    const call = new AbortController();
    const before = createCallSignal(call.signal);
    const after = createCallSignal(call.signal);
    const signal = before.get();
    expect(signal.aborted).toBe(false);
    call.abort();
    expect(signal.aborted).toBe(true);
    expect(after.get().aborted).toBe(true);
  });

  it('does not end with a call that it was detached from, whether it was asked for before or after', () => {
    const call = new AbortController();
    const before = createCallSignal(call.signal);
    const after = createCallSignal(call.signal);
    const signal = before.get();
    before.detach();
    after.detach();
    call.abort();
    expect(signal.aborted).toBe(false);
    expect(after.get().aborted).toBe(false);
    before.abort();
    after.abort();
    expect(signal.aborted).toBe(true);
    expect(after.get().aborted).toBe(true);
  });

  it('is one and the same, and aborted when that was asked for first', () => {
    const signal = createCallSignal(new AbortController().signal);
    signal.abort();
    expect(signal.get().aborted).toBe(true);
    expect(signal.get()).toBe(signal.get());
  });
});
