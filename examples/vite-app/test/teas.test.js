import { describe, expect, it } from 'vitest';
import { advice, findTea, teas } from '../src/teas.js';

describe('teas', () => {
  it('finds a tea however it is written', () => {
    expect(findTea(' assam ')?.name).toBe('Assam');
    expect(findTea('coffee')).toBeUndefined();
  });

  it('says how hot the water must be', () => {
    expect(advice(findTea('Sencha'))).toBe('Sencha: water at 75 °C');
  });

  it('never asks for more than boiling water, nor for less than a minute', () => {
    for (const tea of teas) {
      expect(tea.celsius, tea.name).toBeLessThanOrEqual(100);
      expect(tea.seconds, tea.name).toBeGreaterThanOrEqual(60);
    }
  });
});
