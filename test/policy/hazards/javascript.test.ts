import { hazardCases } from './hazardCases.js';

hazardCases('JavaScript tools', {
  'eslint **': {
    blocks: `
      eslint -c x.js src
      eslint --config x.js src
      eslint --config=x.js src
      eslint --rulesdir x src
      eslint --plugin ./x src
      eslint --parser ./x src
      eslint --resolve-plugins-relative-to=/tmp src
      eslint -f ./x.js src
      eslint --format=./x.js src
      eslint -o x src
      eslint --output-file x src
      eslint --init`,
    passes: `
      eslint .
      eslint src --ext .ts
      eslint --fix src
      eslint -f json src
      eslint --max-warnings 0 src
      eslint --cache --quiet src
      eslint --rule 'no-x: 2' src
      eslint --format stylish src
      eslint -- -c`,
  },
  'prettier **': {
    blocks: 'prettier --config x .\nprettier --plugin=./x .',
    passes: 'prettier --check .\nprettier --write src\nprettier -c src\nprettier --parser babel a.js',
  },
  'vitest **': {
    blocks: `
      vitest -c x
      vitest --config=/tmp/e.ts
      vitest run --config x.ts
      vitest --root /tmp/e
      vitest -r /tmp/e
      vitest --dir=/tmp/e
      vitest --globalSetup=./x
      vitest --global-setup ./x
      vitest --reporter=./x.js
      vitest --environment ./x
      vitest --pool=./x
      vitest --poolOptions.forks.execArgv=--require=x
      vitest --ui
      vitest --api.host=0.0.0.0
      vitest --runner ./x
      vitest run --outputFile=/tmp/x
      vitest --inspect-brk
      vitest init browser`,
    passes: `
      vitest
      vitest run
      vitest run src/a.test.ts
      vitest -t 'a b'
      vitest run --coverage
      vitest --reporter=verbose
      vitest --reporter dot
      vitest --environment jsdom
      vitest --pool threads
      vitest run --bail 1
      vitest related src/a.ts
      vitest run -u
      vitest --project unit
      vitest run --changed`,
  },
  'jest **': {
    blocks:
      "jest --config x\njest -c x\njest --config='{}'\njest --rootDir /tmp/e\njest --root-dir=/tmp/e\njest --globalSetup ./x\njest --testEnvironment ./x\njest --reporters=./x\njest --transform x\njest --setupFilesAfterEnv ./x\njest --runner ./x\njest --init",
    passes:
      'jest\njest -t x\njest --coverage\njest src/a.test.ts\njest --watch\njest --ci -i\njest -u\njest --env=jsdom\njest --testPathPattern a\njest --bail --verbose',
  },
  'mocha **': {
    blocks: 'mocha -r ./x\nmocha --require=./x\nmocha --config x\nmocha --reporter ./x.js\nmocha --import ./x',
    passes: 'mocha\nmocha test/a.js -g x\nmocha --reporter spec --timeout 5000',
  },
  'tsc **': {
    blocks: 'tsc @x\ntsc --outDir /tmp/x\ntsc --outFile ../x.js',
    passes: 'tsc\ntsc --noEmit\ntsc -p tsconfig.json\ntsc --outDir dist\ntsc -b --watch\ntsc -noEmit',
  },
  'webpack **': {
    blocks: 'webpack -c x.js\nwebpack --config ./x.js\nwebpack --output-path /tmp/x',
    passes: 'webpack --mode production\nwebpack --watch',
  },
  'rollup **': {
    blocks: 'rollup -c x.js\nrollup -p ./x a.js\nrollup a.js --plugin ./x',
    passes: 'rollup a.js --format es',
  },
  'esbuild **': {
    blocks: 'esbuild a.ts --outfile=/tmp/x\nesbuild --servedir=.',
    passes: 'esbuild a.ts --bundle --outfile=dist/a.js\nesbuild a.ts --minify',
  },
  'vite **': {
    blocks: 'vite -c x.ts\nvite --config=/tmp/x.ts\nvite build --outDir /tmp/x',
    passes:
      'vite\nvite build\nvite --port 5173 --strictPort\nvite preview --host\nvite dev --mode test\nvite build --outDir dist',
  },
  'next **': {
    blocks: 'next telemetry disable\nnext dev --inspect',
    passes: 'next dev -p 3001\nnext build\nnext start\nnext lint',
  },
  'playwright **': {
    blocks:
      'playwright test -c x\nplaywright install\nplaywright test --reporter=./x\nplaywright codegen\nplaywright test --config=x',
    passes:
      'playwright test\nplaywright test tests/a.spec.ts --project=chromium\nplaywright test --reporter=list\nplaywright test -g x',
  },
  'nodemon **': {
    blocks: 'nodemon -x sh\nnodemon --exec sh\nnodemon --config x',
    passes: 'nodemon app.js\nnodemon -w src app.js',
  },
  'stylelint **': { blocks: 'stylelint --config x\nstylelint --custom-syntax ./x', passes: 'stylelint "src/**/*.css"' },
  'biome **': { blocks: 'biome check --config-path=/tmp/x', passes: 'biome check src\nbiome format --write src' },
});
