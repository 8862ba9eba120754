import { onlyNames, outsideOperand, outsideRoot, ownConfiguration, refuse } from '../checks.js';
import type { Check, ProgramHazards } from '../grammar.js';

const CODE = 'loads code';
const CONFIGURES = 'takes another configuration, which may load code';

/** The name of a module of the project, perhaps with an object in it: what a server is given to run. */
const moduleName: Check = (value) =>
  /^[A-Za-z_][A-Za-z0-9_.]*(?::[A-Za-z0-9_.()]*)?$/.test(value) ? undefined : refuse('hazard-option', CODE);

/** Linters, formatters, type checkers and servers of Python. */
export const pythonCheckers: readonly ProgramHazards[] = [
  {
    programs: 'ruff',
    reference: "ruff's documentation: The Ruff Linter; ruff help check",
    form: 'exact',
    harmless: `--select= --ignore= --extend-select= --extend-ignore= --line-length= --target-version= --output-format= --exclude= --extend-exclude= --per-file-ignores= --stdin-filename= --fixable= --unfixable= --range= --color=
      --extension= --preview --fix`,
    checked: [
      ownConfiguration('--config=', 'ruff.toml .ruff.toml pyproject.toml', CONFIGURES),
      { options: '-o= --output-file= --cache-dir=', check: outsideRoot },
    ],
    subcommands: {
      'server generate-shell-completion': 'starts a server',
      'check format rule linter clean version config analyze': {},
    },
    inherited: true,
  },
  {
    programs: 'black',
    reference: "Black's documentation: Command line options",
    form: 'exact',
    harmless:
      '-l= --line-length= -t= --target-version= --include= --exclude= --extend-exclude= --force-exclude= --stdin-filename= -W= --workers= --required-version= --line-ranges= --enable-unstable-feature=',
    texts: '-c= --code=',
    checked: [ownConfiguration('--config=', 'pyproject.toml', CONFIGURES)],
  },
  {
    programs: 'isort',
    reference: "isort's documentation: Configuration options; argparse accepts abbreviations",
    harmless:
      '-l= --line-length= --profile= -m= --multi-line= -s= --skip= --skip-glob= -p= --project= -o= --thirdparty= -f= --future= -b= --builtin= -j? --jobs? --filename= -c --check-only -d --diff -q -v -e -a= --add-import= --py=',
    refused: {
      [CONFIGURES]: '--sp= --settings-path= --settings-file= --settings= --resolve-all-configs --config-root=',
      [CODE]: '--formatter= --sort-order=',
    },
  },
  {
    programs: 'flake8',
    reference: "Flake8's documentation: Full Listing of Options; argparse accepts abbreviations",
    harmless:
      '--select= --ignore= --extend-ignore= --extend-select= --max-line-length= --max-doc-length= --indent-size= --exclude= --extend-exclude= --filename= --stdin-display-name= --format= --per-file-ignores= -j= --jobs= --max-complexity= --color= --count --doctests --tee --benchmark',
    refused: { [CONFIGURES]: '--append-config=', [CODE]: '--enable-extensions= --require-plugins=' },
    checked: [
      ownConfiguration('--config=', 'setup.cfg tox.ini .flake8', CONFIGURES),
      { options: '--output-file=', check: outsideRoot },
    ],
  },
  {
    programs: 'pylint',
    reference: "Pylint's documentation: Options and switches; argparse accepts abbreviations",
    harmless: `-j= --jobs= -d= --disable= -e= --enable= --fail-under= --fail-on= --confidence= --ignore= --ignore-patterns= --ignore-paths= --msg-template= --max-line-length= --py-version= --good-names= --from-stdin -E -r= --reports= -s= --score=
      --errors-only --exit-zero --verbose -v --recursive= --source-roots= --clear-cache-post-run=`,
    refused: {
      [CODE]:
        '--load-plugins= --init-hook= --extension-pkg-allow-list= --extension-pkg-whitelist= --unsafe-load-any-extension=',
    },
    checked: [
      ownConfiguration(
        '--rcfile=',
        'pylintrc pylintrc.toml .pylintrc .pylintrc.toml pyproject.toml setup.cfg tox.ini',
        CONFIGURES,
      ),
      { options: '--output=', check: outsideRoot },
      {
        options: '-f= --output-format=',
        check: (value, place) =>
          /^[a-z0-9-]+$/.test(value) ? undefined : outsideRoot(value.slice(value.indexOf(':') + 1), place),
      },
    ],
    responseFiles: true,
  },
  {
    programs: 'mypy dmypy stubtest',
    reference: "mypy's documentation: The mypy command line; argparse accepts abbreviations and `@file`",
    harmless: `-p= --package= -m= --module= --python-version= --platform= --follow-imports= --exclude= --disable-error-code= --enable-error-code= --always-true= --always-false= --enable-incomplete-feature= --num-workers=
      --strict --ignore-missing-imports --show-error-codes --no-incremental --incremental --pretty --output= -O=`,
    texts: '-c= --command=',
    refused: {
      [CONFIGURES]: '--custom-typeshed-dir= --custom-typing-module=',
      [CODE]: '--python-executable= --install-types --shadow-file=',
    },
    checked: [
      ownConfiguration('--config-file=', 'mypy.ini .mypy.ini pyproject.toml setup.cfg', CONFIGURES),
      {
        options:
          '--cache-dir= --html-report= --junit-xml= --txt-report= --xml-report= --linecount-report= --linecoverage-report= --lineprecision-report= --any-exprs-report= --cobertura-xml-report= --xslt-html-report= --xslt-txt-report= --quickstart-file=',
        check: outsideRoot,
      },
    ],
    responseFiles: true,
  },
  {
    programs: 'pyright basedpyright',
    reference: "pyright's documentation: Command-Line Options",
    form: 'exact',
    harmless: '--level= --pythonversion= --pythonplatform= --threads? --createstub= --verifytypes= --warnings --stats',
    refused: { [CODE]: '--pythonpath= -v= --venvpath= --venv-path= -t= --typeshedpath=' },
    checked: [{ options: '-p= --project= --baselinefile=', check: outsideRoot }],
  },
  {
    programs: 'bandit',
    reference: "Bandit's documentation: bandit --help; argparse accepts abbreviations",
    harmless:
      '-a= --aggregate= -n= --number= -p= --profile= -t= --tests= -s= --skip= -l -i -f= --format= --msg-template= -x= --exclude= -b= --baseline= --severity-level= --confidence-level= -r -q -v -d --ignore-nosec',
    refused: { [CONFIGURES]: '-c= --configfile= --ini=' },
    checked: [{ options: '-o= --output=', check: outsideRoot }],
  },
  {
    programs:
      'pyflakes pycodestyle autopep8 yapf ty pyre pydocstyle vulture codespell interrogate radon yamllint djlint sqlfluff',
    reference: 'the --help of each',
    harmless: `--select= --ignore= --max-line-length= --exclude= -e= -l= -d --diff -i -r -j= --jobs= -p --format= --min-confidence= --skip= -S= -L= --ignore-words-list= --first= --show-source --aggressive -a -f= --fail-under=
      --indent-size= --range= --lines= --dialect=`,
    refused: {
      [CONFIGURES]:
        '--config= --config-file= --global-config= --style= --source-dir= --local-config= --dictionary= -D= -I= --ignore-words=',
      [CODE]: '--plugin= --binary= --typeshed=',
    },
    checked: [{ options: '-o= --output= --output-file=', check: outsideRoot }],
  },
  {
    programs: 'uvicorn hypercorn daphne granian',
    reference: "Uvicorn's documentation: Settings",
    form: 'exact',
    harmless:
      '--host= --port= -b= --bind= --workers= -w= --log-level= --timeout-keep-alive= --root-path= --header= --limit-concurrency= --backlog= --fd= --interface= --reload-include= --reload-exclude= --reload-delay=',
    refused: { [CONFIGURES]: '--env-file= --log-config= -c= --config=', [CODE]: '--app-dir= --chdir=' },
    checked: [
      {
        options: '--loop= --http= --ws= --lifespan=',
        check: onlyNames('auto none asyncio uvloop h11 httptools websockets websockets-sansio wsproto on off', CODE),
      },
      { options: '-p= --pid= --reload-dir= --ssl-keyfile= --ssl-certfile= --uds=', check: outsideRoot },
      { options: '-k= --worker-class=', check: onlyNames('asyncio uvloop trio', CODE) },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'gunicorn',
    reference: "Gunicorn's documentation: Settings; argparse accepts abbreviations",
    harmless:
      '-b= --bind= -w= --workers= --threads= -t= --timeout= --log-level= --name= -n= --backlog= --keep-alive= --graceful-timeout= --max-requests= --max-requests-jitter= -e= --env= --forwarded-allow-ips= --reload --capture-output --preload --access-logformat=',
    refused: {
      [CONFIGURES]: '-c= --config= --paste= --paster= --log-config= --log-config-json= --log-config-dict=',
      [CODE]: '--chdir= --pythonpath= --logger-class= --statsd-host= --user= -u= --group= -g=',
    },
    checked: [
      {
        options: '-k= --worker-class=',
        check: onlyNames(
          'sync eventlet gevent gthread tornado uvicorn.workers.UvicornWorker uvicorn.workers.UvicornH11Worker uvicorn_worker.UvicornWorker',
          CODE,
        ),
      },
      {
        options:
          '-p= --pid= --access-logfile= --error-logfile= --log-file= --worker-tmp-dir= --reload-extra-file= --certfile= --keyfile=',
        check: outsideRoot,
      },
    ],
  },
  {
    programs: 'flask celery',
    reference: "Flask's and Celery's documentation: command line",
    form: 'exact',
    harmless:
      '-p= --port= -h= --host= -l= --loglevel= -c= --concurrency= -Q= --queues= -P= --pool= -n= --hostname= -B -E --cert= --key=',
    refused: {
      [CONFIGURES]: '-e= --env-file= --config=',
      [CODE]: '--workdir= --loader= --result-backend= -b= --broker=',
    },
    checked: [
      {
        options: '-A= --app=',
        check: (value, place) =>
          /^[\w./-]+\.py(?::[\w.]+)?$/.test(value) ? outsideRoot(value, place) : moduleName(value, place),
      },
      { options: '-f= --logfile= --pidfile= -s= --schedule= --statedb=', check: outsideRoot },
    ],
    inherited: true,
    subcommands: { shell: 'runs code of the call' },
  },
  {
    programs: 'django-admin alembic fastapi streamlit',
    reference: 'the documentation of Django, Alembic, FastAPI and Streamlit: command line',
    form: 'exact',
    harmless:
      '--host= --port= -l= --locale= -n= --name= -m= --message= -v= --verbosity= --server.*= -x= --rev-id= --app=',
    refused: { [CODE]: '--pythonpath= --settings= --app-dir=', [CONFIGURES]: '-c= --config=' },
    inherited: true,
    subcommands: { 'shell shell_plus dbshell startproject startapp runscript init': 'runs or writes code' },
  },
];
