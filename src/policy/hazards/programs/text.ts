import { outsideRoot, refuse, writesFile } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const WRITES = "writes to a file of the call's choice";

/** The operand at a place is a file that is written. */
const writesOperand =
  (from: number, to = Number.MAX_SAFE_INTEGER) =>
  (value: string, index: number, place: Parameters<typeof writesFile>[1]): ReturnType<typeof writesFile> =>
    index >= from && index <= to && writesFile(value, place) !== undefined
      ? refuse('hazard-operand', WRITES)
      : undefined;

/** Programs that read, filter and write text and other data (coreutils and their neighbours). */
export const text: readonly ProgramHazards[] = [
  {
    programs: 'sort gsort',
    reference: 'sort(1)',
    harmless:
      '-k= --key= -t= --field-separator= -S= --buffer-size= --parallel= --batch-size= --files0-from= --sort= --random-source= --check',
    refused: {
      [WRITES]: '-o= --output=',
      'writes to a folder of its own choice': '-T= --temporary-directory=',
      [RUNS]: '--compress-program=',
    },
  },
  {
    programs: 'uniq guniq',
    reference: 'uniq(1)',
    harmless: '-f= --skip-fields= -s= --skip-chars= -w= --check-chars= --group? --all-repeated?',
    operand: writesOperand(1),
  },
  {
    programs: 'split gsplit csplit',
    reference: 'split(1), csplit(1)',
    harmless:
      '-a= --suffix-length= -b= --bytes= -C= --line-bytes= -l= --lines= -n= --number= -t= --separator= --digits=',
    refused: { [RUNS]: '--filter=', [WRITES]: '--additional-suffix= -f= --prefix= --suffix-format=' },
    operand: writesOperand(1),
  },
  { programs: 'tee gtee', reference: 'tee(1)', harmless: '--output-error?', operand: writesOperand(0) },
  {
    programs: 'dd gdd',
    reference: 'dd(1)',
    operand: (value, _index, place) =>
      value.startsWith('of=') && writesFile(value.slice(3), place) !== undefined
        ? refuse('hazard-operand', WRITES)
        : undefined,
  },
  {
    programs: 'sed gsed',
    reference: 'sed(1), the GNU manual: Commands (`e`, `w`, `r`); CVE-2025-64755',
    executor: 'runs programs and writes files as its script says, so the script has to be literal',
    harmless:
      '-l= --line-length= -n -E -r -u -z -s --sandbox --debug --posix --quiet --silent --regexp-extended --separate --null-data',
    refused: { 'writes to the files': '-i? --in-place?', 'reads its script from a file': '-f= --file=' },
    script: { code: '-e= --expression=', info: '--version --help', after: 'options' },
  },
  {
    programs: 'awk gawk mawk nawk original-awk goawk',
    reference: 'awk(1), gawk(1)',
    executor: 'runs programs and writes files as its script says, so the script has to be literal',
    operandEndsOptions: true,
    harmless: '-F= --field-separator= -v= --assign= -n -N -O -S --sandbox',
    refused: {
      'reads its script from a file': '-f= --file= -i= --include= -E= --exec=',
      'loads a library': '-l= --load=',
      [WRITES]: '-o? --pretty-print? -p? --profile? -d? --dump-variables?',
    },
    script: { code: '-e= --source=', info: '--version --help -V -h', after: 'free' },
  },
  {
    programs: 'jq',
    reference: 'jq(1)',
    form: 'exact',
    harmless: '--indent= --slurpfile= --rawfile= --seq --tab',
    texts: '--arg= --argjson=',
    refused: { 'reads its program from a file': '-f --from-file', 'loads modules from elsewhere': '-L=' },
    textOperands: 'first',
  },
  {
    programs: 'yq',
    reference: "yq's usage (mikefarah/yq)",
    form: 'exact',
    harmless:
      '-o= --output-format= -p= --input-format= -I= --indent= --expression= --front-matter= --xml-attribute-prefix=',
    refused: {
      'writes to the files': '-i --inplace --in-place',
      [WRITES]: '-s= --split-exp= --split-exp-file=',
      'reads its program from a file': '--from-file=',
      'lets expressions run programs': '--security-enable-system-operator',
    },
    subcommands: { shell: {} },
  },
  {
    programs: 'xxd',
    reference: 'xxd(1)',
    form: 'single',
    harmless: '-c= -cols= -g= -groupsize= -l= -len= -n= -name= -o= -s= -seek= -R=',
    operand: writesOperand(1),
  },
  {
    programs: 'base64 base32 basenc',
    reference: 'base64(1)',
    harmless: '-w= --wrap=',
    refused: { [WRITES]: '-o= --output=' },
  },
  {
    programs: 'file',
    reference: 'file(1)',
    harmless: '-e= --exclude= -F= --separator= -f= --files-from= -P= --parameter= --exclude-quiet=',
    refused: {
      'reads rules from a file': '-m= --magic-file=',
      'writes a compiled file': '-C --compile',
      'uncompresses with other programs': '-z -Z --uncompress --uncompress-noreport',
    },
  },
  {
    programs: 'date',
    reference: 'date(1)',
    texts: '-d= --date= --rfc-3339=',
    harmless: '-r= --reference= -I? --iso-8601? -f= --file=',
    refused: { 'sets the clock': '-s= --set=' },
    textOperands: 'all',
  },
  {
    programs: 'diff gdiff colordiff diff3 sdiff',
    reference: 'diff(1), sdiff(1)',
    harmless: `--ed -e --line-format= --old-line-format= --new-line-format= --unchanged-line-format= --old-group-format= --new-group-format= --changed-group-format= --unchanged-group-format= -U= --unified? -C= --context? -W= --width= --tabsize= --label= -L= -S= --starting-file= --from-file= --to-file= --color? -D= --ifdef= --horizon-lines=
      -I= --ignore-matching-lines= -F= --show-function-line= -x= --exclude= -X= --exclude-from= --palette=`,
    refused: { [WRITES]: '-o= --output=', [RUNS]: '--diff-program= --editor=' },
  },
  {
    programs: 'patch',
    reference: 'patch(1)',
    harmless:
      '--quoting-style= --reject-format= -p= --strip= -i= --input= -F= --fuzz= -V= --version-control= -D= --ifdef= -z= --suffix= -g= --get= --read-only=',
    refused: {
      [WRITES]: '-o= --output= -r= --reject-file= -B= --prefix= -Y= --basename-prefix=',
      'works in another folder': '-d= --directory=',
    },
  },
  { programs: 'echo printf', reference: 'echo(1), printf(1)', textOperands: 'all', noEndOfOptions: true },
  {
    programs: 'expr test [ seq true false yes basename dirname',
    reference: 'expr(1), test(1), seq(1)',
    noEndOfOptions: true,
  },
  {
    programs: 'cut paste',
    reference: 'cut(1), paste(1)',
    texts: '-d= --delimiters= --delimiter= --output-delimiter=',
  },
  { programs: 'nl tac', reference: 'nl(1), tac(1)', texts: '-s= --separator= --number-separator=' },
  {
    programs:
      'tr wc fold fmt column comm join rev expand unexpand od hexdump strings pr cksum md5sum sha1sum sha256sum sha512sum b2sum',
    reference: 'wc(1), tr(1), od(1) and their like: words are files',
  },
  {
    programs: 'head tail cat ls stat du df',
    reference: 'head(1), tail(1), cat(1), ls(1), stat(1), du(1)',
    texts: '--format= --printf= -I= --ignore= --exclude= --hide= --time-style= --block-size=',
    harmless: '-n= --lines= --bytes= --pid= --sleep-interval= --max-unchanged-stats=',
  },
  {
    programs: 'shuf',
    reference: 'shuf(1)',
    harmless: '-n= --head-count= -i= --input-range= --random-source=',
    refused: { [WRITES]: '-o= --output=' },
  },
  {
    programs: 'iconv',
    reference: 'iconv(1)',
    harmless: '-f= --from-code= -t= --to-code= -l --list -c',
    refused: { [WRITES]: '-o= --output=' },
  },
  {
    programs: 'xmllint xsltproc',
    reference: 'xmllint(1)',
    form: 'single',
    harmless: '-xpath= -schema= -relaxng= -encode= -maxmem= -path= -param= -stringparam=',
    refused: { [WRITES]: '-output= -o= -writesubtree=', 'opens a shell': '-shell' },
  },
  {
    programs: 'pandoc',
    reference: 'pandoc(1)',
    harmless:
      '-M= --metadata= -V= --variable= --toc-depth= --columns= --wrap= --highlight-style= --shift-heading-level-by= --number-offset= --toc -s --standalone',
    refused: {
      [RUNS]: '-F= --filter= -L= --lua-filter= --pdf-engine= --pdf-engine-opt= --extract-media=',
      'takes options or templates from files': '-d= --defaults= --data-dir= --template= --metadata-file=',
    },
    checked: [
      {
        options: '-f= --from= -r= --read= -t= --to= -w= --write=',
        check: (value) =>
          /\.lua\b|[/\\]/.test(value) ? refuse('hazard-option', 'runs a script that reads or writes') : undefined,
      },
      { options: '-o= --output=', check: outsideRoot },
    ],
  },
];
