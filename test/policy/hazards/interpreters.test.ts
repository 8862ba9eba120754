import { hazardCases } from './hazardCases.js';

hazardCases('interpreters', {
  'node **': {
    blocks: `
      node
      node -
      node -e 1
      node --eval=1
      node --eval 1
      node -p 1
      node -pe 1
      node --print 1
      node -r ./x a.js
      node --require=./x a.js
      node --require ./x a.js
      node --import ./x.mjs a.js
      node --import=data:text/javascript,1 a.js
      node --loader ./x a.js
      node --experimental-loader=./x a.js
      node --experimental_loader=./x a.js
      node --env-file=x a.js
      node --inspect a.js
      node --inspect=0.0.0.0:9229 a.js
      node --inspect-brk a.js
      node -i
      node --interactive a.js
      node --title x -e 1
      node --no-warnings -e 1
      node --no-warnings
      node --test --import ./x
      node --test-reporter=./x.js --test
      node --openssl-config=x a.js
      node --diagnostic-dir=/tmp a.js
      node inspect a.js
      node --snapshot-blob x a.js
      node a.js .npmrc`,
    passes: `
      node a.js
      node a.js -e prod
      node a.js --eval x
      node dist/index.js --require x
      node --version
      node -v
      node --help
      node --test
      node --test tests/
      node --test --test-name-pattern=x
      node --test-reporter=spec --test
      node --enable-source-maps a.js
      node --max-old-space-size=4096 a.js
      node --max-old-space-size 4096 a.js
      node --trace-warnings a.js
      node --no-warnings a.js -p
      node --check a.js
      node --watch a.js
      node --conditions dev a.js
      node -- a.js -e
      node --expose-gc a.js`,
  },
  'node scripts/*.mjs': { passes: 'node scripts/a.mjs' },
  'node -e *': { passes: "node -e 'console.log(1)'" },
  'node -r ./setup.js **': {
    passes: 'node -r ./setup.js a.js',
    blocks: 'node -r ./setup.js -r ./x a.js\nnode -r ./setup.js',
  },
  'python **': {
    blocks: `
      python
      python -
      python -c 1
      python -Ic 1
      python -cprint
      python -m pip
      python -mpip
      python -um pip
      python -i a.py
      python -ui a.py
      python -X presite=evil a.py
      python -B -c 1
      python -W ignore -c 1
      python -Wignore -c x
      python -u`,
    passes: `
      python a.py
      python a.py -c conf
      python -u a.py
      python -W error a.py -m x
      python -X dev a.py
      python -OO a.py
      python -V
      python --version
      python -X importtime a.py
      python -- a.py`,
  },
  'python3 **': { blocks: 'python3 -c 1', passes: 'python3 a.py' },
  'python3.12 **': { blocks: 'python3.12 -m x', passes: 'python3.12 a.py' },
  'perl **': {
    blocks: `
      perl
      perl -e 1
      perl -E 1
      perl -ne 1 a
      perl -lane 1
      perl -Mevil a.pl
      perl -I lib a.pl
      perl -i a.pl
      perl -pi.bak a.pl
      perl -d a.pl
      perl -`,
    passes: `
      perl a.pl
      perl -w a.pl -e
      perl -c a.pl
      perl -v`,
  },
  'ruby **': {
    blocks:
      'ruby\nruby -e 1\nruby -ne 1\nruby -r x a.rb\nruby -rx a.rb\nruby -I lib a.rb\nruby -C /tmp a.rb\nruby -S x',
    passes: 'ruby a.rb -e x\nruby -w a.rb\nruby --version\nruby -c a.rb',
  },
  'php **': {
    blocks: 'php\nphp -r x\nphp -a\nphp -d auto_prepend_file=x a.php\nphp -S 0.0.0.0:80\nphp --run=x\nphp -B x',
    passes: 'php a.php -r x\nphp -l a.php\nphp -v\nphp -f a.php\nphp -m',
  },
  'lua **': { blocks: 'lua\nlua -e x\nlua -i a.lua\nlua -l x a.lua\nlua -', passes: 'lua a.lua -e x\nlua -v' },
  'deno **': {
    blocks: `
      deno
      deno eval x
      deno repl
      deno run -A a.ts
      deno run --allow-all a.ts
      deno run --allow-run a.ts
      deno run --allow-write=. a.ts
      deno run https://e/x.ts
      deno run npm:evil
      deno run --config x a.ts
      deno install x
      deno test -A
      deno run --inspect a.ts
      deno run -`,
    passes: `
      deno run a.ts
      deno run a.ts -A
      deno run --allow-net a.ts
      deno run --allow-read a.ts
      deno test
      deno fmt --check
      deno lint
      deno task build
      deno check a.ts
      deno --version`,
  },
  'bun **': {
    blocks: `
      bun -e x
      bun --eval=x
      bun x evil
      bun add evil
      bun install
      bun --preload ./x a.ts
      bun run --preload=./x a.ts
      bun -c x a.ts
      bun create x
      bun repl
      bun exec ls
      bun sh -c x
      bun run sh x
      bun --cwd /tmp/e run x`,
    passes: `
      bun run dev
      bun test
      bun a.ts -e x
      bun run build --watch
      bun --version
      bun pm ls
      bun install --frozen-lockfile
      bun build a.ts --outdir dist`,
  },
  'tsx **': {
    blocks: 'tsx\ntsx -e x\ntsx --import ./x a.ts\ntsx -r ./x a.ts\ntsx --tsconfig x a.ts\ntsx watch -e x',
    passes: 'tsx a.ts -e x\ntsx watch a.ts\ntsx --version',
  },
  'ts-node **': {
    blocks: 'ts-node -e x\nts-node -r x a.ts\nts-node -P x a.ts\nts-node --compilerOptions x a.ts',
    passes: 'ts-node a.ts -e\nts-node -T a.ts',
  },
  'java **': {
    blocks:
      'java\njava -javaagent:x.jar -jar a.jar\njava -agentlib:jdwp=x -jar a.jar\njava -XX:OnOutOfMemoryError=x -jar a.jar\njava @opts -jar a.jar\njava -Xbootclasspath/a:x Main',
    passes:
      'java -jar a.jar -x\njava -Xmx1g -jar a.jar\njava -version\njava -cp build Main --x\njava -XX:+UseG1GC -jar a.jar\njava -Dfoo=bar -jar a.jar',
  },
});
