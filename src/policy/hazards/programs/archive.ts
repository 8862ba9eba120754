import { outsideRoot, refuse } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const ELSEWHERE = 'works in another folder';
const WRITES = "writes to a file of the call's choice";

/** Programs that pack and unpack. */
export const archive: readonly ProgramHazards[] = [
  {
    programs: 'tar gtar bsdtar',
    reference: 'tar(1), the GNU manual: Running External Commands, Checkpoints; GTFOBins tar',
    bundledFirstWord: true,
    harmless: `--xattrs -b=  -t --list --sparse --exclude-ignore= --exclude-ignore-recursive= --exclude-tag= --exclude-tag-all= --exclude-tag-under= --xattrs-exclude= --xattrs-include= --no-quote-chars= --quote-chars= --blocking-factor= -H= --format= -K= --starting-file= -L= --tape-length= -N= --newer= --after-date= --newer-mtime= -V= --label= -X= --exclude-from=
      --strip-components= --strip= --mode= --mtime= --owner= --group= --level= --quoting-style= --record-size= --sort= --suffix= --hole-detection= --sparse-version= --pax-option= --transform=
      --xform= --warning= --occurrence? --checkpoint? --backup? --totals? --utc --occurrence --no-same-owner --one-file-system --add-file= --owner-map= --group-map= --volno-file=
      --to-stdout -O --no-recursion`,
    texts: '--exclude=',
    refused: {
      [RUNS]: `-I= --use-compress-program= --to-command= --checkpoint-action= -F= --info-script= --new-volume-script= --rsh-command= --rmt-command= --set-mtime-command=`,
      'writes to absolute paths': '-P --absolute-names --absolute-paths',
      'takes more options from a file': '-T= --files-from=',
      [WRITES]: '--index-file= -g= --listed-incremental=',
      'deletes files': '--remove-files --recursive-unlink',
    },
    checked: [
      { options: '-C= --directory= --cd= --one-top-level?', check: outsideRoot },
      {
        options: '-f= --file=',
        check: (value) =>
          /^[^/]*:/.test(value) ? refuse('hazard-option', 'reaches the archive through a program') : undefined,
      },
    ],
  },
  {
    programs: 'zip',
    reference: 'zip(1); GTFOBins zip',
    harmless:
      '-n= --suffixes= -t= --from-date= -tt= --before-date= -s= --split-size= -Z= --compression-method= -P= --password= -R -r --recurse-paths --recurse-patterns -z -ll -x? -i?',
    refused: {
      [RUNS]: '-TT= --unzip-command=',
      [WRITES]: '-O= --output-file= --out= -lf= --logfile-path= -b= --temp-path=',
      'deletes files': '-m --move',
      'tests with a program': '-T --test',
    },
  },
  {
    programs: 'unzip',
    reference: 'unzip(1)',
    harmless: '-P= -x? -I= -O=',
    refused: { 'writes to paths that leave the folder': '-:' },
    checked: [{ options: '-d=', check: outsideRoot }],
  },
  {
    programs: '7z 7za 7zr 7zz',
    reference: "7-Zip's manual",
    form: 'single',
    checked: [{ options: '-o*? -w*?', check: outsideRoot }],
    operand: (value) =>
      value.startsWith('@') ? refuse('hazard-response-file', 'is read as a list of files') : undefined,
  },
  {
    programs: 'gzip gunzip bzip2 bunzip2 xz unxz lz4 compress pigz',
    reference: 'gzip(1), xz(1), pigz(1)',
    harmless: '-S= --suffix= -T= --threads= -b= --memlimit=',
  },
  {
    programs: 'zstd unzstd zstdmt',
    reference: 'zstd(1): numbers are glued to their letters',
    form: 'exact',
    harmless: '-T? -b? -e? -i? -B? -D= --filelist= --patch-from= -M?',
    checked: [{ options: '-o= --output-dir-flat= --output-dir-mirror= --trace=', check: outsideRoot }],
  },
  {
    programs: 'cpio',
    reference: 'cpio(1)',
    harmless: '-H= --format= -C= --io-size= -E= --pattern-file= -R= --owner= -F= --file= -I=',
    refused: {
      [RUNS]: '--rsh-command= --to-stdout-command=',
      [ELSEWHERE]: '-D= --directory=',
      'writes to absolute paths': '--absolute-filenames',
      [WRITES]: '-O=',
    },
  },
  {
    programs: 'ar ranlib nm gcc-ar gcc-nm gcc-ranlib strip objcopy objdump size',
    reference: 'ar(1), nm(1), strip(1): --plugin loads a library',
    responseFiles: true,
    harmless: '--target= --output-target= -F= -O= --radix= -t --format= -f= -j= --section= -N= -R= -K=',
    refused: { 'loads a library': '--plugin=' },
    checked: [{ options: '--output=', check: outsideRoot }],
  },
];
