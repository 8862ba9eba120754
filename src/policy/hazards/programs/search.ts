import { refuse, writesFile } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const WRITES = "writes to a file of the call's choice";

/** Programs that look for files and text. */
export const search: readonly ProgramHazards[] = [
  {
    programs: 'find gfind',
    reference: 'find(1)',
    form: 'single',
    noEndOfOptions: true,
    harmless: `-maxdepth= -mindepth= -mtime= -atime= -ctime= -mmin= -amin= -cmin= -newer= -anewer= -cnewer= -size= -type= -xtype= -user= -group=
      -uid= -gid= -perm= -links= -inum= -samefile= -fstype= -D= -used= -context= -newermt= -newerat= -newerct= -newerBt=`,
    texts: `-name= -iname= -lname= -ilname= -path= -ipath= -wholename= -iwholename= -regex= -iregex= -regextype= -printf=`,
    refused: {
      'deletes files': '-delete',
      [WRITES]: '-fprint= -fprint0= -fprintf= -fls=',
      'takes a list of files as options': '-files0-from=',
    },
    commandOptions: '-exec -execdir -ok -okdir',
  },
  {
    programs: 'fd fdfind',
    reference: 'fd(1)',
    form: 'exact',
    harmless: `-d= --max-depth= --min-depth= --exact-depth= -t= --type= -e= --extension= -S= --size= --changed-within= --changed-before=
      -o= --owner= -c= --color= -j= --threads= -C= --base-directory= --search-path= --path-separator= --max-results= --ignore-file= --format= --strip-cwd-prefix?
      --hyperlink?`,
    texts: '-E= --exclude= --and=',
    refused: { [RUNS]: '-x --exec -X --exec-batch' },
    textOperands: 'first',
  },
  {
    programs: 'rg ripgrep',
    reference: 'rg(1); GHSA-qxfv-fcpc-w36x',
    form: 'exact',
    harmless: `-A= --after-context= -B= --before-context= -C= --context= -m= --max-count= -j= --threads= -d= --max-depth= --maxdepth= -M= --max-columns=
      -t= --type= -T= --type-not= --type-add= --type-clear= -f= --file= -E= --encoding= --color= --colors= --sort= --sortr= --engine= --dfa-size-limit=
      --regex-size-limit= --max-filesize= --ignore-file= --path-separator= --context-separator= --field-match-separator= --field-context-separator=
      --hyperlink-format= --generate= --stop-on-nonmatch --pre-glob=`,
    texts: '-e= --regexp= -g= --glob= --iglob= -r= --replace=',
    refused: {
      'runs a program on every file': '--pre=',
      'runs a program': '--hostname-bin=',
      'runs the decompression programs that it finds': '-z --search-zip',
    },
    textOperands: 'first',
  },
  {
    programs: 'ag ack',
    reference: 'ag(1), ack(1)',
    harmless: `-A= --after= -B= --before= -C= --context= -m= --max-count= --depth= -p= --path-to-ignore= --type= -t= --workers= --color-match= --width= -W=
      --ignore-file= --files-from=`,
    texts: '-G= --file-search-regex= --ignore= --ignore-dir= --match= -g=',
    refused: { [RUNS]: '--pager=', 'takes more options from a file': '--ackrc=', 'prints with code': '--output=' },
    textOperands: 'first',
  },
  {
    programs: 'grep egrep fgrep zgrep ggrep',
    reference: 'grep(1)',
    harmless: `--binary -A= --after-context= -B= --before-context= -C= --context= -m= --max-count= -d= --directories= -D= --devices= -f= --file= --label=
      --binary-files= --color? --colour? --exclude-from= --group-separator=`,
    texts: '-e= --regexp= --include= --exclude= --exclude-dir=',
    textOperands: 'first',
  },
  {
    programs: 'locate plocate mlocate',
    reference: 'locate(1)',
    harmless: '-d= --database= -l= --limit= -n=',
    textOperands: 'all',
  },
  {
    programs: 'fzf sk',
    reference: 'fzf(1)',
    form: 'exact',
    refused: { [RUNS]: '--bind= --preview= --execute= --listen= --become= -c= --cmd=', [WRITES]: '--history=' },
    texts: '-q= --query= -f= --filter= -d= --delimiter= -n= --nth= --with-nth= --header= --prompt=',
  },
  {
    programs: 'tree',
    reference: 'tree(1)',
    harmless: '-L= -H= -T= --charset= --filelimit= --timefmt= --sort= --gitfile= --infofile=',
    texts: '-P= -I=',
    checked: [{ options: '-o=', check: writesFile }],
  },
  {
    programs: 'bat batcat',
    reference: 'bat(1)',
    form: 'exact',
    harmless: `-l= --language= -H= --highlight-line= --file-name= --tabs= --wrap= --terminal-width= --color= --italic-text= --decorations= --paging=
      -m= --map-syntax= --theme= --style= -r= --line-range= --ignored-suffix=`,
    refused: { [RUNS]: '--pager=', 'takes other themes and syntaxes': '--config-dir= --cache-dir=' },
    subcommands: { cache: {} },
  },
  {
    programs: 'xdg-open open start',
    reference: 'xdg-open(1), open(1)',
    operand: () => refuse('hazard-operand', 'is opened by a program of the desktop'),
  },
];
