import { noModulePath, outsideOperand, outsideRoot, refuse } from '../checks.js';
import type { Grammar, ProgramHazards } from '../grammar.js';

const CODE = 'loads code';
const CONFIGURES = 'takes another configuration, which is code';
const ELSEWHERE = 'works in another project';
const RUNS = 'runs a program';
const DEBUGS = 'opens a debugger, which runs any code';
const INSTALLS = 'installs packages, or writes or runs code';

/** Servers of a framework: the folder may be named, the configuration not. */
const framework: Grammar = {
  form: 'folded',
  harmless:
    '-p= --port= --host? --hostname= -H= --mode= -m= --base= --log-level= -l= --target= --filter= -f= --open? --site=',
  refused: {
    [CONFIGURES]: '-c= --config= --config-dir= -C= --config-loader= --ts-config=',
    [ELSEWHERE]: '--root= --cwd= --root-dir=',
    [CODE]: '--plugin= --experimental-upload-trace= --node-options= --require= --main= --preset=',
    [DEBUGS]: '--inspect? --inspect-brk?',
  },
  checked: [{ options: '--out-dir= --output-path= -o= --output-dir= --dist-dir=', check: outsideRoot }],
  subcommands: { 'add create generate g init upgrade update new codemod telemetry run install eject': INSTALLS },
  operand: outsideOperand,
};

/** Bundlers, compilers and development servers of JavaScript: most read a configuration that is code. */
export const jsBuilds: readonly ProgramHazards[] = [
  {
    programs: 'webpack webpack-cli rspack',
    reference: "webpack's documentation: Command Line Interface; webpack --help=verbose",
    form: 'exact',
    harmless:
      '--mode= -t= --target= --env= --name= --config-name= --config-node-env= --node-env= --port= --host= -d= --devtool= --stats? --progress? -j -w -m',
    refused: {
      [CONFIGURES]: '-c= --config= -e= --extends=',
      [CODE]: '-r= --require= -p= --plugin= --module-rules-*= --resolve-loader-*= --module-generator-*=',
      [ELSEWHERE]: '--context=',
    },
    checked: [{ options: '-o= --output-path= --entry= --output-filename=', check: outsideRoot }],
    inherited: true,
    subcommands: {
      'init create new c n plugin loader p l i migrate m': 'installs packages or writes a configuration',
      'build bundle b serve server s watch w info configtest version help': {},
    },
    operand: outsideOperand,
  },
  {
    programs: 'rollup',
    reference: "Rollup's documentation: Command Line Reference",
    form: 'folded',
    harmless:
      '-i= --input= -f= --format= -e= --external= -g= --globals= -n= --name= --environment= --amd.*= --footer= --banner= --intro= --outro=',
    refused: {
      [CODE]: '-p= --plugin= --config-plugin=',
      [RUNS]: '--watch.on*=',
    },
    checked: [
      { options: '-c? --config?', check: () => refuse('hazard-option', CONFIGURES) },
      { options: '-o= --file= -d= --dir=', check: outsideRoot },
    ],
    operand: outsideOperand,
    // `-c` takes the word behind it when that is no option.
    atEnd: ({ options, wild }) =>
      wild.includes(true) && (options.has('-c') || options.has('--config'))
        ? refuse('hazard-option', 'may take the word behind `-c` as its configuration, which is code')
        : undefined,
  },
  {
    programs: 'esbuild',
    reference: "esbuild's documentation: API, command line",
    form: 'exact',
    refused: { 'starts a server that others reach': '--serve? --servedir?' },
    checked: [
      { options: '--outfile? --outdir? --outbase? --metafile? --tsconfig? --mangle-cache?', check: outsideRoot },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'swc babel',
    reference: 'the --help of @swc/cli and @babel/cli',
    form: 'folded',
    harmless: `-f= --filename= --env-name= --ignore= --only= -s= --source-maps? --source-map-target= --source-file-name= --source-root= -x= --extensions= --out-file-extension= --workers= --source-type= --compact=
      --module-root= --module-id= --auxiliary-comment-before= --auxiliary-comment-after= -w -D -q -M`,
    refused: {
      [CONFIGURES]: '--config-file= --cli-config-file= -C= --config= --root-mode=',
      'lets any helper in': '--external-helpers',
    },
    checked: [
      { options: '--presets= --plugins=', check: noModulePath },
      { options: '-o= --out-file= -d= --out-dir=', check: outsideRoot },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'tsup tsdown unbuild microbundle parcel brunch snowpack',
    reference: 'the --help of tsup, tsdown and Parcel',
    form: 'folded',
    harmless:
      '--format= -f= --target= -t= --platform= --external= --global-name= --loader= --port= -p= --watch? --minify? --dts? --sourcemap? --ignore-watch= --env.*= --define.*= --kill-signal= --host= --log-level= --dist -w',
    refused: {
      [CONFIGURES]: '-c= --config= --tsconfig=',
      [RUNS]: '--on-success=',
      [CODE]: '--plugin= --require= -r= --preload= --resolver=',
      [ELSEWHERE]: '--cwd= --root-mode=',
    },
    checked: [
      {
        options: '-d= --out-dir= -o= --output= --dist-dir= --public-dir= --cache-dir= --inject= --entry.*=',
        check: outsideRoot,
      },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'gulp',
    reference: "gulp-cli's --help",
    form: 'exact',
    harmless: '--tasks-depth= --depth= -T --tasks --tasks-simple --tasks-json? --series -S --sort-tasks -L',
    refused: {
      [CONFIGURES]: '-f= --gulpfile=',
      [ELSEWHERE]: '--cwd=',
      [CODE]: '--require= --preload= --import=',
      'writes a file': '--completion=',
    },
  },
  {
    programs: 'grunt jake',
    reference: 'the --help of grunt-cli and jake',
    form: 'exact',
    refused: {
      [CONFIGURES]: '--gruntfile= -f= --jakefile=',
      [ELSEWHERE]: '--base= -C= --directory=',
      [CODE]: '--tasks= --npm= --require= -r= -J= --jakelibdir=',
    },
  },
  {
    programs:
      'vite next astro remix svelte-kit gatsby vue-cli-service react-scripts expo docusaurus eleventy hexo vitepress',
    reference: 'the --help of Vite, Next.js and Astro',
    ...framework,
  },
  {
    programs: 'storybook start-storybook build-storybook',
    reference: "Storybook's documentation: CLI options",
    ...framework,
    subcommands: { 'add create init upgrade migrate automigrate sandbox link remove': INSTALLS },
  },
  {
    programs: 'nuxt nuxi',
    reference: "Nuxt's documentation: Commands",
    ...framework,
    subcommands: {
      'add init upgrade module devtools': INSTALLS,
      'dev build generate preview start typecheck prepare analyze cleanup info test': {},
    },
    inherited: true,
  },
  {
    programs: 'ng',
    reference: "Angular's documentation: CLI overview",
    form: 'folded',
    harmless: '-c= --configuration= --project= --port= --host= --browsers= --base-href= --deploy-url= --reporters=',
    refused: { [CODE]: '--karma-config= --main= --ts-config= --polyfills= --server=', [ELSEWHERE]: '--root=' },
    checked: [{ options: '--output-path= -o= --proxy-config=', check: outsideRoot }],
    subcommands: {
      'add new n update config run cache analytics mcp': INSTALLS,
      'generate g': { operand: (value, index, place) => (index === 0 ? noModulePath(value, place) : undefined) },
      'build b serve s dev test t lint e2e e extract-i18n version v': { operand: outsideOperand },
    },
    inherited: true,
  },
];
