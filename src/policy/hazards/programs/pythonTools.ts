import { outsideOperand, outsideRoot, ownConfiguration, refuse, refusedKeys, writesFile } from '../checks.js';
import type { Grammar, ProgramHazards } from '../grammar.js';

const CONFIGURES = 'takes another configuration, which may load code';
const ELSEWHERE = 'works in another project';
const INSTALLS = 'installs packages, which may run code';
const RUNS = 'runs a program';

const wrapper: Grammar = {
  refusal: RUNS,
  executor: 'runs the command that it is given',
  operandEndsOptions: true,
  harmless: `--with= --with-editable= --with-requirements= --extra= --group= --only-group= --no-group= -p= --python= --package= --env-file= --directory= --project= -m= --module= --env= -e= --only-dev
    --index-url= -i= --from= -C= -P= -L= --cwd= -n= --name= --manifest-path=`,
  runs: { skip: 0 },
};

const pip: Grammar = {
  inherited: true,
  harmless: `-r= --requirement= -c= --constraint= --log= --proxy= --retries= --timeout= --exists-action= --format= --progress-bar= --platform= --python-version= --implementation= --abi= -l --path= --exclude=
    --report= --no-binary= --only-binary= -v -q --cache-dir=`,
  refused: {
    'runs another python': '--python=',
    'takes packages from elsewhere':
      '-i= --index-url= --extra-index-url= -f= --find-links= --trusted-host= --cert= --client-cert=',
    [CONFIGURES]: '--config-settings= -C= --build-option= --global-option= --install-option= --use-feature=',
    'writes outside of the environment':
      '-t= --target= --prefix= --root= --src= -b= --build= --user -d= --dest= -w= --wheel-dir=',
  },
  subcommands: {
    'install download wheel lock': INSTALLS,
    config: { subcommands: { 'set unset edit': 'changes the configuration', 'get list debug': {} } },
    'list show freeze check uninstall search hash inspect index cache debug help completion': {},
  },
};

export const pythonTools: readonly ProgramHazards[] = [
  {
    programs: 'pytest py.test',
    reference: "pytest's documentation: Command-line Flags, ini-options",
    form: 'exact',
    harmless: `--assert= --log-cli-format= --log-cli-date-format= --log-file-date-format= --log-auto-indent= --log-disable= --benchmark-min-time= --benchmark-max-time= --benchmark-min-rounds= --benchmark-warmup-iterations= --benchmark-compare-fail= --benchmark-sort= --benchmark-group-by= --benchmark-columns= --benchmark-name= --benchmark-time-unit= --benchmark-save= --benchmark-calibration-precision= --maxfail= --tb= --durations= --durations-min= --verbosity= --show-capture= --capture= --junit-prefix= --cov= --cov-report= --cov-fail-under= --cov-branch --cov-context= -n= --numprocesses= --dist= --timeout=
      --import-mode= --ignore= --last-failed-no-failures= --lfnf= --log-level= --log-format= --log-date-format= --log-cli-level= --log-file-level= --log-file-format= --color= --code-highlight= --pastebin= --reruns=
      --reruns-delay= --asyncio-mode= --timeout-method= --randomly-seed= --hypothesis-seed= --hypothesis-profile= --doctest-report= --doctest-glob= --maxprocesses= --benchmark-only --shard-id= --num-shards= --splits= --group= --browser= --ds= --dc= -q -s -v -x -l --db -R= --lf --ff --nf --sw --xfail-tb --force-sugar --co --collect-only`,
    texts: '-k= -m= -W= -r= --ignore-glob= --deselect= --pythonwarnings=',
    refused: {
      [CONFIGURES]: '--rootdir= --confcutdir=',
      'opens a debugger, which runs any code': '--pdb --trace --pdbcls=',
      'deletes and writes a folder': '--basetemp=',
      'loads the tests of any installed package': '--pyargs',
      [RUNS]:
        '--benchmark-timer= --tx= --rsyncdir= --px= -d --cov-config= --splinter-webdriver-executable= --executable=',
    },
    checked: [
      ownConfiguration(
        '-c= --config-file= --inifile=',
        'pytest.ini .pytest.ini pytest.toml .pytest.toml pyproject.toml tox.ini setup.cfg',
        CONFIGURES,
      ),
      {
        options: '-p=',
        check: (value) => (/^\s*no:/.test(value) ? undefined : refuse('hazard-option', 'loads a plugin')),
        text: true,
      },
      {
        options: '-o= --override-ini=',
        check: refusedKeys(
          `addopts python_files python_classes python_functions testpaths pythonpath norecursedirs required_plugins usefixtures django_settings_module env env_files plugins collect_imported_tests confcutdir python_paths
           cache_dir log_file junit_logging_path`,
          'changes which code is loaded',
        ),
        text: true,
      },
      {
        options:
          '--junitxml= --junit-xml= --log-file= --html= --json-report-file= --resultlog= --result-log= --debug= --report-log= --csv=',
        check: outsideRoot,
      },
    ],
    responseFiles: true,
    operand: outsideOperand,
  },
  {
    programs: 'unittest',
    reference: "Python's documentation: unittest, Command-Line Interface (run as `python -m unittest`)",
    harmless: '-b -c -f -q -v --locals --durations=',
    texts: '-k=',
    checked: [{ options: '-s= --start-directory= -t= --top-level-directory=', check: outsideRoot }],
    operand: outsideOperand,
  },
  { programs: 'pip', reference: "pip's documentation: pip(1)", ...pip },
  {
    programs: 'uv',
    reference: "uv's documentation: Commands",
    form: 'exact',
    inherited: true,
    harmless:
      '--color= -p= --python= --package= --extra= --group= --no-group= --only-group= --format= --python-version= --python-platform= --resolution= --prerelease= --exclude-newer= --link-mode= --refresh-package= --allow-insecure-host=',
    refused: {
      [ELSEWHERE]: '--directory= --project=',
      [CONFIGURES]: '--config-file= --config-setting= -C= --cache-dir= --env-file= --keyring-provider=',
      'takes packages from elsewhere':
        '-i= --index-url= --extra-index-url= --index= --default-index= -f= --find-links= --with= --with-editable= --with-requirements= --from=',
    },
    subcommands: {
      run: wrapper,
      tool: { subcommands: { run: wrapper, 'install upgrade update-shell': INSTALLS, 'list dir uninstall': {} } },
      'add init build publish': INSTALLS,
      pip:
        pip.subcommands === undefined
          ? {}
          : { subcommands: { ...pip.subcommands, 'sync compile': INSTALLS, tree: {} } },
      python: { subcommands: { 'install upgrade pin': INSTALLS, 'list find dir uninstall': {} } },
      self: { subcommands: { update: INSTALLS } },
      venv: { operand: outsideOperand },
    },
    harmlessSubcommands: 'sync lock tree export remove version cache help generate-shell-completion format',
  },
  {
    programs: 'poetry',
    reference: "Poetry's documentation: Commands",
    inherited: true,
    harmless: '--with= --without= --only= -E= --extras= --format= -f= -o=',
    refused: {
      [ELSEWHERE]: '-C= --directory= -P= --project=',
      'takes packages from elsewhere': '--source= --repository=',
    },
    subcommands: {
      run: wrapper,
      'add init new source self plugin update publish': INSTALLS,
      shell: 'opens a shell',
      config: 'changes the configuration',
      env: { subcommands: { use: 'takes another python' } },
    },
  },
  {
    programs: 'pipenv pdm hatch rye pixi conda mamba micromamba',
    reference: 'the documentation of pipenv, PDM, Hatch, Rye, pixi and conda',
    inherited: true,
    harmless: '-n= --name= --extra= -G= --group= -e= --env= --categories= --python-version=',
    refused: {
      [ELSEWHERE]: '-p= --project= --pypi-mirror= -C= --config= --prefix=',
      'runs another python': '--python=',
    },
    subcommands: {
      'run exec x': wrapper,
      'install add update upgrade create shell init new sync self plugin publish use import fetch': `${INSTALLS}, or opens a shell`,
      'config fix': 'changes the configuration',
      open: 'opens an editor',
    },
  },
  {
    programs: 'tox',
    reference: "tox's documentation: CLI interface",
    form: 'exact',
    harmless:
      '-e= -f= -m= -p? --parallel? --result-json= --skip-env= --skip-pkg-install -q -v -r -l -a -n -o -b -s? -k= --conf-key= --hashseed= --stderr-color= --colored=',
    refused: {
      [CONFIGURES]: '-c= --conf= -x= --override= --root= --workdir= --work-dir=',
      [RUNS]: '--force-dep= --discover= --installpkg= --develop --pre --runner= --default-runner=',
    },
    subcommands: {
      'exec e quickstart q devenv d': RUNS,
      'run r run-parallel p config c list l depends de legacy le': {},
    },
    inherited: true,
  },
  {
    programs: 'nox',
    reference: "nox's documentation: Command-line usage",
    harmless:
      '-s= -e= --sessions= --session= -k= --keywords= -t= --tags= -p= --pythons= --python= --extra-pythons= --extra-python= -db= --default-venv-backend= -R -r -N -x -l --list --stop-on-first-error --reuse-existing-virtualenvs --no-install',
    refused: {
      [CONFIGURES]: '-f= --noxfile=',
      [RUNS]: '-P= --force-pythons= --force-python= -fb= --force-venv-backend=',
    },
    checked: [{ options: '--envdir= --report=', check: outsideRoot }],
  },
  {
    programs: 'coverage',
    reference: "coverage.py's documentation: command line",
    operandEndsOptions: true,
    subcommands: {
      run: {
        refusal: 'runs a script or module',
        executor: 'runs a script or module',
        operandEndsOptions: true,
        harmless: '--source= --include= --omit= --context= --data-file= --rcfile= --concurrency=',
        script: { codeLast: '-m= --module=', after: 'free' },
      },
      'report html xml json lcov combine erase annotate debug': {
        checked: [
          ownConfiguration('--rcfile=', '.coveragerc setup.cfg tox.ini pyproject.toml', CONFIGURES),
          { options: '-d= --directory= -o= --data-file=', check: outsideRoot },
        ],
        harmless: '--include= --omit= -m --fail-under= --format= --precision= --sort=',
      },
    },
  },
  {
    programs: 'ansible ansible-playbook ansible-galaxy ansible-console ansible-pull fab invoke inv',
    reference: "Ansible's documentation: ansible(1), ansible-playbook(1)",
    executor: 'runs programs on this and other hosts',
  },
  {
    programs: 'pre-commit',
    reference: "pre-commit's documentation",
    refused: { [CONFIGURES]: '-c= --config=' },
    subcommands: {
      'install install-hooks init-templatedir try-repo autoupdate migrate-config': 'changes which hooks run',
      'run validate-config clean gc uninstall sample-config': { refused: { [CONFIGURES]: '-c= --config=' } },
    },
  },
  {
    programs: 'twine',
    reference: "twine's documentation",
    refused: { [CONFIGURES]: '--config-file= --cert= --repository-url=' },
  },
  {
    programs: 'cython cythonize nuitka pyinstaller',
    reference: 'the documentation of each',
    checked: [{ options: '-o= --output-file= --distpath=', check: writesFile }],
  },
];
