import { expect, describe, it } from 'vitest';
import { parseEnvFile, readEnvFile } from '../../src/jobs/envFile.js';

function parsed(text: string): Record<string, string> | string {
  const result = parseEnvFile(text);
  return result.ok ? Object.fromEntries(result.value) : result.error;
}

describe('parseEnvFile', () => {
  it.each([
    ['', {}],
    ['A=1\nB=two words \n', { A: '1', B: 'two words' }],
    ['export A=1', { A: '1' }],
    ['# comment\n\n  A = 1  # and why\n', { A: '1' }],
    ['A=a#b', { A: 'a#b' }],
    ['A=', { A: '' }],
    ['A=1\nA=2', { A: '2' }],
    ['A="x # y" # z', { A: 'x # y' }],
    ["A='a\\n$B'", { A: 'a\\n$B' }],
    ['A="a\\nb\\"c\\\\"', { A: 'a\nb"c\\' }],
    ['A="one\ntwo"\nB=`x\ny`', { A: 'one\ntwo', B: 'x\ny' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A=$HOME', { A: '$HOME' }],
    ['npm.config=1', { 'npm.config': '1' }],
  ])('%j', (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ['A=1\nwhat is this\n', /line 2 is not/],
    ['A="one\ntwo\n', /line 1: the quote " is not closed/],
    ['\n\nA="x" y', /line 3: there is text after/],
    ['1A=x', /line 1/],
  ])('%j is an error that names the line', (text, message) => {
    expect(parsed(text)).toMatch(message);
  });
});

describe('readEnvFile', () => {
  it('takes a missing file as empty unless it is required', () => {
    const missing = '/nonexistent-folder/.env';
    expect(readEnvFile(missing, false)).toEqual({ ok: true, value: new Map() });
    expect(readEnvFile(missing, true)).toMatchObject({
      ok: false,
      error: { path: missing, message: 'does not exist' },
    });
  });

  it('never takes a folder as empty', () => {
    expect(readEnvFile('/', false)).toMatchObject({ ok: false, error: { message: 'is a folder' } });
  });
});
