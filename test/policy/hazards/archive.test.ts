import { hazardCases } from './hazardCases.js';

hazardCases('archive', {
  'tar **': {
    blocks: `
      tar xf a --to-command=sh
      tar xf a --to-com=sh
      tar -I ./x -xf a
      tar -I./x -xf a
      tar xfI a ./x
      tar cf a --checkpoint=1 --checkpoint-action=exec=sh b
      tar cf a --checkpoint-act=exec=sh b
      tar --use-compress-program=./x -cf a b
      tar --use-comp ./x -cf a b
      tar xf a -C /
      tar xf a --directory=/
      tar xfC a /
      tar xPf a
      tar xf a -P
      tar cf a -T list
      tar cf a --files-from=list
      tar -F ./x -xf a
      tar --info-script=./x -xf a
      tar --rsh-command=./x -xf h:a
      tar --rmt-command=./x -xf h:a
      tar xf h:a
      tar -xf h:a
      tar cf a --remove-files b
      tar -g x -cf a b
      tar --index-file=x -tf a
      tar cf a .ssh
      tar -xzvf a --one-top-level=/`,
    passes: `
      tar tf a
      tar xf a.tar
      tar xzf a.tgz
      tar -xzf a.tgz
      tar -tvf a
      tar czf a.tgz src
      tar --list --file=a
      tar --list -f a
      tar cf a --exclude=node_modules .
      tar --exclude .npmrc -cf a .
      tar xf a --strip-components=1
      tar -cf a --checkpoint=10 b
      tar xOf a x
      tar -x -f a -v
      tar cf a -- -I`,
  },
  'tar -I zstd -cf *': { passes: 'tar -I zstd -cf a.tar' },
  'zip **': {
    blocks: 'zip a b -T -TT sh\nzip -T a b\nzip a b --unzip-command=x\nzip -O x a b\nzip -m a b',
    passes: 'zip -r a.zip src\nzip -q9 a.zip b\nzip -r a.zip . -x node_modules',
  },
  'unzip **': { blocks: 'unzip -d / a\nunzip -: a', passes: 'unzip -l a\nunzip -o a\nunzip -q a' },
  'gzip **': { passes: 'gzip -k a\ngzip -dc a' },
  'cpio **': { blocks: 'cpio -i --to-stdout-command=x\ncpio -D / -i\ncpio --rsh-command=x -i', passes: 'cpio -t' },
});
