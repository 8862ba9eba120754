import { hazardCases } from './hazardCases.js';

hazardCases('npm', {
  'npm **': {
    blocks: `
      npm exec evil
      npm x evil
      npm exe evil
      npm install evil
      npm i evil
      npm insta evil
      npm add evil
      npm it
      npm init x
      npm create x
      npm explore x -- ls
      npm config set script-shell ./x
      npm c set x y
      npm set x y
      npm link x
      npm run test --script-shell=./x
      npm run test --script-shell ./x
      npm run test --script-sh=./x
      npm --script-shell=./x test
      npm run test --node-options=--require=./x
      npm test --prefix /tmp/e
      npm -C /tmp/e test
      npm --userconfig=x test
      npm --globalconfig x test
      npm ls -g
      npm view x --registry=http://e
      npm pkg set scripts.test=x
      npm --prefi /tmp/e test
      npm edit x
      npm ci --foreground-scripts --script-shell ./x`,
    passes: `
      npm test
      npm t
      npm run
      npm run build
      npm run build --silent
      npm run -s lint
      npm run test -- --prefix x
      npm run test -- -c x.js --script-shell=y
      npm run test --workspace packages/a
      npm run test -w a --if-present
      npm ci
      npm ls --depth 0
      npm ls --all
      npm outdated
      npm audit
      npm view x versions --json
      npm pack --dry-run
      npm version patch -m x
      npm config get registry
      npm pkg get name
      npm run test src/a.test.ts
      npm --version
      npm search --script x
      npm uninstall x
      npm why x
      npm doctor
      npm prefix
      npm help`,
  },
  'npm run *': { passes: 'npm run test\nnpm run test:unit' },
  'npm install **': { passes: 'npm install left-pad', blocks: 'npm install x --script-shell ./x\nnpm install -g x' },
  'npm run test **': {
    passes: 'npm run test -- -t x\nnpm run test a b',
    blocks: 'npm run test --prefix x\nnpm run test --node-options x',
  },
  'npm run * --prefix packages/app': { passes: 'npm run test --prefix packages/app' },
});

hazardCases('pnpm, yarn and the like', {
  'pnpm **': {
    blocks: `
      pnpm dlx evil
      pnpm exec evil
      pnpm add evil
      pnpm install
      pnpm i
      pnpm create x
      pnpm -C /tmp/e test
      pnpm --dir=/tmp/e test
      pnpm sh -c x
      pnpm bash x
      pnpm node -e x
      pnpm eslint -c x.js
      pnpm --script-shell ./x test
      pnpm config set x y
      pnpm env use 20`,
    passes: `
      pnpm test
      pnpm run build
      pnpm build --watch
      pnpm --filter web test
      pnpm -r run lint
      pnpm install --frozen-lockfile
      pnpm ls
      pnpm why x
      pnpm eslint src
      pnpm outdated`,
  },
  'yarn **': {
    blocks:
      'yarn\nyarn dlx evil\nyarn exec x\nyarn add x\nyarn install\nyarn node -e x\nyarn --cwd /tmp/e test\nyarn create x\nyarn config set x y\nyarn workspace a exec sh\nyarn --use-yarnrc x test\nyarn run sh -c x',
    passes:
      'yarn test\nyarn build --watch\nyarn run lint\nyarn workspace a build\nyarn install --immutable\nyarn why x\nyarn --version\nyarn --frozen-lockfile\nyarn config get registry',
  },
  'corepack **': { blocks: 'corepack enable\ncorepack use pnpm', passes: 'corepack --version' },
  'turbo **': { blocks: 'turbo run x --cwd=/tmp/e', passes: 'turbo run build --filter=web' },
});
