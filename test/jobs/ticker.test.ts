import { afterEach, beforeEach, expect, describe, it, vi } from 'vitest';
import { createTicker } from '../../src/jobs/ticker.js';

describe('createTicker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls each at its own rhythm with one timer, and has none when nobody is there', () => {
    const ticker = createTicker(() => performance.now());
    expect(vi.getTimerCount()).toBe(0);
    const counts = { fast: 0, slow: 0 };
    const fast = ticker.every(50, () => counts.fast++);
    const slow = ticker.every(250, () => counts.slow++);
    vi.advanceTimersByTime(1_000);
    expect(counts).toEqual({ fast: 20, slow: 4 });
    expect(vi.getTimerCount()).toBe(1);
    fast.stop();
    vi.advanceTimersByTime(1_000);
    expect(counts).toEqual({ fast: 20, slow: 8 });
    slow.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wakes once for all of one rhythm, whenever they began', () => {
    const ticker = createTicker(() => performance.now());
    const times: number[] = [];
    const note = (): number => times.push(performance.now());
    const subscriptions = [ticker.every(250, note)];
    vi.advanceTimersByTime(90);
    subscriptions.push(
      ticker.every(250, note),
      ticker.every(125, () => undefined),
    );
    vi.advanceTimersByTime(90);
    const third = ticker.every(1_000, note);
    third.setInterval(250);
    vi.advanceTimersByTime(750);
    expect(times).toHaveLength(9);
    expect(new Set(times).size).toBe(3);
    for (const subscription of [...subscriptions, third]) subscription.stop();
  });

  it('takes a new rhythm at once', () => {
    const ticker = createTicker(() => performance.now());
    let count = 0;
    const subscription = ticker.every(1_000, () => count++);
    vi.advanceTimersByTime(100);
    subscription.setInterval(50);
    vi.advanceTimersByTime(50);
    expect(count).toBe(1);
    subscription.stop();
  });

  it('lives with one that stops itself or another while it is called', () => {
    const ticker = createTicker(() => performance.now());
    const called: string[] = [];
    const first = ticker.every(50, () => {
      called.push('first');
      first.stop();
      second.stop();
    });
    const second = ticker.every(50, () => called.push('second'));
    vi.advanceTimersByTime(500);
    expect(called).toEqual(['first']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets others have a turn when what is due takes long, and leaves nothing out', () => {
    let spent = 0;
    const ticker = createTicker(() => performance.now() + spent);
    const called: number[] = [];
    const seenBetween: number[][] = [];
    const subscriptions = [1, 2, 3].map((each) =>
      ticker.every(100, () => {
        called.push(each);
        setImmediate(() => seenBetween.push([...called]));
        spent += 3;
      }),
    );
    vi.advanceTimersByTime(100);
    vi.advanceTimersByTime(10);
    expect(called).toEqual([1, 2, 3]);
    expect(seenBetween.slice(0, 2)).toEqual([[1], [1, 2]]);
    for (const subscription of subscriptions) subscription.stop();
  });

  it('does not call one that was stopped while it waited for its turn', () => {
    let spent = 0;
    const ticker = createTicker(() => performance.now() + spent);
    const called: string[] = [];
    const first = ticker.every(100, () => {
      called.push('first');
      spent += 3;
      setImmediate(() => second.stop());
    });
    const second = ticker.every(100, () => called.push('second'));
    vi.advanceTimersByTime(110);
    expect(called).toEqual(['first']);
    first.stop();
  });
});
