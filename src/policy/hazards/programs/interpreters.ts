import { onlyNames, outsideRoot, refuse, refusedKeys } from '../checks.js';
import type { Check, Grammar, ProgramHazards } from '../grammar.js';

const PRELOADS = 'loads other code before the script';
const CONFIGURES = 'takes another configuration, which may load code';
const DEBUGS = 'opens a debugger, which runs any code';
const WRITES = "writes to a file of the call's choice";
const INTERACTIVE = 'goes on with code from standard input';

/** A script that would be fetched from elsewhere. */
const remoteScript: Check = (value) =>
  /^(?:https?|npm|jsr|data|blob|node|git\+?[a-z]*|github):/i.test(value)
    ? refuse('hazard-url', 'is code from elsewhere')
    : undefined;

const nodeScript: Check = (value, place) =>
  value === 'inspect'
    ? refuse('hazard-subcommand', 'opens a debugger, which runs any code')
    : remoteScript(value, place);

const NODE: Grammar = {
  form: 'folded',
  operandEndsOptions: true,
  harmless: `-C= --conditions= --cpu-prof-interval= --disable-proto= --disable-warning= --dns-result-order= --experimental-default-type= --heap-prof-interval=
    --heapsnapshot-near-heap-limit= --heapsnapshot-signal= --input-type= --inspect-publish-uid= --max-http-header-size= --network-family-autoselection-attempt-timeout=
    --report-signal= --secure-heap= --secure-heap-min= --stack-trace-limit= --test-concurrency= --test-name-pattern= --test-skip-pattern= --test-shard=
    --test-timeout= --test-isolation= --test-coverage-branches= --test-coverage-functions= --test-coverage-lines= --test-coverage-include= --test-coverage-exclude= --title=
    --tls-cipher-list= --trace-event-categories= --trace-require-module= --unhandled-rejections= --use-largepages= --v8-pool-size= --watch-path= --max-old-space-size=
    --max-semi-space-size= --stack-size= --watch-kill-signal= --allow-fs-read= --allow-fs-write=`,
  refused: {
    [PRELOADS]: '-r= --require= --import= --loader= --experimental-loader= --test-global-setup= --snapshot-blob=',
    [CONFIGURES]: `--env-file= --env-file-if-exists= --openssl-config= --icu-data-dir= --experimental-policy= --policy-integrity= --experimental-config-file= --experimental-default-config-file
      --openssl-shared-config --experimental-sea-config= --build-snapshot-config= --build-snapshot --security-revert=`,
    [DEBUGS]: '--inspect? --inspect-brk? --inspect-wait? --inspect-port= --debug-port= --debug --debug-brk',
    [WRITES]: `--cpu-prof-dir= --cpu-prof-name= --diagnostic-dir= --heap-prof-dir= --heap-prof-name= --redirect-warnings= --report-dir= --report-directory= --report-filename=
      --tls-keylog= --trace-event-file-pattern= --logfile= --localstorage-file= --redirect-code-traces-to= --test-reporter-destination=`,
    [INTERACTIVE]: '-i --interactive',
  },
  checked: [{ options: '--test-reporter=', check: onlyNames('spec tap dot junit lcov', PRELOADS) }],
  script: {
    code: '-e= --eval= -p= --print= -pe=',
    info: '-v --version -h --help --v8-options --test --run= --completion-bash --prof-process',
    after: 'free',
    check: nodeScript,
  },
};

const DENO_RUN = {
  operandEndsOptions: true,
  checked: [{ options: '--coverage? --junit-path=', check: outsideRoot }],
  harmless: `--ext= --location= --seed= --watch? --log-level= -L= --check? --no-check? --reload? -r? --frozen? --cached-only --no-remote --filter= --parallel --shuffle? --fail-fast?
    --reporter= --ignore= --port= --host= --v8 --trace-leaks`,
  refused: {
    'lifts the sandbox': `-A --allow-all --allow-run? --allow-ffi? --allow-write? -W? --allow-env? -E? --allow-sys? -S? --allow-import? -I? --allow-scripts? --permission-set? -P?`,
    [PRELOADS]: '--preload= --require= --import-map= --unsafely-ignore-certificate-errors?',
    [CONFIGURES]: '-c= --config= --env-file? --cert= --lock= --v8-flags= --node-modules-dir? --lock-write',
    [DEBUGS]: '--inspect? --inspect-brk? --inspect-wait?',
  },
} satisfies Grammar;

/** Programs whose first operand is a script. */
export const interpreters: readonly ProgramHazards[] = [
  { programs: 'node nodejs', reference: 'node(1): OPTIONS; nodejs.org/api/cli.html', ...NODE },
  {
    programs: 'tsx',
    reference: "tsx's documentation; node(1)",
    ...NODE,
    refused: { ...NODE.refused, [CONFIGURES]: `${NODE.refused?.[CONFIGURES] ?? ''} --tsconfig=` },
    subcommands: { watch: NODE },
  },
  {
    programs: 'ts-node ts-node-esm ts-node-dev ts-node-script ts-node-transpile-only',
    reference: "ts-node's documentation: CLI options",
    form: 'folded',
    operandEndsOptions: true,
    harmless: '-D= --ignore-diagnostics= -I= --ignore= -F --files -T -H --pretty --moduleTypes=',
    refused: {
      [PRELOADS]: '-r= --require= --loader= --transpiler= -C= --compiler= --swc',
      [CONFIGURES]:
        '-P= --project= -O= --compiler-options= --cwd= --dir= --cwd-mode --script-mode --scope-dir= --showConfig',
      [INTERACTIVE]: '-i --interactive',
    },
    script: { code: '-e= --eval= -p= --print= -pe=', info: '-v -vv -vvv --version -h --help', after: 'free' },
  },
  {
    programs: 'deno',
    reference: "deno's documentation: Security and permissions",
    form: 'exact',
    operandEndsOptions: true,
    refused: DENO_RUN.refused,
    harmless: DENO_RUN.harmless,
    subcommands: {
      'run serve watch': { ...DENO_RUN, script: { info: '--help', after: 'free', check: remoteScript } },
      'test bench check cache doc info': DENO_RUN,
      'fmt lint types completions help outdated task coverage vendor': {
        ...DENO_RUN,
        harmless: `${DENO_RUN.harmless} --rules= --rules-tags= --rules-exclude=`,
      },
      'eval repl jupyter': 'runs code of the call',
      'install add i uninstall remove x create upgrade publish compile deploy sandbox approve-scripts':
        'installs or builds programs',
    },
    script: { info: '--version -V --help -h', after: 'free', check: remoteScript },
  },
  {
    programs: 'python pypy pythonw py',
    reference: 'python(1); docs.python.org: Command line and environment',
    form: 'exact',
    operandEndsOptions: true,
    harmless: '-Q= -B -b -d -E -I -O -P -q -R -s -S -t -u -v -x --check-hash-based-pycs=',
    texts: '-W=',
    refused: { [INTERACTIVE]: '-i' },
    checked: [{ options: '-X=', check: refusedKeys('presite pycache_prefix perf perf_jit', PRELOADS), text: true }],
    script: {
      codeLast: '-c= -m=',
      info: '-V --version -h -? --help --help-all --help-env --help-xoptions',
      after: 'free',
      check: remoteScript,
    },
  },
  {
    programs: 'ipython bpython ptpython jupyter jupyter-lab jupyter-notebook',
    reference: "IPython's documentation: ipython --help",
    executor: 'is a shell for code',
  },
  {
    programs: 'ruby jruby truffleruby',
    reference: 'ruby(1)',
    form: 'exact',
    operandEndsOptions: true,
    harmless:
      '-E= --encoding= --external-encoding= --internal-encoding= -K -F? -W -T -0 --enable= --disable= --yjit? --parser= --backtrace-limit= -a -c -d -l -n -p -s -U -v -w -y',
    refused: {
      [PRELOADS]: '-r= -I=',
      'works in another folder': '-C= -X= -x?',
      'looks the script up on PATH': '-S',
      'writes to the files': '-i?',
      'runs a program when it crashes': '--crash-report=',
    },
    script: { code: '-e=', info: '--version -v --help -h --copyright', after: 'free' },
  },
  { programs: 'irb pry', reference: 'irb(1)', executor: 'is a shell for code' },
  {
    programs: 'perl',
    reference: 'perlrun(1)',
    form: 'exact',
    operandEndsOptions: true,
    harmless: '-0 -C? -l -F? -a -c -n -p -s -t -T -u -U -w -W -X -f',
    refused: {
      [PRELOADS]: '-M= -m= -I=',
      [DEBUGS]: '-d? -D?',
      'writes to the files': '-i?',
      'works in another folder': '-x?',
      'looks the script up on PATH': '-S',
    },
    script: { code: '-e= -E=', info: '-v -V? -h --version --help', after: 'free' },
  },
  {
    programs: 'php php-cgi php-cli',
    reference: 'php(1)',
    form: 'exact',
    operandEndsOptions: true,
    harmless: '-n -C -H -q -s -w -l -e',
    refused: {
      [CONFIGURES]: '-c= --php-ini= -d= --define= -z= --zend-extension=',
      [INTERACTIVE]: '-a --interactive',
      'serves a folder': '-S= --server= -t= --docroot=',
    },
    script: {
      code: '-r= --run= -B= --process-begin= -R= --process-code= -E= --process-end= -F= --process-file=',
      file: '-f= --file=',
      info: '-v --version -i --info -m --modules -h --help --ini --rf= --rc= --re= --rz= --ri=',
      after: 'free',
      check: remoteScript,
    },
  },
  {
    programs: 'lua luajit texlua luau',
    reference: 'lua(1)',
    form: 'exact',
    operandEndsOptions: true,
    harmless: '-E -W -O? -v',
    refused: { [PRELOADS]: '-l= -b=', [INTERACTIVE]: '-i' },
    // Of LuaJIT: another name is a module that is loaded.
    checked: [{ options: '-j?', check: onlyNames('on off flush v p', 'loads code or writes a file') }],
    script: { code: '-e=', info: '-v', after: 'free' },
  },
  {
    programs: 'julia',
    reference: "Julia's documentation: Command-line Interface",
    form: 'exact',
    operandEndsOptions: true,
    harmless:
      '-t= --threads= -O? --optimize? -g? --color= --startup-file= --compile= --check-bounds= --depwarn= -q --gcthreads=',
    refused: {
      [PRELOADS]: '-L= --load= -J= --sysimage= -H= --home= --machine-file= -p= --procs=',
      [INTERACTIVE]: '-i',
    },
    checked: [{ options: '--project? --output-o= --track-allocation? --code-coverage?', check: outsideRoot }],
    script: { code: '-e= --eval= -E= --print= -m= --module=', info: '-v --version -h --help', after: 'free' },
  },
  {
    programs:
      'Rscript R octave matlab ghci runghc tclsh wish guile racket sbcl clisp elixir iex erl escript scala groovy jshell clojure clj bb janet coffee',
    reference: 'the manual page of each: Rscript(1), julia(1), tclsh(1), elixir(1) and so on',
    form: 'exact',
    operandEndsOptions: true,
    refused: {
      [PRELOADS]:
        '-r= -L= --load= -l= -I= --require= -M= -pa= -pz= -classpath= -cp= -J= -H= --sysimage= --project= -m=',
      [INTERACTIVE]: '-i --interactive',
    },
    script: {
      code: '-e= -E= --eval= --exec= --execute= --print= -p= -c= -x= --rpc-eval= -eval= -s= -S= --expression=',
      info: '--version -version -v -V --help -h',
      after: 'free',
    },
  },
  {
    programs: 'java javaw',
    reference: "java(1): Java launcher options, argument files; JDK's source launcher",
    form: 'single',
    operandEndsOptions: true,
    responseFiles: true,
    harmless:
      '-jar -cp= -classpath= -class-path= --class-path= -p= -module-path= -add-modules= -add-opens= -add-exports= -add-reads= -source= -d= -describe-module= -splash=',
    refused: {
      [PRELOADS]: '-javaagent? -agentlib? -agentpath? -patch-module= -Xbootclasspath? -Xbootclasspath/a? -Xrun?',
    },
    checked: [
      {
        options: '-XX?',
        check: (value) =>
          /^(?:OnError|OnOutOfMemoryError|Flags|VMOptionsFile|ErrorFile|HeapDumpPath|LogFile)=/.test(value)
            ? refuse('hazard-interpreter', 'runs a program when java crashes, or takes more options')
            : undefined,
      },
    ],
    script: {
      info: '-version -showversion -help -h -? -list-modules -X -dry-run',
      file: '-m= -module=',
      after: 'free',
    },
  },
];
