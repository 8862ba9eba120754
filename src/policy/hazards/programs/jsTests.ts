import { onlyNames, outsideOperand, outsideRoot, ownConfiguration } from '../checks.js';
import { names, type ProgramHazards } from '../grammar.js';

const CODE = 'loads code';
const CONFIGURES = 'takes another configuration, which is code';
const ELSEWHERE = 'works in another project';
const DEBUGS = 'opens a debugger, which runs any code';

/** Files that are scripts, by their names without what stands behind the last dot. */
function scripts(stems: string): string {
  const endings = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];
  return names(stems)
    .flatMap((stem) => endings.map((ending) => `${stem}.${ending}`))
    .join(' ');
}

/** Test runners of JavaScript: each reads a configuration that is code. */
export const jsTests: readonly ProgramHazards[] = [
  {
    programs: 'vitest',
    reference: "Vitest's documentation: Command Line Interface",
    form: 'folded',
    harmless: `-t= --test-name-pattern= --test-timeout= --hook-timeout= --bail= --retry= --max-workers= --min-workers= --max-concurrency= --project= --shard= --mode= --exclude= --sequence.seed= --sequence.shuffle?
      --changed? --coverage.enabled? --coverage.provider= --coverage.reporter= --coverage.include= --coverage.exclude= --silent? --logHeapUsage --allow-only --slow-test-threshold= --teardown-timeout=
      --browser.name= --browser.headless? --clear-screen --hide-skipped-tests --inspect-port= --expect.requireAssertions --max-old= --merge-reports? --tags-filter= --disable-console-intercept`,
    refused: {
      [CONFIGURES]: '--workspace=',
      [ELSEWHERE]: '-r= --root= --dir=',
      [CODE]: `--global-setup= --setup-files= --runner= --snapshot-environment= --diff= --exec-argv= --browser.provider= --coverage.custom-provider-module= --typecheck.checker= --typecheck.tsconfig= --vm-memory= --sequence.sequencer=
        --pool-options.forks.exec-argv= --pool-options.threads.exec-argv= --pool-options.vm-threads.exec-argv= --resolve-snapshot-path= --attachments-dir= --alias= --server.deps.inline=`,
      [DEBUGS]: '--inspect? --inspect-brk? --api? --api.host= --ui --open --browser.api? --standalone',
    },
    checked: [
      ownConfiguration('-c= --config=', scripts('vitest.config vite.config'), CONFIGURES),
      {
        options: '--reporter= --reporters=',
        check: onlyNames(
          'default basic verbose dot json blob tap tap-flat junit hanging-process html github-actions tree agent minimal',
          CODE,
        ),
      },
      { options: '--environment=', check: onlyNames('node jsdom happy-dom edge-runtime', CODE) },
      { options: '--pool=', check: onlyNames('threads forks vmThreads vmForks typescript browser', CODE) },
      {
        options:
          '--output-file= --coverage.reports-directory= --outputfile.json= --outputfile.junit= --outputfile.html=',
        check: outsideRoot,
      },
    ],
    subcommands: { init: 'writes a configuration and installs packages', 'run watch dev related bench list': {} },
    inherited: true,
  },
  {
    programs: 'jest',
    reference: "Jest's documentation: Jest CLI Options",
    form: 'folded',
    harmless: `-t= --test-name-pattern= --max-workers= -w= --test-timeout= --bail? -b? --shard= --seed= --changed-since= --collect-coverage-from= --coverage-reporters= --max-concurrency= --select-projects=
      --test-path-pattern= --test-path-patterns= --test-path-ignore-patterns= --run-tests-by-path --find-related-tests --ci --coverage --workers-idle --coverage-threshold= --ignore-projects= --only-changed -o
      --worker-threads --notify-mode= --workerIdleMemoryLimit= --randomize --openHandlesTimeout=`,
    refused: {
      [CONFIGURES]: '--globals= --projects= --preset=',
      [ELSEWHERE]: '--root-dir= --roots= --cache-directory=',
      [CODE]: `--global-setup= --global-teardown= --setup-files= --setup-files-after-env= --test-runner= --transform= --runner= --resolver= --prettier-path= --snapshot-serializers= --test-sequencer=
        --watch-plugins= --module-name-mapper= --module-paths= --haste= --filter= --test-results-processor= --dependency-extractor= --test-environment-options= --module-directories= --snapshot-resolver=
        --custom-exporters= --watchman-path=`,
      'writes a configuration': '--init',
    },
    checked: [
      ownConfiguration('-c= --config=', scripts('jest.config'), CONFIGURES),
      {
        options: '--reporters= --coverage-provider=',
        check: onlyNames('default summary github-actions v8 babel', CODE),
      },
      {
        options: '--env= --test-environment=',
        check: onlyNames('node jsdom jest-environment-node jest-environment-jsdom', CODE),
      },
      { options: '--output-file= --coverage-directory=', check: outsideRoot },
    ],
  },
  {
    programs: 'mocha _mocha',
    reference: "Mocha's documentation: Command-Line Usage; options of node are handed on",
    form: 'folded',
    harmless: `-g= --grep= -f= --fgrep= -t= --timeout= --timeouts= -s= --slow= -j= --jobs= --retries= --ignore= --exclude= --extension= --global= --globals= --watch-files= --watch-ignore=
      -A -b -c -C -i -p -S -w -V`,
    refused: {
      [CODE]: `-r= --require= --import= --file= --loader= --experimental-loader= --compilers= -n= --node-option= --node-flags= --env-file= --env-file-if-exists= --openssl-config=
        --snapshot-blob= --redirect-warnings= --cpu-prof-dir= --heap-prof-dir= --diagnostic-dir= --report-dir=`,
      [CONFIGURES]: '--config= --package= --opts=',
      [DEBUGS]: '--inspect? --inspect-brk? --inspect-wait? --debug? --debug-brk?',
    },
    checked: [
      {
        options: '--reporter= -R=',
        check: onlyNames('spec dot nyan tap landing list progress json json-stream min doc markdown xunit html', CODE),
      },
      { options: '--ui= -u=', check: onlyNames('bdd tdd qunit exports', CODE) },
      {
        options: '-O= --reporter-option= --reporter-options=',
        check: (value, place) => outsideRoot(value.slice(value.indexOf('=') + 1), place),
      },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'nyc c8',
    reference: "nyc's and c8's --help",
    form: 'folded',
    operandEndsOptions: true,
    harmless: `-n= --include= -x= --exclude= -e= --extension= --branches= --functions= --lines= --statements= -r= --reporter= --ignore-class-methods= --src= --wrapper-length=
      -a --all --clean --cache --check-coverage --per-file --skip-full`,
    refused: {
      [CODE]: '-i= --require= --parser-plugins=',
      [CONFIGURES]: '--nycrc-path= -c= --config=',
      [ELSEWHERE]: '--cwd= --resolve=',
    },
    checked: [
      {
        options: '--report-dir= -o= --reports-dir= --temp-dir= -t= --temp-directory= --cache-dir=',
        check: outsideRoot,
      },
    ],
    subcommands: {
      'report check-coverage': { form: 'folded' },
      'merge instrument': { operand: outsideOperand, checked: [{ options: '-t= --temp-dir=', check: outsideRoot }] },
    },
    inherited: true,
    unknownSubcommand: 'program',
  },
  {
    programs: 'ava tape jasmine tap borp uvu',
    reference: 'the --help of AVA, tape, Jasmine, tap and uvu',
    form: 'folded',
    harmless: `-m= --match= -c? --concurrency= -T= --timeout= --seed= --random= --filter= -j= --jobs= -t? --ignore= --coverage-exclude= --include= --exclude= -g= --grep= --lines= --branches= --functions= --statements= --reporter-arg=
      -s -u -v -w -b -i -x`,
    refused: {
      [CODE]:
        '-r= --require= --import= --helper= --node-arguments= --node-arg= --plugin= --before= --after= --coverage-map= --test-env= --loader=',
      [CONFIGURES]: '--config= --tsconfig=',
      [ELSEWHERE]: '--cwd= -C=',
      [DEBUGS]: '--inspect? --inspect-brk?',
    },
    checked: [
      {
        options: '--reporter= -R=',
        check: onlyNames('base terse min dot silent json jsonstream markdown junit tap spec lcov gh cov', CODE),
      },
      { options: '-f= --reporter-file= -o= --output-file= -d= --output-dir= --save=', check: outsideRoot },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'cypress',
    reference: "Cypress's documentation: Command Line",
    form: 'exact',
    harmless:
      '-b= --browser= -e= --env= --group= -k= --key= -p= --port= -o= --reporter-options= -s= --spec= -t= --tag= --ci-build-id= --auto-cancel-after-failures=',
    refused: { [CONFIGURES]: '-c= --config= -C= --config-file=', [ELSEWHERE]: '-P= --project=' },
    checked: [
      {
        options: '-r= --reporter=',
        check: onlyNames('spec dot nyan tap landing list progress json junit teamcity min', CODE),
      },
    ],
    inherited: true,
    subcommands: { 'open install': 'opens a browser or installs programs', 'run verify info version cache': {} },
  },
  {
    programs: 'playwright codeceptjs wdio testcafe puppeteer',
    reference: "Playwright's documentation: Command line",
    form: 'exact',
    harmless:
      '-g= --grep= --grep-invert= -j= --workers= --project= --retries= --shard= --timeout= --max-failures= -x --global-timeout= --repeat-each= --trace= --browser= -u? --only-changed? --host= --port=',
    refused: { [CONFIGURES]: '--tsconfig=', [DEBUGS]: '--ui --ui-host= --ui-port= --debug' },
    checked: [
      ownConfiguration('-c= --config=', scripts('playwright.config'), CONFIGURES),
      { options: '--reporter=', check: onlyNames('list line dot json junit html github blob null', CODE) },
      { options: '--output=', check: outsideRoot },
    ],
    subcommands: {
      'test show-report show-trace list merge-reports': { operand: outsideOperand },
      'install install-deps uninstall codegen open cr ff wk screenshot pdf run-server launch-server':
        'starts browsers or installs programs',
    },
    inherited: true,
  },
];
