import { onlyNames, outsideOperand, outsideRoot, refuse } from '../checks.js';
import { isRefusedEnvironmentName } from '../environment.js';
import type { Check, Grammar, ProgramHazards, Refusal } from '../grammar.js';

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

/** Flags of a compiler or linker that load code or name programs. */
const compilerFlags: Check = (value) =>
  /(?:^|\s)(?:-B|-fplugin|-fpass-plugin|--?specs|-wrapper|-Xclang|-load|-fuse-ld=[./]|-Wl,\S*-plugin|@)/.test(value)
    ? refuse('hazard-option', RUNS)
    : undefined;

/** cmake-variables(7): those that name programs, or code that is included. */
const cmakeVariable: Check = (value, place) => {
  const equals = value.indexOf('=');
  const name = (equals < 0 ? value : value.slice(0, equals)).replace(/:[A-Z]+$/i, '').toLowerCase();
  if (/flags(?:_|$)/.test(name)) return compilerFlags(value.slice(equals + 1), place);
  return /compiler(?:_launcher|_ar|_ranlib|_arg1|_external_toolchain)?$|launch|toolchain|program$|_command$|project_.*include|_executable$|module_path|prefix_path|linker|rule_|emulator|fetchcontent|_dir$|_compile_object$|_link_executable$|_(?:create|archive)_|_tool$|^cmake_(?:ar|ranlib|nm|objcopy|strip)$/.test(
    name,
  )
    ? refuse('hazard-option', 'sets a variable that names programs or code')
    : undefined;
};

/** `-Wl,-Map,file`: words for the linker or the preprocessor, of which some name a file to write or a plugin. */
const passedOn: Check = (value, place) => {
  const parts = value.split(',');
  for (const [at, part] of parts.entries()) {
    if (/^@|^--?(?:plugin|load-pass-plugin|mllvm|output|o(?:$|[=./]))/.test(part)) return refuse('hazard-option', RUNS);
    const writes = /^--?(?:Map|dependency-file|MD|MMD|MF)(?:=(.*))?$/.exec(part);
    const refusal = writes === null ? undefined : outsideRoot(writes[1] ?? parts[at + 1] ?? '', place);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const compiler: Grammar = {
  form: 'single',
  responseFiles: true,
  harmless:
    '-x= -l? -L? -D? -I? -std= -include= -isystem= -arch= -target= -MT= -MQ= -framework= -imacros= -iquote= -idirafter= -u= -z=',
  refused: {
    [RUNS]:
      '-wrapper= -B= -B* -fplugin= -specs= -iplugindir= -config= -config-system-dir= -config-user-dir= -gcc-toolchain= -fpass-plugin= -load= -Xclang= -no-canonical-prefixes -Xpreprocessor= -Xassembler= -Xlinker=',
    'keeps what it makes in between': '-dumpdir= -aux-info=',
  },
  checked: [
    { options: '-o= -o*? -MF= -MF*?', check: outsideRoot },
    { options: '-Wl,*? -Wp,*? -Wa,*?', check: passedOn },
    { options: '-fdump-*?', check: (value, place) => outsideRoot(value.slice(value.indexOf('=') + 1), place) },
    { options: '-fuse-ld=', check: onlyNames('bfd gold lld mold', RUNS) },
  ],
};

/** Compilers and build tools of C and of everything. */
export const builds: readonly ProgramHazards[] = [
  { programs: 'make gmake bmake', reference: 'make(1); the GNU manual: Overriding Variables, --eval', ...make },
  {
    programs: 'cmake',
    reference: 'cmake(1)',
    form: 'exact',
    harmless:
      '--debug-find-pkg= --debug-find-var= --trace-format= --trace-source= --profiling-format= -G= -A= --preset= -j? --parallel= -t= --target= --config= --component= --loglevel= --log-level= -N -L -W? --list-presets? --system-information? -U=',
    refused: {
      'runs a script': '-P= -C=',
      'runs a command of cmake': '-E',
      [CODE]: '-T= --toolchain= --debugger --project-file= --debugger-dap-log= --debugger-pipe=',
      [WRITES]: '--graphviz= --trace-redirect= --profiling-output=',
    },
    checked: [
      {
        options: '-D=',
        check: cmakeVariable,
      },
      { options: '-S= -B= --install-prefix= --prefix= --install= --build= --open=', check: outsideRoot },
    ],
    operand: outsideOperand,
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
    operand: outsideOperand,
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
    programs: 'just',
    reference: 'just(1)',
    form: 'exact',
    operandEndsOptions: true,
    harmless:
      '--color= --command-color= --list-heading= --list-prefix= --timestamp-format= --cygpath= -s= --show= --usage= --dump-format= --completions= --ceiling=',
    refused: {
      'reads another file of recipes': '-f= --justfile= -g --global-justfile',
      [ELSEWHERE]: '-d= --working-directory=',
      [RUNS]: '--shell= --shell-arg= --shell-command --set= -c= --command= -e --edit --choose --chooser= --init',
      [CODE]: '--dotenv-path= -E= --dotenv-filename= --tempdir=',
    },
    operand: (value, index, place) =>
      assignment(value) ?? (value.includes('/') && index === 0 ? outsideOperand(value, index, place) : undefined),
  },
  {
    programs: 'task go-task',
    reference: "Task's documentation: CLI reference",
    form: 'exact',
    harmless: '-C= --concurrency= -o= --output= -I= --interval= --sort= -c --color -p --parallel',
    refused: {
      'reads another file of recipes': '-t= --taskfile= -g --global',
      [ELSEWHERE]: '-d= --dir=',
      [RUNS]: '--download --insecure -i --init',
    },
    operand: assignment,
  },
  {
    programs: 'mage',
    reference: "Mage's documentation: mage -h",
    form: 'single',
    harmless: '-t= -timeout=',
    refused: { [ELSEWHERE]: '-d= -w=', [RUNS]: '-gocmd= -compile= -init' },
  },
  {
    programs: 'rake',
    reference: 'rake(1); OptionParser accepts abbreviations',
    harmless:
      '-j? --jobs? -T? --tasks? -D? --describe? -W? --where? --trace? --backtrace? --suppress-backtrace= -n -q -s -v -P -A -m -B',
    refused: {
      'reads another file of recipes': '-f= --rakefile= -R= --rakelibdir= --rakelib= -g --system -G --no-system',
      [RUNS]: '-e= --execute= -E= --execute-continue= -p= --execute-print=',
      [CODE]: '-r= --require= -I= --libdir=',
    },
    operand: (value, _index, place) => {
      const name = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(value)?.[1] ?? '';
      return isRefusedEnvironmentName(name, place.platform) || /^(?:TESTOPTS|SPEC_OPTS|CUCUMBER_OPTS)$/.test(name)
        ? assignment(value)
        : undefined;
    },
  },
];
