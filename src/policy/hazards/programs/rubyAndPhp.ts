import { outsideOperand, outsideRoot, refuse, writesFile } from '../checks.js';
import type { Check, Grammar, ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const ELSEWHERE = 'works in another project';
const CONFIGURES = 'takes another configuration, which may run programs';
const CODE = 'loads code';
const INSTALLS = 'installs packages, which may run code';

const bundled: Grammar = {
  refusal: RUNS,
  executor: 'runs the command that it is given',
  operandEndsOptions: true,
  runs: { skip: 0 },
  harmless: '--gemfile=',
};

/** A formatter of the program's own; a constant or a path is loaded. */
const formatter: Check = (value) => (/^[a-z][a-z_]{0,20}$/.test(value) ? undefined : refuse('hazard-option', CODE));

/** The package managers and test runners of Ruby and PHP. */
export const rubyAndPhp: readonly ProgramHazards[] = [
  {
    programs: 'gem',
    abbreviatedSubcommands: true,
    reference: "gem(1), RubyGems' guides: Command reference",
    inherited: true,
    harmless: '-v= --version= -p= --platform=',
    refused: {
      [CONFIGURES]: '--config-file= -s= --source= --trust-policy= -P= --http-proxy=',
      'writes elsewhere': '-i= --install-dir= -n= --bindir=',
    },
    checked: [{ options: '--target=', check: outsideRoot }],
    subcommands: {
      'install i update exec build push owner signin fetch pristine cert yank open server': INSTALLS,
      'list search info which specification environment contents dependency outdated help stale check': {},
    },
  },
  {
    programs: 'bundle bundler',
    abbreviatedSubcommands: true,
    reference: 'bundle(1), bundle-exec(1)',
    inherited: true,
    harmless: '-j= --jobs= --retry=',
    refused: { [ELSEWHERE]: '--gemfile=', 'writes elsewhere': '--path= --binstubs=' },
    subcommands: {
      'exec e': bundled,
      'console open init gem add update plugin inject viz binstubs': INSTALLS,
      config: {
        subcommands: { 'set unset': 'changes the configuration', 'get list': {} },
        atEnd: ({ operands }) =>
          operands.length > 1 ? refuse('hazard-subcommand', 'changes the configuration') : undefined,
      },
      'install check list show info outdated doctor lock clean pristine platform help version licenses cache package env':
        {},
    },
  },
  {
    programs: 'rspec',
    reference: 'rspec --help; OptionParser accepts abbreviations',
    harmless: `-e= --example= -E= --example-matches= -t= --tag= --seed= --order= -P= --pattern= --exclude-pattern= --failure-exit-code= --error-exit-code= -p? --profile? --fail-fast? --bisect? -b -c -w -d --color --backtrace
      --only-failures -n --next-failure --dry-run --warnings -v --version -h --help`,
    refused: {
      [CODE]: '-r= --require= -I=',
      [CONFIGURES]: '-O= --options= --default-path= -X? --drb? --drb-port= --init',
    },
    checked: [
      { options: '-o= --out= --deprecation-out=', check: outsideRoot },
      { options: '-f= --format=', check: formatter },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'rubocop standardrb',
    reference: 'rubocop --help; OptionParser accepts abbreviations',
    harmless:
      '--only= --except= --fail-level= --exclude-limit= --stdin= -s= -a -A -D -l -P -x -L --parallel --lint --autocorrect --autocorrect-all --fix -v -V',
    refused: { [CODE]: '-r= --require= --plugin=', [CONFIGURES]: '-c= --config= --init --start-server --server' },
    checked: [
      { options: '-o= --out= --cache-root=', check: outsideRoot },
      { options: '-f= --format=', check: formatter },
    ],
  },
  {
    programs: 'minitest cucumber erb reek brakeman sorbet srb steep',
    reference: "Cucumber's and Brakeman's documentation: command line",
    form: 'exact',
    harmless:
      '-e= --example= -t= --tag= --seed= --order= --only= --except= --fail-level= -j= --parallel? -P= --pattern= -n= --name= --tags=',
    refused: {
      [CODE]: '-r= --require= -I= --plugin= --drb --drb-port=',
      [CONFIGURES]: '-O= --options= -c= --config= --profile= -p= --server --init --default-path=',
    },
    checked: [
      { options: '-o= --out=', check: writesFile },
      { options: '-f= --format=', check: formatter },
    ],
  },
  {
    programs: 'rails',
    reference: "Rails' guides: The Rails Command Line",
    subcommands: {
      'console c runner r dbconsole db generate g new plugin destroy d credentials:edit encrypted:edit':
        'runs code of the call',
      'server s': {
        harmless: '-p= --port= -b= --binding= -e= --environment=',
        refused: { [CODE]: '-c= --config= -u= --using= -P= --pid=' },
      },
    },
  },
  {
    programs: 'composer composer.phar',
    abbreviatedSubcommands: true,
    reference: "Composer's documentation: Command-line interface",
    inherited: true,
    refused: { [ELSEWHERE]: '-d= --working-dir=' },
    subcommands: {
      'exec global require req r update u upgrade create-project config self-update init reinstall bump': INSTALLS,
      'run-script run test install i validate show info outdated audit licenses why depends check-platform-reqs diagnose status dump-autoload dumpautoload':
        {},
    },
  },
  {
    programs: 'phpunit pest phpstan psalm phpcs phpcbf php-cs-fixer artisan phan rector',
    reference: "PHPUnit's and PHPStan's documentation: command line",
    harmless:
      '--filter= --testsuite= --group= --exclude-group= --level= -l= --memory-limit= --error-format= --standard= --order-by=',
    refused: {
      [CODE]:
        '--bootstrap= --extension= --printer= --loader= --prepend= --include-path= -a= --autoload-file= --runtime-set= -d= --rules= --plugin=',
      [CONFIGURES]: '-c= --configuration= --config= --path-mode= --cache-file=',
    },
    checked: [
      {
        options:
          '--log-junit= --coverage-html= --coverage-clover= --coverage-php= --coverage-text? --coverage-xml= --report= --testdox-html= --cache-directory=',
        check: outsideRoot,
      },
    ],
    operand: outsideOperand,
  },
];
