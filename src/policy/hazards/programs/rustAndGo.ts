import { outsideRoot, refuse, refusedKeys, writesFile } from '../checks.js';
import type { Check, Grammar, ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const ELSEWHERE = 'works in another project';
const INSTALLS = 'installs programs';
const WRITES = "writes to a file of the call's choice";

const cargoOptions: Grammar = {
  form: 'exact',
  inherited: true,
  harmless: `-p= --package= --exclude= --bin= --example= --test= --bench= -F= --features= --target= --profile= -j= --jobs= --message-format= --color= --edition= --name= --depth= --prune= --invert= -i= --format= -e= --edges=
    --timings? --lockfile-path= --limit= --registry= --bump= --vers= --version= --charset= --explain= --partition= -E= --filter-expr= --run-ignored= --retries= --test-threads=`,
  refused: {
    'sets the configuration, which may run programs': '--config=',
    'turns on what is unstable': '-Z=',
    [ELSEWHERE]: '-C=',
    [WRITES]: '--out-dir= --artifact-dir=',
  },
  checked: [{ options: '--manifest-path= --target-dir= --root= --path=', check: outsideRoot }],
  operand: (value, index) =>
    index === 0 && value.startsWith('+') ? refuse('hazard-operand', 'chooses another toolchain') : undefined,
};

/** Values that go to a compiler or linker and name programs. */
const compilerFlags: Check = (value) =>
  /(?:^|[\s=])-{1,2}(?:B|fplugin|specs|wrapper|plugin|toolexec|extld|linkmode|load|fuse-ld|Xclang|I-|exec)/.test(value)
    ? refuse('hazard-option', RUNS)
    : undefined;

const goBuild: Grammar = {
  form: 'single',
  harmless: `-p= -buildmode= -compiler= -covermode= -coverpkg= -mod= -tags= -buildvcs= -run= -bench= -benchtime= -count= -cpu= -timeout= -parallel= -shuffle= -skip= -fuzz= -fuzztime= -list= -pkgdir= -pgo= -vet= -blockprofilerate=
    -memprofilerate= -mutexprofilefraction= -fuzzminimizetime= -f= -installsuffix= -covermode=`,
  refused: {
    [RUNS]: '-exec= -toolexec= -vettool=',
    'replaces source files': '-overlay= -modfile=',
    [ELSEWHERE]: '-C=',
    [WRITES]: '-test.testlogfile=',
  },
  checked: [
    {
      options:
        '-o= -coverprofile= -cpuprofile= -memprofile= -blockprofile= -mutexprofile= -trace= -outputdir= -test.outputdir=',
      check: outsideRoot,
    },
    { options: '-ldflags= -gcflags= -asmflags= -gccgoflags=', check: compilerFlags },
  ],
};

/** Rust and Go: what builds, tests and checks them. */
export const rustAndGo: readonly ProgramHazards[] = [
  {
    programs: 'cargo',
    reference: 'cargo(1), the Cargo book: Configuration; cargo-test(1)',
    ...cargoOptions,
    subcommands: {
      'install add update publish login yank owner uninstall': { refusal: INSTALLS },
      'new init': {},
      fix: { refused: { 'works on files that are not committed': '--broken-code' } },
      'run r': { operandEndsOptions: true },
      'rustc rustdoc': { refusal: 'gives the compiler any option' },
      'b build c check t test bench d doc clean tree metadata fetch verify-project search package vendor locate-project pkgid version help report generate-lockfile config':
        {},
      'clippy fmt nextest llvm-cov audit deny outdated machete udeps expand hack': {},
      'watch make script eval miri flamegraph instruments dist binstall generate': { refusal: RUNS },
    },
  },
  {
    programs: 'rustc rustdoc clippy-driver',
    reference: 'rustc(1)',
    form: 'exact',
    responseFiles: true,
    harmless:
      '--crate-type= --crate-name= --edition= --emit= --print= --target= --cfg= --check-cfg= -A= -W= -D= -F= --cap-lints= --test --error-format= --color= -l= -L=',
    refused: {
      [RUNS]: '-Z= --test-builder= --runtool= --test-run-directory=',
      'loads libraries': '--extern= --sysroot=',
    },
    checked: [
      {
        options: '-C= --codegen=',
        check: refusedKeys(
          'linker linker-flavor link-arg link-args link-self-contained ar llvm-args passes profile-use profile-generate save-temps',
          RUNS,
        ),
      },
      { options: '-o= --out-dir=', check: outsideRoot },
    ],
  },
  {
    programs: 'rustup',
    reference: 'rustup(1)',
    subcommands: {
      run: { refusal: RUNS, executor: RUNS, runs: { skip: 1 }, operandEndsOptions: true },
      'install update toolchain self default override target component set': 'changes which programs run',
      'show which doc check': {},
    },
  },
  {
    programs: 'go',
    reference: 'go(1): go help build, go help testflag, go help generate',
    form: 'single',
    operandEndsOptions: true,
    refused: { [ELSEWHERE]: '-C=' },
    subcommands: {
      test: { ...goBuild, endOfOptions: '-args' },
      'build vet list doc version fix clean': goBuild,
      run: { ...goBuild, operandEndsOptions: true, refusal: 'builds and runs any program' },
      generate: { ...goBuild, refusal: 'runs the commands that source files name' },
      install: { ...goBuild, refusal: INSTALLS },
      get: { ...goBuild, refusal: INSTALLS },
      tool: {
        form: 'single',
        operandEndsOptions: true,
        subcommands: {
          cover: {
            form: 'single',
            harmless: '-mode= -var= -html= -func=',
            checked: [{ options: '-o=', check: outsideRoot }],
          },
          'nm objdump test2json buildid doc': { form: 'single' },
        },
        operand: () => refuse('hazard-subcommand', RUNS),
      },
      'bug telemetry': 'opens a browser or sends data',
      env: { form: 'single', refused: { 'changes the settings of go': '-w -u' } },
      mod: {
        form: 'single',
        subcommands: {
          edit: {
            form: 'single',
            checked: [
              {
                options: '-replace= -require= -toolchain= -tool=',
                check: () => refuse('hazard-option', 'changes which code is built'),
              },
            ],
          },
          'tidy download verify graph why vendor init': {
            form: 'single',
            harmless: '-go= -compat= -m',
            checked: [{ options: '-o=', check: outsideRoot }],
          },
        },
      },
      work: { form: 'single', subcommands: { 'use edit init': 'changes which code is built', 'sync vendor': {} } },
    },
    harmlessSubcommands: 'fmt help',
  },
  {
    programs: 'gofmt goimports gofumpt',
    reference: 'gofmt(1)',
    form: 'single',
    harmless: '-r= -local=',
    checked: [{ options: '-cpuprofile= -memprofile= -trace=', check: writesFile }],
  },
  {
    programs: 'golangci-lint staticcheck',
    reference: "golangci-lint's documentation: command line",
    form: 'exact',
    harmless:
      '-E= --enable= -D= --disable= --timeout= --out-format= -p= --presets= --new-from-rev= -j= --concurrency= --build-tags= --go= --max-issues-per-linter= --max-same-issues=',
    refused: {
      'takes another configuration, which may load plugins': '-c= --config=',
      [WRITES]: '--cpu-profile-path= --mem-profile-path= --trace-path=',
    },
    inherited: true,
    subcommands: { 'run linters fmt version cache': {}, custom: 'builds a program' },
  },
];
