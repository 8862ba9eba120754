import type { Platform } from './grammar.js';

/**
 * Variables that decide which program runs, which code or configuration it loads, or where it keeps either. A `*` at the end
 * stands for anything. Sources: ld.so(8), dyld(1), bash(1), git(1), node(1), python(1), perlrun(1), ruby(1), java(1), npm's config(7) and the
 * manuals of the programs that are named.
 */
const REFUSED = `
  LD_* DYLD_* GCONV_PATH LOCPATH NLSPATH HOSTALIASES MALLOC_TRACE GLIBC_TUNABLES GETCONF_DIR
  PATH PATHEXT COMSPEC SYSTEMROOT WINDIR PSMODULEPATH HOME USERPROFILE APPDATA LOCALAPPDATA XDG_*
  SHELL BASH_ENV ENV IFS BASH_FUNC_* BASHOPTS SHELLOPTS CDPATH GLOBIGNORE PROMPT_COMMAND PS0 PS4 ZDOTDIR FPATH INPUTRC
  EDITOR VISUAL PAGER MANPAGER BROWSER LESS LESSOPEN LESSCLOSE LESSKEY* MANOPT MANROFFOPT TERMINFO TERMCAP VIMINIT EXINIT
  NODE_OPTIONS NODE_PATH NODE_REPL_* NODE_EXTRA_CA_CERTS NODE_REDIRECT_WARNINGS NODE_V8_COVERAGE NODE_COMPILE_CACHE
  NODE_ICU_DATA NODE_TLS_REJECT_UNAUTHORIZED NODE_TEST_CONTEXT ELECTRON_RUN_AS_NODE TS_NODE_* TSX_* DENO_* BUN_*
  npm_* pnpm_* YARN_* COREPACK_* NVM_* VOLTA_* FNM_*
  PYTHON* PIP_* PIPX_* UV_* POETRY_* PDM_* HATCH_* VIRTUAL_ENV CONDA_* PYTEST_ADDOPTS PYTEST_PLUGINS TOX_* NOX_* MYPYPATH
  PERL5* PERLLIB PERL_* RUBY* GEM_HOME GEM_PATH BUNDLE_* RAKEOPT PHPRC PHP_INI_SCAN_DIR COMPOSER_* LUA_* LUA_PATH* LUA_CPATH* LUA_INIT*
  JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS JAVA_OPTS JAVA_HOME CLASSPATH MAVEN_OPTS MAVEN_ARGS M2_HOME GRADLE_OPTS
  GRADLE_USER_HOME GRADLE_HOME SBT_OPTS KOTLIN_* GROOVY_*
  DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS DOTNET_SHARED_STORE DOTNET_ROOT* CORECLR_* COR_* MSBUILD* NUGET_*
  RUSTC* RUSTDOC* RUSTFLAGS RUSTUP_* CARGO_HOME CARGO_BUILD_* CARGO_TARGET_* CARGO_ALIAS_* CARGO_REGISTR* CARGO_SOURCE_* CARGO_NET_*
  CARGO_HTTP_* CARGO_ENCODED_* GOFLAGS GOROOT GOPATH GOENV GOTOOLDIR GOTOOLCHAIN GOPROXY GONOSUMDB GOSUMDB GOINSECURE GOPRIVATE
  GOCACHEPROG GOAUTH CGO_* CC CXX CPP LD AR AS FC CFLAGS CXXFLAGS CPPFLAGS LDFLAGS GCC_* COMPILER_PATH LIBRARY_PATH CPATH
  MAKE MAKEFLAGS GNUMAKEFLAGS MFLAGS MAKEFILES CMAKE_* CTEST_* NINJA_* CCACHE_* DISTCC_* PKG_CONFIG*
  GIT_* GH_* SSH_* SUDO_* RSYNC_* CVS_RSH SVN_SSH HGRCPATH HGEDITOR HG
  TAR_OPTIONS TAPE ZIPOPT UNZIP GZIP XZ_OPT XZ_DEFAULTS GREP_OPTIONS RIPGREP_CONFIG_PATH FZF_* BAT_* DELTA_* CURL_HOME WGETRC
  OPENSSL_* SSL_CERT_* SSLKEYLOGFILE GNUPGHOME KRB5_* PSQLRC PSQL_* PGSYSCONFDIR PGSERVICEFILE PGPASSFILE MYSQL_* SQLITE_HISTORY
  REDISCLI_* TF_* HELM_* KUBECONFIG KUBECTL_* DOCKER_* BUILDKIT_* COMPOSE_* CONTAINER_HOST AWS_CONFIG_FILE
  AWS_SHARED_CREDENTIALS_FILE CLOUDSDK_* ANSIBLE_* VAGRANT_* BGJOBS_* TMUX* SCREENRC SYSTEMD_* PYENV_* RBENV_* MISE_* ASDF_* DIRENV_*
`;

/** Names that the patterns above would take with them. */
const HARMLESS = new Set([
  'UV_THREADPOOL_SIZE',
  'CARGO_TARGET_DIR',
  'COMPOSE_PROJECT_NAME',
  'CMAKE_BUILD_PARALLEL_LEVEL',
  'CMAKE_BUILD_TYPE',
  'BUN_ENV',
  'DENO_ENV',
]);

const exactNames = new Set<string>();
const prefixes: string[] = [];
for (const name of REFUSED.trim().split(/\s+/)) {
  if (name.endsWith('*')) prefixes.push(name.slice(0, -1));
  else exactNames.add(name);
}
const foldedNames = new Set([...exactNames].map((name) => name.toUpperCase()));
const foldedPrefixes = prefixes.map((prefix) => prefix.toUpperCase());

/** What npm and pnpm read in either case, everywhere. */
const EITHER_CASE = ['NPM_CONFIG_', 'PNPM_CONFIG_'];

/** Whether no call may set a variable, even if a rule lists it (unless the rule is `unsafe`). Without case on Windows. */
export function isRefusedEnvironmentName(name: string, platform: Platform): boolean {
  const upper = name.toUpperCase();
  if (EITHER_CASE.some((prefix) => upper.startsWith(prefix))) return true;
  if (HARMLESS.has(platform === 'win32' ? upper : name)) return false;
  if (platform === 'win32') return foldedNames.has(upper) || foldedPrefixes.some((prefix) => upper.startsWith(prefix));
  return exactNames.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
