import { describe, expect, it } from 'vitest';
import type { EnvironmentSpec } from '../../src/policy/approvedCommand.js';
import { buildEnvironment } from '../../src/jobs/environment.js';

const SERVER = {
  PATH: '/bin',
  HOME: '/h',
  LC_ALL: 'C',
  SECRET_TOKEN: 's3cret',
  FORCE_COLOR: '3',
  BGJOBS_JOB_UID: 'of the job that the server runs in',
};

function build(spec: Partial<EnvironmentSpec>, tty = false): Record<string, string> {
  const result = buildEnvironment({
    spec: { inherit: { kind: 'minimal' }, files: [], set: new Map(), ...spec },
    serverEnv: SERVER,
    tty,
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('buildEnvironment', () => {
  it('inherits nothing secret by default, and sets what makes output readable', () => {
    expect(build({})).toEqual({
      PATH: '/bin',
      HOME: '/h',
      LC_ALL: 'C',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      PYTHONUNBUFFERED: '1',
    });
  });

  it('inherits all, except the mark of a job around the server', () => {
    const env = build({ inherit: { kind: 'all' } });
    expect(env).toMatchObject({ SECRET_TOKEN: 's3cret', FORCE_COLOR: '0' });
    expect(env).not.toHaveProperty('BGJOBS_JOB_UID');
  });

  it('inherits by pattern; a colour that is asked for turns the defaults off', () => {
    expect(build({ inherit: { kind: 'patterns', patterns: ['SECRET_*', 'FORCE_COLOR'] } })).toEqual({
      SECRET_TOKEN: 's3cret',
      FORCE_COLOR: '3',
      PYTHONUNBUFFERED: '1',
    });
  });

  it('sets and removes', () => {
    const set = new Map([
      ['PATH', null],
      ['NO_COLOR', null],
      ['PYTHONUNBUFFERED', '0'],
    ]);
    expect(build({ set })).toEqual({ HOME: '/h', LC_ALL: 'C', PYTHONUNBUFFERED: '0' });
  });
});
