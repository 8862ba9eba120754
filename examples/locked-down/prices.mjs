/** Cents for a number of pieces: 120 each, 10 percent less from 100 on. */
export function price(pieces) {
  return roundHalfUp(pieces * 120 * (pieces >= 100 ? 0.9 : 1));
}

/** The nearest whole number; halves go up. */
export function roundHalfUp(value) {
  return Math.floor(value + 0.5);
}
