import { grantCases, hazardCases } from './hazardCases.js';

hazardCases('search', {
  'find **': {
    blocks: String.raw`
      find . -exec rm '{}' +
      find . -name x -execdir ./x \;
      find . -ok rm \;
      find . -okdir rm \;
      find . -type f -delete
      find . -fprint x
      find . -fprint0 x
      find . -fls x
      find . '(' -name a -o -name b ')' -exec ls '{}' +
      find -files0-from x
      find .ssh
      find . -- -delete`,
    passes: String.raw`
      find .
      find . -name -exec
      find . -name '*.ts' -not -path '*/node_modules/*'
      find . -type d -empty -print0
      find . -maxdepth 2 -mtime -1
      find . -path -delete -prune
      find . -printf '%p\n'
      find . -iname .npmrc
      find . -regex '.*-exec.*'
      find src -newer package.json`,
  },
  'find * -exec grep -l x "{}" +': { passes: "find src -exec grep -l x '{}' +" },
  'find . -name * -exec wc -l "{}" ";"': { passes: "find . -name '*.c' -exec wc -l '{}' ';'" },
  'fd **': {
    blocks: 'fd -e ts -x rm\nfd x --exec=rm\nfd -X rm\nfd --exec-batch rm',
    passes: 'fd -e ts\nfd -H --type f x src\nfd -tf -E dist',
  },
  'rg **': {
    blocks: `
      rg --pre ./x pat
      rg --pre=./x pat
      rg -z pat
      rg -nz pat
      rg --search-zip pat
      rg --hostname-bin=./x pat
      rg x .ssh/id_rsa`,
    passes: `
      rg --pretty x
      rg -e --pre src
      rg --pre-glob '*.pdf' x
      rg -g '!*.z' -n x
      rg -tz x
      rg x -- --pre=x
      rg .npmrc
      rg -l -i --hidden TODO
      rg --no-pre x`,
  },
  'grep **': {
    blocks: 'grep x .npmrc\ngrep -r key .ssh',
    passes: 'grep -rn .npmrc src\ngrep --exclude=.npmrc -r x .\ngrep -e -o file\ngrep -c x a',
  },
  'ag **': { blocks: 'ag --pager=./x foo', passes: 'ag -l foo src' },
  'tree **': { blocks: 'tree -o x', passes: 'tree -L 2 -I node_modules' },
  'bat **': { blocks: 'bat --pager=./x a', passes: 'bat -n a.ts\nbat --paging=never a.ts' },
});

grantCases('search', {
  refused: `
    find . -exec **
    find . -exec * "{}" +
    find . -execdir sh -c * ";"`,
  loads: `
    find **
    find * -name *
    find . -name * -exec grep x "{}" +
    rg **`,
});
