/** Seconds as `m:ss`; never below zero, and a second that has begun still counts. */
export function formatClock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/**
 * A countdown that is asked and never ticks by itself, so that it stays right when the page slept.
 * `now` gives milliseconds, such as `Date.now`.
 */
export function countdown(seconds, now) {
  const end = now() + seconds * 1000;
  return {
    left: () => Math.max(0, (end - now()) / 1000),
    done: () => now() >= end,
  };
}
