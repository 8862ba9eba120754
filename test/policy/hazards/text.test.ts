import { grantCases, hazardCases } from './hazardCases.js';

hazardCases('text', {
  'sort **': {
    blocks: `
      sort -o x a
      sort -ox a
      sort -uo x a
      sort --output=x a
      sort --out x a
      sort -nrox a
      sort --compress-program=./x a
      sort --compress ./x a
      sort -T /tmp a
      sort --temp=/tmp a
      sort a -o b`,
    passes: `
      sort a
      sort -k 2 a
      sort -to a
      sort -t o -k1,1 a
      sort -k2,2n -u a
      sort -- -o
      sort --key=1 a
      sort -S 1M a
      sort --check a
      sort -c a`,
  },
  'sort -o *': { passes: 'sort -o x' },
  'uniq **': { blocks: 'uniq a b', passes: 'uniq -c a\nuniq -f 1 a' },
  'split **': {
    blocks: 'split --filter=./x a\nsplit --filt ./x a\nsplit a prefix',
    passes: 'split -l 100 a\nsplit -b 1M a',
  },
  'tee **': { blocks: 'tee x\ntee -a .bashrc', passes: 'tee /dev/null\ntee -' },
  'dd **': { blocks: 'dd if=a of=b\ndd of=.bashrc', passes: 'dd if=a bs=1 count=1\ndd if=a of=/dev/null' },
  'sed -n 5p **': {
    blocks: `
      sed -n 5p -i a
      sed -n 5p --in-place a
      sed -n 5p --in-pl=.bak a
      sed -n 5p -e 'w x' a
      sed -n 5p --expression=e a
      sed -n 5p -f x a
      sed -n 5p -ni a
      sed -n 5p -s -i.bak a`,
    passes: `
      sed -n 5p a
      sed -n 5p -E a b
      sed -n 5p -- -i`,
  },
  'sed -e s/a/b/ *': { passes: 'sed -e s/a/b/ x' },
  "awk '{print $1}' **": { passes: "awk '{print $1}' a\nawk '{print $1}' a -f" },
  'jq **': {
    blocks: 'jq -f x a\njq --from-file x a\njq -L lib . a\njq . .npmrc',
    passes:
      "jq . a.json\njq -r '.x[]' a.json\njq --arg n .npmrc '$n' a.json\njq -n --argjson a 1 '$a'\njq -c .a x.json",
  },
  'yq **': {
    blocks: 'yq -i .a=1 x.yaml\nyq -s .a x.yaml\nyq --inplace . x',
    passes: 'yq .a x.yaml\nyq -o json . x.yaml\nyq eval .a x.yaml',
  },
  'xxd **': { blocks: 'xxd -r a b', passes: 'xxd a\nxxd -l 16 a' },
  'cat **': {
    blocks: `
      cat .npmrc
      cat ./.ssh/id_rsa
      cat a .git/config
      cat .git//config
      cat .git/./config
      cat src/../.git/config
      cat /repo/.git/modules/x
      cat /proc/1/environ
      cat /proc/self/task/1/environ
      cat /root/.bashrc
      cat bgjobs.yaml
      cat /repo/src/../bgjobs.yaml
      cat /etc/profile
      cat /home/x/.ssh/id`,
    passes: `
      cat a.txt
      cat .gitignore
      cat .github/workflows/ci.yaml
      cat src/environ
      cat docs/ssh.md
      cat .git/HEAD
      cat config
      cat /proc/cpuinfo
      cat sub/bgjobs.yaml
      cat .profilerc
      cat .npmrc.example`,
  },
  'cat .git/hooks/*': { passes: 'cat .git/hooks/pre-commit' },
  'cat .git/*': { blocks: 'cat .git/config', passes: 'cat .git/HEAD' },
  'echo **': { passes: 'echo .npmrc\necho -n .ssh/x\necho -e a\necho --output=x' },
  'diff **': { blocks: 'diff a .npmrc', passes: 'diff -u a b\ndiff --ed a b\ndiff --color=always a b\ndiff -r a b' },
  'patch **': { blocks: 'patch -o x a p\npatch -d / -i p', passes: 'patch -p1 -i a.patch\npatch --dry-run -p1' },
  'date **': {
    blocks: 'date -s 12:00\ndate --set=12:00',
    passes: 'date +%s\ndate -d yesterday +%F\ndate -u -Iseconds',
  },
  'head **': { passes: 'head -n 5 a\nhead -c 10 a\nhead -5 a' },
  'tail **': { passes: 'tail -f a.log\ntail -n +5 a', blocks: 'tail -f .ssh/known_hosts' },
  'wc **': { passes: 'wc -l a\nwc -c a b' },
  'ls **': { passes: 'ls -la\nls -o src\nls --color=auto\nls .ssh' },
  'base64 **': { passes: 'base64 -d a\nbase64 -w 0 a' },
  'file **': { blocks: 'file -m x a\nfile -C -m x', passes: 'file a\nfile -b --mime-type a' },
  'pandoc **': {
    blocks: 'pandoc --filter ./x a\npandoc -F ./x a\npandoc --lua-filter=x a\npandoc -o /tmp/x a',
    passes: 'pandoc -f markdown -t html a.md',
  },
  'shuf **': { blocks: 'shuf -o x a\nshuf -n1 -ox a', passes: 'shuf -n 1 a' },
});

hazardCases('text below another folder', {
  'cat **': {
    cwd: '/repo/.git',
    blocks: 'cat config\ncat modules/a/config',
    passes: 'cat HEAD\ncat ../config\ncat hooks/pre-commit',
  },
});
hazardCases('text on macOS', {
  'cat **': {
    platform: 'darwin',
    blocks: 'cat .GIT/config\ncat .SSH/x\ncat BGJOBS.yaml\ncat .Npmrc',
    passes: 'cat Config',
  },
});
hazardCases('text on Linux', { 'cat **': { passes: 'cat .GIT/config\ncat BGJOBS.yaml' } });

grantCases('text', {
  refused: `
    sed **
    sed *
    sed -n * a
    sed -e * a
    sed -i **
    awk **
    awk * a
    awk -f *`,
  loads: `
    sed -n 1,20p *
    sed -n 1,20p **
    sed -e s/a/b/ *
    awk "{print 1}" *
    sort **
    tee **`,
});
