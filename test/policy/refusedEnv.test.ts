import { describe, expect, it } from 'vitest';
import { refusedEnvName, refusedEnvPattern } from '../../src/policy/refusedEnv.js';

describe('variables that no call may set', () => {
  it.each([
    ...['LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'PATH', 'NODE_OPTIONS', 'BASH_ENV', 'ENV', 'IFS'],
    ...['GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT', 'PYTHONPATH', 'PYTHONSTARTUP', 'PERL5OPT', 'RUBYOPT'],
    ...[
      'JAVA_TOOL_OPTIONS',
      'npm_config_script_shell',
      'NPM_CONFIG_SCRIPT_SHELL',
      'COMSPEC',
      'BASH_FUNC_x',
      'BGJOBS_JOB_ID',
    ],
  ])('%s', (name) => {
    expect(refusedEnvName(name, 'linux')).toMatch(/\w/);
    expect(refusedEnvPattern(name, 'linux')).toMatch(/\w/);
  });

  it.each(['NODE_ENV', 'CI', 'path', 'PATHS', 'DEBUG', 'PORT', 'ENVIRONMENT', 'NO_COLOR'])(
    'but %s may be listed',
    (name) => {
      expect(refusedEnvName(name, 'linux')).toBeUndefined();
    },
  );

  it('are the same in any case on Windows', () => {
    expect(refusedEnvName('Path', 'win32')).toBeDefined();
    expect(refusedEnvName('node_Options', 'win32')).toBeDefined();
  });

  it.each([
    ['LD_*', true],
    ['GIT_AUTHOR_*', true],
    ['npm_config_{a,b}', true],
    ['*', false],
    ['NODE_*', false],
    ['P*', false],
  ])('a pattern is refused when all that it stands for is: %s', (pattern, refused) => {
    expect(refusedEnvPattern(pattern, 'linux') !== undefined).toBe(refused);
  });
});
