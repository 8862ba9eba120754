import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundHalfUp } from '../prices.mjs';

test('halves go up', () => {
  assert.equal(roundHalfUp(2.5), 3);
  assert.equal(roundHalfUp(2.4), 2);
});
