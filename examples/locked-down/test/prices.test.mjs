import assert from 'node:assert/strict';
import { test } from 'node:test';
import { price } from '../prices.mjs';

test('a hundred pieces are cheaper', () => {
  assert.equal(price(99), 11_880);
  assert.equal(price(100), 10_800);
});
