import { hazardCases } from './hazardCases.js';

hazardCases('Python tools', {
  'pytest **': {
    blocks: `
      pytest -p evil
      pytest -pevil
      pytest -xp evil
      pytest -c x.ini
      pytest --config-file=x
      pytest --rootdir=/tmp/e
      pytest --rootdir /tmp/e
      pytest -o python_files=evil.txt
      pytest -o addopts=-pevil
      pytest --override-ini=pythonpath=/tmp
      pytest /tmp/e/test_x.py
      pytest ../e
      pytest tests/../../e
      pytest --confcutdir=/tmp
      pytest --basetemp=src
      pytest --pdb
      pytest --pdbcls=x:y
      pytest --junitxml=/tmp/x
      pytest @args
      pytest --pyargs evil`,
    passes: `
      pytest
      pytest -x
      pytest -q tests/test_a.py::test_x
      pytest -k 'a and not b'
      pytest -m slow
      pytest -p no:cacheprovider
      pytest -o log_cli=true
      pytest -W error::DeprecationWarning
      pytest --maxfail=2
      pytest --co -q
      pytest --collect-only
      pytest -vv --tb=short
      pytest -n 4
      pytest --durations 10
      pytest /repo/tests
      pytest --cov=src --cov-report term
      pytest --junitxml=out.xml
      pytest --lf
      pytest -rA
      pytest tests -- -p
      pytest --ignore tests/slow
      pytest 'tests/test_a.py::test_x[/tmp]'
      pytest -k -p`,
  },
  'pip **': {
    blocks:
      'pip install evil\npip install -e .\npip install -r x\npip download x\npip wheel .\npip config set x y\npip list --python x\npip --index-url http://e list\npip list --index-url=http://e',
    passes:
      'pip list\npip show x\npip freeze\npip check\npip --version\npip list --outdated\npip list --format json\npip config get x',
  },
  'uv **': {
    blocks:
      'uv run x\nuv run python -c x\nuv tool run x\nuv add x\nuv pip install x\nuv --directory /tmp/e sync\nuv --project=/tmp/e lock\nuv python install 3.12\nuv sync --config-file x\nuv sync --index-url http://e',
    passes: 'uv sync\nuv lock\nuv tree\nuv pip list\nuv --version\nuv sync --frozen\nuv venv',
  },
  'poetry **': {
    blocks: 'poetry run x\npoetry shell\npoetry add x\npoetry -C /tmp/e install\npoetry config x y',
    passes: 'poetry install\npoetry show\npoetry check\npoetry lock\npoetry build',
  },
  'tox **': { blocks: 'tox -c x\ntox exec -- sh\ntox --workdir /tmp/x', passes: 'tox\ntox -e py312\ntox -p auto' },
  'nox **': { blocks: 'nox --noxfile x.py', passes: 'nox\nnox -s tests\nnox -l' },
  'ruff **': {
    blocks: 'ruff check --config x.toml\nruff server',
    passes: 'ruff check\nruff check --fix src\nruff format --check\nruff check --select E,F',
  },
  'black **': { blocks: 'black --config x .', passes: 'black --check .\nblack -l 100 src\nblack -c x=1' },
  'mypy **': {
    blocks: 'mypy --config-file x\nmypy --python-executable ./x\nmypy --install-types\nmypy @x',
    passes: 'mypy src\nmypy --strict -p pkg\nmypy -m pkg',
  },
  'pylint **': {
    blocks: 'pylint --load-plugins=x src\npylint --rcfile x src\npylint --init-hook=x src',
    passes: 'pylint src\npylint --disable=C src',
  },
  'coverage **': {
    blocks: 'coverage run x.py\ncoverage html -d /tmp/x',
    passes: 'coverage report -m\ncoverage html\ncoverage xml',
  },
  'coverage run -m pytest **': { blocks: 'coverage run -m pytest -p evil', passes: 'coverage run -m pytest -x' },
});
