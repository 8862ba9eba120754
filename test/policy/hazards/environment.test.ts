import { describe, expect, test } from 'vitest';
import { isRefusedEnvironmentName } from '../../../src/policy/hazards/environment.js';

const REFUSED =
  'LD_PRELOAD LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES PATH NODE_OPTIONS NODE_PATH BASH_ENV ENV IFS GIT_SSH_COMMAND GIT_DIR PYTHONPATH PYTHONSTARTUP PERL5OPT PERL5LIB RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS _JAVA_OPTIONS npm_config_script_shell NPM_CONFIG_PREFIX COMSPEC BASH_FUNC_ls%% PYTEST_ADDOPTS MAKEFLAGS GOFLAGS RUSTC_WRAPPER PAGER EDITOR HOME SHELL PROMPT_COMMAND LESSOPEN ZDOTDIR KUBECONFIG DOCKER_HOST BGJOBS_POLICY CARGO_BUILD_RUSTC_WRAPPER CC MAVEN_OPTS PIP_INDEX_URL';
const FREE =
  'NODE_ENV CI DEBUG PORT HOST FOO TZ LANG LC_ALL NO_COLOR FORCE_COLOR TERM DATABASE_URL RUST_LOG RUST_BACKTRACE CARGO_TARGET_DIR CARGO_TERM_COLOR GOOS GOARCH UV_THREADPOOL_SIZE PATHS MY_PATH ENVIRONMENT VERBOSE LDFLAG GITHUB_ACTIONS HOMEPAGE VITE_API_URL NEXT_PUBLIC_X COMPOSE_PROJECT_NAME';

describe('isRefusedEnvironmentName', () => {
  for (const name of REFUSED.split(' ')) {
    test(`refuses ${name}`, () => expect(isRefusedEnvironmentName(name, 'linux')).toBe(true));
  }
  for (const name of FREE.split(' ')) {
    test(`leaves ${name}`, () => {
      expect(isRefusedEnvironmentName(name, 'linux')).toBe(false);
      expect(isRefusedEnvironmentName(name, 'win32')).toBe(false);
    });
  }
  test('compares without case on Windows only', () => {
    expect(isRefusedEnvironmentName('Path', 'win32')).toBe(true);
    expect(isRefusedEnvironmentName('node_options', 'win32')).toBe(true);
    expect(isRefusedEnvironmentName('Path', 'linux')).toBe(false);
  });
});
