import { outsideRoot, refuse } from '../checks.js';
import { merge, type Grammar, type ProgramHazards } from '../grammar.js';

const INSTALLS = 'installs packages, which may run code';
const DOWNLOADS = 'downloads and runs packages';
const ELSEWHERE = 'works in another project';
const CONFIGURES = 'takes another configuration, which may run programs';
const RUNS = 'runs a program';
const STDIN = 'runs code from standard input';
const CHANGES = 'changes the configuration or the scripts';

const npmOptions: Grammar = {
  form: 'nopt',
  inherited: true,
  harmless: `-w= --workspace= --loglevel= --omit= --include= --tag= --access= --otp= --depth= --before= --cpu= --os= --libc= --fetch-retries= --fetch-timeout= --maxsockets= --message= -m=
    --preid= --scope= --audit-level= --searchlimit= --searchexclude= --cache-min= --cache-max= --heading= --install-strategy= --lockfile-version= --noproxy= --proxy= --https-proxy=
    --save-prefix= --sbom-format= --sbom-type= --auth-type= --dry-run --json --long --workspaces --script --silent --if-present --ignore-scripts --foreground-scripts --diff= --provenance-file=
    --expect-result-count= --expect-results --prefer-offline --prefer-online --production --progress --git-tag-version --save --save-dev --shrinkwrap`,
  refused: {
    [RUNS]:
      '--script-shell= --shell= --git= --editor= --viewer= --browser= --onload-script= --node-gyp= --init-module= --call=',
    'gives node options, which may load code': '--node-options=',
    [ELSEWHERE]: '--prefix= -C= --local-prefix=',
    [CONFIGURES]: '--userconfig= --globalconfig= --registry= --cache= --cafile=',
    'works outside of the project': '-g --global --location=',
  },
  checked: [{ options: '--pack-destination= --logs-dir=', check: outsideRoot }],
};

const running = (reason: string): Grammar => ({
  refusal: reason,
  executor: reason,
  harmless: '-p= --package= -w= --workspace=',
  runs: { skip: 0 },
  operandEndsOptions: true,
});

const npm: ProgramHazards = {
  programs: 'npm',
  reference: 'npm(1), npm config(7): script-shell, node-options, userconfig, prefix',
  ...merge(npmOptions, {
    subcommands: {
      'exec x': running(DOWNLOADS),
      'install i add in ins inst insta instal isnt isnta isntal isntall update up upgrade udpate link ln': INSTALLS,
      'install-test it install-ci-test cit clean-install-test sit': INSTALLS,
      'init create innit': DOWNLOADS,
      'explore edit': 'runs a program in a package',
      'set set-script': CHANGES,
      'config c': { subcommands: { 'set delete edit fix rm': CHANGES, 'get list ls': {} } },
      pkg: { subcommands: { 'set delete fix': CHANGES, get: {} } },
    },
    abbreviatedSubcommands: true,
    harmlessSubcommands: `run run-script rum urn test t tst start stop restart view v info show ls list l la ll ci clean-install ic install-clean isntall-clean pack publish
      outdated audit version help whoami why explain fund doctor ping root prefix bin search s se find prune dedupe ddp query sbom diff docs home repo bugs issues owner author
      access adduser login logout team token profile star stars unstar hook org get uninstall un unlink remove rm r rebuild rb completion cache shrinkwrap dist-tag dist-tags deprecate undeprecate
      unpublish hlep help-search stage trust`,
  }),
};

const otherOptions: Grammar = {
  form: 'folded',
  inherited: true,
  operandEndsOptions: true,
  harmless: `--frozen-lockfile --immutable --version -v --help -h --filter= -F= --loglevel= --reporter= --network-timeout= --network-concurrency= --mutex= --workspace-concurrency= --resume-from= --color= --stream --parallel -r --recursive -w --silent -s`,
  refused: {
    [RUNS]: '--script-shell= --git= --editor= --browser=',
    'gives node options, which may load code': '--node-options= --use-node-version=',
    [ELSEWHERE]: '-C= --dir= --cwd= --prefix=',
    [CONFIGURES]: `--userconfig= --globalconfig= --use-yarnrc= --pnpmfile= --global-pnpmfile= --global-dir= --config-dir= --store-dir= --registry= --modules-folder= --modules-dir=
      --virtual-store-dir= --cache-folder= --preferred-cache-folder= --global-folder= --cache-dir= --state-dir=`,
    'works outside of the project': '-g --global',
  },
};

const unlessFrozen =
  (...flags: readonly string[]): NonNullable<Grammar['atEnd']> =>
  ({ options }) =>
    flags.some((flag) => options.has(flag)) ? undefined : refuse('hazard-subcommand', INSTALLS);

const others: readonly ProgramHazards[] = [
  {
    ...otherOptions,
    programs: 'pnpm',
    reference: "pnpm's documentation: CLI commands; `pnpm <name>` falls back to `pnpm exec <name>`",
    refused: { ...otherOptions.refused, 'sets the configuration, which may run programs': '--config.*=' },
    unknownSubcommand: 'command',
    subcommands: {
      'exec dlx': running(DOWNLOADS),
      'add update up upgrade link ln import patch patch-commit patch-remove': INSTALLS,
      'install i': { harmless: '--frozen-lockfile', atEnd: unlessFrozen('--frozen-lockfile') },
      'install-test it': INSTALLS,
      'create init': DOWNLOADS,
      'config c': { subcommands: { 'set delete': CHANGES, 'get list': {} } },
      'env setup self-update runtime server deploy approve-builds': CHANGES,
      'run run-script': { operandEndsOptions: true },
    },
    harmlessSubcommands: `test t start stop list ls la ll why outdated audit licenses pack publish root bin store prune rebuild rb remove rm uninstall un fetch dedupe doctor cat-file
      cat-index find-hash help completion whoami login logout view info show version cache recursive m multi`,
  },
  {
    ...otherOptions,
    programs: 'yarn yarnpkg',
    reference: "yarn's documentation: CLI (classic and berry)",
    unknownSubcommand: 'command',
    subcommands: {
      'exec dlx': running(DOWNLOADS),
      'add upgrade up upgrade-interactive link import patch patch-commit global set plugin': INSTALLS,
      install: {
        harmless: '--frozen-lockfile --immutable --mode=',
        atEnd: unlessFrozen('--frozen-lockfile', '--immutable'),
      },
      'create init': DOWNLOADS,
      node: { refusal: 'runs node, with any options', executor: RUNS },
      config: { subcommands: { 'set unset delete': CHANGES, 'get list': {} } },
      run: {
        operandEndsOptions: true,
        unknownSubcommand: 'command',
        refused: { 'loads code before the script': '-B --require= --inspect? --inspect-brk?' },
      },
      workspace: {
        operandEndsOptions: true,
        operand: (value, index) =>
          index === 1 && ['exec', 'dlx', 'node', 'add', 'up', 'install', 'link', 'sh', 'bash'].includes(value)
            ? refuse('hazard-subcommand', 'runs or installs programs')
            : undefined,
      },
      workspaces: {
        subcommands: {
          'foreach run': { operandEndsOptions: true, subcommands: { 'exec dlx': DOWNLOADS } },
          'list info focus': {},
        },
      },
    },
    harmlessSubcommands: `test start list why outdated audit licenses pack publish bin remove info check versions version help cache dedupe constraints search npm owner tag team login logout unlink
      autoclean generate-lock-entry policies rebuild explain prune unplug`,
    atEnd: ({ operands, options }) =>
      operands.length > 0 ||
      ['--version', '-v', '--help', '-h', '--frozen-lockfile', '--immutable'].some((name) => options.has(name))
        ? undefined
        : refuse('hazard-subcommand', INSTALLS),
  },
  {
    ...otherOptions,
    programs: 'bun',
    reference: "bun's documentation: bun run, bun install",
    harmless:
      '--port= --ext= --main-fields= --extension-order= --conditions= -d= --define= --drop= --jsx-runtime= --title= --backend= --timeout= --rerun-each= -t= --test-name-pattern= --coverage-reporter= --bail? --watch --hot --filter= -F=',
    refused: {
      ...otherOptions.refused,
      'loads other code before the script': '-r= --preload= --require= --import= -l= --loader=',
      [CONFIGURES]: '-c= --config? --env-file= --tsconfig-override= --registry= --cache-dir=',
      'opens a debugger, which runs any code': '--inspect? --inspect-brk? --inspect-wait?',
      'goes on with code from standard input': '-i --install=',
    },
    unknownSubcommand: 'command',
    subcommands: {
      'x exec dlx': running(DOWNLOADS),
      'add a update upgrade link patch patch-commit': INSTALLS,
      'install i': { harmless: '--frozen-lockfile', atEnd: unlessFrozen('--frozen-lockfile') },
      ci: {},
      'create c init repl': DOWNLOADS,
      '-': STDIN,
      run: { operandEndsOptions: true, unknownSubcommand: 'command', subcommands: { '-': STDIN } },
      build: {
        harmless: '--target= --format= --root= --public-path= --entry-naming= --external= --packages= --sourcemap?',
        checked: [{ options: '--outdir= --outfile=', check: outsideRoot }],
      },
      test: {},
      pm: { subcommands: { 'trust pkg': CHANGES } },
    },
    harmlessSubcommands: 'outdated audit remove rm publish info why discord help completions',
    script: { code: '-e= --eval= -p= --print=', info: '--version -v --help -h --revision', after: 'free' },
  },
  {
    programs: 'corepack',
    reference: "corepack's README",
    subcommands: {
      'enable disable prepare use up install hydrate': 'installs package managers',
      'npm npx pnpm pnpx yarn': { executor: RUNS },
    },
  },
  {
    programs: 'lerna nx turbo rush moon',
    reference: "lerna's, nx's and turborepo's documentation",
    form: 'folded',
    harmless:
      '--scope= --ignore= --concurrency= -p= --projects= -t= --target= --targets= --filter= -F= --parallel? --base= --head= --configuration= -c=',
    refused: {
      [ELSEWHERE]: '--cwd= --prefix=',
      [CONFIGURES]:
        '--runner= --global-turbo-json= --root-turbo-json= --api= --team= --token= --login= --tasks-runner=',
      [RUNS]: '--npm-client=',
    },
    checked: [
      {
        options:
          '--log-file= --profile? --anon-profile? --graph? --heap= --trace= --cache-dir= --profile-location= --file=',
        check: outsideRoot,
      },
    ],
    inherited: true,
    subcommands: {
      'exec x add init link login import create migrate generate gen g new connect': 'runs or installs programs',
    },
  },
];

/** Package managers of JavaScript. */
export const nodePackages: readonly ProgramHazards[] = [npm, ...others];
