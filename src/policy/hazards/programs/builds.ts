import { outsideRoot, refuse } from '../checks.js';
import type { Grammar, ProgramHazards, Refusal } from '../grammar.js';

const RUNS = 'runs a program';
const ELSEWHERE = 'works in another project';
const CONFIGURES = 'takes another configuration, which may run programs';
const WRITES = "writes to a file of the call's choice";
const CODE = 'loads code';

const assignment = (value: string): Refusal | undefined =>
  /^[A-Za-z_.][A-Za-z0-9_.-]*\s*(?:[:+?!]{0,3}=)/.test(value)
    ? refuse('hazard-assignment', 'sets a variable, which may name the programs that run')
    : undefined;

const make: Grammar = {
  harmless: `-j? --jobs? -l? --load-average? --max-load? -o= --old-file= --assume-old= -W= --what-if= --new-file= --assume-new= -O? --output-sync? --debug? -d -k -n -s -B -q -r -R -S -t -i -p -v -w
    --no-print-directory --print-data-base`,
  refused: {
    'reads another makefile': '-f= --file= --makefile= -I= --include-dir=',
    [ELSEWHERE]: '-C= --directory=',
    'evaluates text as a makefile': '--eval= -E=',
    'lets variables of the environment override the makefile': '-e --environment-overrides',
  },
  operand: assignment,
};

const compiler: Grammar = {
  form: 'single',
  responseFiles: true,
  harmless: '-x= -l? -L? -D? -I? -std= -include= -isystem= -arch= -target= -MF= -MT= -MQ= -framework=',
  refused: {
    [RUNS]:
      '-wrapper= -B= -fplugin= -specs= -fuse-ld= -fpass-plugin= -load= -Xclang= -no-canonical-prefixes -Xpreprocessor= -Xassembler= -Xlinker=',
    'keeps what it makes in between': '-dumpdir= -aux-info=',
  },
  checked: [{ options: '-o=', check: outsideRoot }],
};

/** Compilers and build tools of C and of everything. */
export const builds: readonly ProgramHazards[] = [
  { programs: 'make gmake bmake', reference: 'make(1); the GNU manual: Overriding Variables, --eval', ...make },
  {
    programs: 'cmake',
    reference: 'cmake(1)',
    form: 'exact',
    harmless:
      '--debug-find-pkg= --debug-find-var= --trace-format= --trace-source= --profiling-format= -S= -G= -A= --preset= -j? --parallel= -t= --target= --config= --component= --loglevel= --log-level= -N -L -W? --list-presets? --system-information? -U=',
    refused: {
      'runs a script': '-P= -C=',
      'runs a command of cmake': '-E',
      [CODE]: '-T= --toolchain= --debugger --project-file= --debugger-dap-log= --debugger-pipe=',
      [WRITES]: '--graphviz= --trace-redirect= --profiling-output=',
    },
    checked: [
      {
        options: '-D=',
        check: (value) =>
          /(?:compiler|launcher|launch|toolchain|program|command|include|executable|module_path|prefix_path|linker|rule_|emulator|flags|fetchcontent|_dir$)/i.test(
            (value.split('=', 1)[0] ?? '').replace(/:[A-Z]+$/, ''),
          )
            ? refuse('hazard-option', 'sets a variable that names programs or code')
            : undefined,
      },
      { options: '-B= --install-prefix= --prefix= --install= --build= --open=', check: outsideRoot },
    ],
    dashesGoTo: 'make',
  },
  {
    programs: 'ctest cpack',
    reference: 'ctest(1)',
    form: 'exact',
    harmless:
      '-R= -E= -L= -LE= -j? --parallel= -C= --timeout= --repeat= -I= --stop-time= --output-junit= -T= -M= -D= --preset= --tests-regex=',
    refused: {
      'runs a script': '-S= -SP= --script= --script-new-process=',
      [RUNS]: '--build-and-test --build-makeprogram= --test-command= --overwrite=',
      [CONFIGURES]: '--config=',
    },
    checked: [{ options: '--test-dir= -O= --output-log=', check: outsideRoot }],
  },
  {
    programs: 'ninja samu',
    reference: 'ninja(1)',
    harmless: '-j= -k= -l= -d= -w= -t= -v -n',
    refused: { 'reads another build file': '-f=' },
    checked: [{ options: '-C=', check: outsideRoot }],
  },
  {
    programs: 'meson muon',
    reference: 'meson(1)',
    form: 'exact',
    harmless:
      '--buildtype= --backend= -j= --suite= --no-suite= -t= --timeout-multiplier= --repeat= --num-processes= --maxfail=',
    refused: {
      [RUNS]:
        '--wrapper= --wrap= --gdb --gdb-path= --cross-file= --native-file= --vsenv --test-args= --interactive --dist-script=',
      'sets an option, which may name programs': '-D=',
    },
    checked: [{ options: '-C= --prefix= --destdir=', check: outsideRoot }],
    subcommands: { 'devenv rewrite init subprojects wrap runpython': 'runs or writes code' },
    inherited: true,
  },
  {
    programs: 'gcc g++ cc c++ clang clang++ cpp tcc',
    reference: 'gcc(1): -wrapper, -B, -fplugin, -specs',
    ...compiler,
  },
  {
    programs: 'ld gold lld ld.lld as',
    reference: 'ld(1): -plugin',
    ...compiler,
    refused: { [CODE]: '-plugin= -load-pass-plugin= -dynamic-linker=' },
  },
  {
    programs: 'bazel bazelisk buck buck2 pants please scons waf',
    reference: "Bazel's documentation: Command-line reference",
    form: 'exact',
    harmless: '-c= --compilation_mode= --config= --test_output= --jobs= -j= --test_filter= --keep_going',
    refused: {
      [RUNS]:
        '--run_under= --action_env= --test_env= --host_jvm_args= --workspace_status_command= --shell_executable= --override_repository= --override_module= --strategy= --tool_tag= --experimental_execution_log_file=',
      [CONFIGURES]:
        '--bazelrc= --output_base= --output_user_root= --server_javabase= -f= --file= -C= --directory= --site-dir= --install_base=',
    },
    subcommands: { 'run fetch sync shutdown mobile-install': RUNS },
    operand: assignment,
  },
  {
    programs: 'just task mage rake',
    reference: "just(1), Task's documentation, rake(1)",
    form: 'exact',
    harmless: '-j= --jobs= --color= --concurrency= -C= --output= -o=',
    refused: {
      'reads another file of recipes': '-f= --justfile= --taskfile= --rakefile= -t= --rakelibdir= -R=',
      [ELSEWHERE]: '-d= --working-directory= --dir= -w= --global -g -G --system',
      [RUNS]:
        '--shell= --shell-arg= --set= -c= --command= --edit -e= --execute= -E= --execute-continue= -p= --execute-print= --choose --chooser= --cygpath= --init',
      [CODE]: '-r= --require= -I= --libdir= --dotenv-path= --dotenv-filename= -E',
    },
    operand: assignment,
  },
];
