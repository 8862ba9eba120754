import {
  holdsRoot,
  noModulePath,
  onlyNames,
  outsideOperand,
  outsideRoot,
  ownConfiguration,
  refuse,
  writesFile,
} from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const CODE = 'loads code';
const CONFIGURES = 'takes another configuration, which is code';
const ELSEWHERE = 'works in another project';
const RUNS = 'runs a program';
const DEBUGS = 'opens a debugger, which runs any code';

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
      [CODE]: '--rulesdir= --plugin= --parser= --resolve-plugins-relative-to=',
      'writes a configuration': '--init',
    },
    checked: [
      ownConfiguration(
        '-c= --config=',
        'eslint.config.js eslint.config.mjs eslint.config.cjs eslint.config.ts eslint.config.mts eslint.config.cts',
        CONFIGURES,
      ),
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
    form: 'folded',
    harmless: `--ignore-path= --stdin-filepath= --log-level= --tab-width= --print-width= --end-of-line= --arrow-parens= --trailing-comma= --prose-wrap= --quote-props= --config-precedence=
      --embedded-language-formatting= --html-whitespace-sensitivity= --object-wrap= --range-start= --range-end= --cache-strategy= --support-info --file-info= --find-config-path=`,
    refused: { [CODE]: '--plugin= --plugin-search-dir=' },
    checked: [
      ownConfiguration(
        '--config=',
        '.prettierrc .prettierrc.json .prettierrc.yaml .prettierrc.yml .prettierrc.json5 .prettierrc.toml .prettierrc.js .prettierrc.mjs .prettierrc.cjs .prettierrc.ts prettier.config.js prettier.config.mjs prettier.config.cjs prettier.config.ts package.json package.yaml',
        CONFIGURES,
      ),
      { options: '--cache-location=', check: outsideRoot },
      { options: '--parser=', check: noModulePath },
    ],
  },
  {
    programs: 'tsc tsgo vue-tsc',
    reference: "TypeScript's documentation: tsc CLI options",
    form: 'caseless',
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
      'biome oxlint stylelint markdownlint markdownlint-cli2 standard xo tslint htmlhint cspell depcheck dependency-cruiser depcruise lint-staged commitlint semantic-release release-it changeset syncpack size-limit attw publint',
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
    programs: 'knip madge',
    reference: "knip's and madge's --help",
    form: 'folded',
    harmless:
      '-W= --workspace= --include= --exclude= --tags= --fix-type= --max-issues= --max-show-issues= --trace-file= --trace-export= --extensions= -x= --layout= --depends=',
    refused: {
      [CONFIGURES]: '-c= --config= -t= --ts-config= --require-config= --webpack-config=',
      [ELSEWHERE]: '-D= --directory=',
    },
    checked: [
      { options: '--reporter= --preprocessor=', check: noModulePath },
      { options: '--cache-location= -i= --image= --basedir= -b=', check: outsideRoot },
      { options: '--output-file=', check: (value, place) => outsideRoot(value.slice(value.indexOf('=') + 1), place) },
    ],
    operand: outsideOperand,
  },
  {
    programs: 'rimraf del del-cli shx mkdirp cpx copyfiles ncp cpy',
    reference: "rimraf's and del-cli's README",
    operand: (value, index, place) =>
      holdsRoot(value, place)
        ? refuse('hazard-operand', 'is the root, or holds it')
        : outsideOperand(value, index, place),
  },
  {
    programs: 'serve http-server live-server sirv',
    reference: "serve's and http-server's README",
    harmless: '-p= -l= --port= --listen=',
    refused: { 'runs a program': '--middleware= --mount=' },
    checked: [{ options: '-c= --config= -C= --cert= -K= --key= --htpasswd=', check: outsideRoot }],
    operand: outsideOperand,
  },
  {
    programs: 'prisma drizzle-kit typeorm sequelize knex',
    reference: "Prisma's documentation: CLI",
    form: 'exact',
    harmless: '--name= -n= --url= --dialect=',
    refused: {
      [CONFIGURES]: '--config= -c= --knexfile= --config-path= --options-path= --cwd=',
      [CODE]: '--require= -r= --esm --client= -d= --data-source=',
    },
    checked: [{ options: '--schema= --sql=', check: outsideRoot }],
    inherited: true,
    subcommands: {
      'studio init execute query': 'opens a server or runs queries',
      db: { subcommands: { execute: 'runs queries', 'push pull seed': {} } },
    },
  },
];
