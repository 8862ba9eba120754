import { isOutside, onlyNames, outsideRoot, refuse, writesFile } from '../checks.js';
import type { Check, ProgramHazards } from '../grammar.js';

const CODE = 'loads code';
const CONFIGURES = 'takes another configuration, which is code';
const ELSEWHERE = 'works in another project';
const RUNS = 'runs a program';
const DEBUGS = 'opens a debugger, which runs any code';

/** Relative and absolute paths are modules; a bare name is one that the project has installed. */
const noModulePath: Check = (value) =>
  /^[./~\\]|[\\/]\.\.?[\\/]|^[A-Za-z]:|^file:|^data:|^[{[]/.test(value) || /\.[cm]?[jt]s$/.test(value)
    ? refuse('hazard-option', CODE)
    : undefined;

const outsideOperand = (value: string, _index: number, place: Parameters<Check>[1]): ReturnType<Check> =>
  isOutside(value, place) ? refuse('hazard-operand', 'leads out of the root') : undefined;

/** Linters, compilers and servers of JavaScript: each reads a configuration that is code. */
export const jsTools: readonly ProgramHazards[] = [
  {
    programs: 'eslint eslint_d',
    reference: "ESLint's documentation: Command Line Interface",
    form: 'exact',
    harmless: `--ext= --parser-options= --rule= --ignore-path= --max-warnings= --fix-type= --cache-strategy= --report-unused-disable-directives-severity= --stdin-filename= --report-unused-inline-configs=
      --concurrency= --suppress-rule= --flag= --exit-on-fatal-error --fix --cache`,
    texts: '--ignore-pattern= --env= --global= --print-config=',
    refused: {
      [CONFIGURES]: '-c= --config=',
      [CODE]: '--rulesdir= --plugin= --parser= --resolve-plugins-relative-to=',
      'writes a configuration': '--init',
    },
    checked: [
      {
        options: '-f= --format=',
        check: onlyNames(
          'stylish json json-with-metadata html compact unix junit checkstyle jslint-xml tap visualstudio codeframe table github pretty',
          CODE,
        ),
      },
      { options: '-o= --output-file= --cache-location= --cache-file= --suppressions-location=', check: writesFile },
    ],
  },
  {
    programs: 'prettier prettierd',
    reference: "Prettier's documentation: CLI",
    form: 'exact',
    harmless: `--ignore-path= --stdin-filepath= --log-level= --tab-width= --print-width= --end-of-line= --arrow-parens= --trailing-comma= --prose-wrap= --quote-props= --config-precedence=
      --embedded-language-formatting= --html-whitespace-sensitivity= --object-wrap= --range-start= --range-end= --cache-strategy= --support-info --file-info= --find-config-path=`,
    refused: { [CONFIGURES]: '--config=', [CODE]: '--plugin= --plugin-search-dir=' },
    checked: [
      { options: '--cache-location=', check: outsideRoot },
      { options: '--parser=', check: noModulePath },
    ],
  },
  {
    programs: 'tsc tsgo vue-tsc',
    reference: "TypeScript's documentation: tsc CLI options",
    form: 'single',
    responseFiles: true,
    harmless:
      '-p= -project= -target= -t= -module= -m= -lib= -jsx= -types= -rootDir= -moduleResolution= -baseUrl= -locale= -newLine= -watchFile= -watchDirectory=',
    checked: [
      {
        options: '-outDir= -outFile= -declarationDir= -tsBuildInfoFile= -generateTrace= -generateCpuProfile= -out= -d=',
        check: outsideRoot,
      },
    ],
  },
  {
    programs:
      'webpack webpack-cli rspack rollup parcel esbuild swc babel tsup tsdown unbuild microbundle gulp grunt jake brunch snowpack',
    reference: "webpack's, Rollup's, esbuild's, Babel's and gulp's documentation: CLI",
    form: 'folded',
    harmless:
      '--mode= -m= --target= -t= --env= --format= --name= -n= --platform= --external? --loader? --define? --minify --bundle --port= --host= --dist --watch --extensions= -x= --devtool=',
    refused: {
      [CONFIGURES]:
        '-c= --config= --config-file= --tsconfig= --gulpfile= --gruntfile= -f= --config-path= --configPlugin= --config-plugin=',
      [CODE]:
        '-p= --plugin= --plugins= --presets= --require= -r= --preload= --import= --inject? --entry-options= --external-helpers --tasks= --base= --resolver=',
      [ELSEWHERE]: '--cwd= --root-mode= --context=',
      'starts a server that others reach': '--serve? --servedir=',
    },
    checked: [
      {
        options:
          '-o= --output-path= --outfile= --outdir= --out-dir= --out-file= --dist-dir= --dir= --file= --metafile= -d=',
        check: outsideRoot,
      },
    ],
    subcommands: { 'init plugin loader migrate info': 'installs packages or writes a configuration' },
  },
  {
    programs:
      'vite next nuxt nuxi astro remix svelte-kit gatsby ng vue-cli-service react-scripts expo storybook start-storybook build-storybook docusaurus eleventy hexo vitepress',
    reference: "Vite's, Next.js', Nuxt's, Astro's and Angular's documentation: CLI",
    form: 'folded',
    harmless:
      '-p= --port= --host? --hostname= -H= --mode= -m= --base= --log-level= -l= --target= --filter= -f= --logLevel= --open? --site= --configuration= --project= --browsers=',
    refused: {
      [CONFIGURES]: '-c= --config= --config-dir= -C= --config-loader= --ts-config=',
      [ELSEWHERE]: '--root= --cwd= --rootDir=',
      [CODE]: '--plugin= --experimental-upload-trace= --node-options= --require= --karma-config= --main= --preset=',
      [DEBUGS]: '--inspect? --inspect-brk?',
    },
    checked: [{ options: '--outdir= --output-path= --out-dir= -o= --dist-dir=', check: outsideRoot }],
    subcommands: {
      'add create generate g init upgrade update new codemod telemetry run install eject':
        'installs packages, or writes or runs code',
    },
    operand: (value, index, place) => (index > 0 ? outsideOperand(value, index, place) : undefined),
  },
  {
    programs: 'nodemon supervisor onchange chokidar node-dev',
    reference: "nodemon's README",
    form: 'exact',
    harmless: '-w= --watch= -i= --ignore= -e= --ext= -d= --delay= -s= --signal=',
    refused: {
      [RUNS]: '-x= --exec= -c= --command=',
      [CODE]: '-r= --require= --import= --eval= --loader=',
      [CONFIGURES]: '--config= --cwd=',
      [DEBUGS]: '--inspect? --inspect-brk?',
    },
  },
  {
    programs:
      'biome oxlint stylelint markdownlint markdownlint-cli2 standard xo tslint htmlhint cspell knip depcheck madge dependency-cruiser depcruise lint-staged commitlint semantic-release release-it changeset syncpack size-limit attw publint',
    reference: "the documentation of each: stylelint's and Biome's CLI",
    form: 'exact',
    harmless:
      '--max-diagnostics= --reporter= --diagnostic-level= --stdin-file-path= --only= --skip= --max-warnings= -A= -D= -W= --allow= --deny= --warn= --from= --to= -e=',
    refused: {
      [CONFIGURES]: '-c= --config= --config-path= --config-basedir= --rc-path= --cwd=',
      [CODE]:
        '--custom-syntax= --custom-formatter= --plugins= --plugin= --rulesdir= -r= --rules= --preprocessors= --extends= -p= --parser-opts= --import= --require= --jsPlugins=',
    },
    checked: [
      { options: '-o= --output-file= --output=', check: writesFile },
      { options: '-f= --formatter= --format=', check: noModulePath },
    ],
    subcommands: { 'init migrate start lsp-proxy': 'writes a configuration or starts a server' },
  },
  {
    programs: 'rimraf del del-cli shx mkdirp cpx copyfiles ncp cpy serve http-server live-server sirv',
    reference: "rimraf's and serve's README",
    harmless: '-p= -l= --port= --listen= -c= --config=',
    operand: outsideOperand,
  },
  {
    programs: 'prisma drizzle-kit typeorm sequelize knex',
    reference: "Prisma's documentation: CLI",
    form: 'exact',
    harmless: '--name= -n= --schema=',
    refused: {
      [CONFIGURES]: '--config= -c= --knexfile= --config-path= --options-path= --cwd=',
      [CODE]: '--require= -r= --esm --client= -d= --data-source=',
    },
    subcommands: { 'studio init execute query': 'opens a server or runs queries' },
  },
];
