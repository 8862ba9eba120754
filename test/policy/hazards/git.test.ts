import { hazardCases } from './hazardCases.js';

hazardCases('git', {
  'git **': {
    blocks: String.raw`
      git -c core.pager=./x log
      git -ccore.pager=./x log
      git -c 'alias.x=!sh' x
      git --config-env=core.pager=X log
      git -C ../evil log
      git --git-dir /tmp/e log
      git --work-tree=/tmp/e status
      git --exec-path=/tmp/e log
      git --paginate log
      git --bare log
      git -P -c core.pager=./x log
      git --no-pager -C evil status
      git --namespace a -c x=y log
      git log --output=x
      git log --output x
      git log --outpu=x
      git log -p --output=.bashrc
      git diff --ext-diff
      git diff --ext-d
      git diff --output=/tmp/x
      git show --textconv HEAD
      git stash show -p --ext-diff
      git grep -O./x TODO
      git grep --open-files-in-pager=./x TODO
      git grep --open TODO
      git grep -nO TODO
      git fetch --upload-pack ./x origin
      git fetch --upload-p=./x origin
      git fetch ext::sh
      git clone ext::./x
      git clone -u ./x .
      git clone --template=/tmp/e url
      git clone -c core.fsmonitor=./x url
      git clone --config=core.fsmonitor=./x url
      git pull --upload-pack=./x
      git push --receive-pack=./x origin
      git push --exec=./x origin
      git push ext::./x main
      git ls-remote --exec=./x .
      git archive --exec=./x --remote=. HEAD
      git archive -o /tmp/x.tar HEAD
      git archive --remote=ext::./x HEAD
      git remote add x ext::./x
      git submodule foreach --recursive ls
      git submodule add ext::./x sub
      git bisect run make
      git rebase -x ./x main
      git rebase --exec=make main
      git rebase --exe make main
      git rebase -m -x ./x main
      git filter-branch --tree-filter ./x
      git difftool HEAD
      git mergetool
      git config alias.x '!sh'
      git config --global core.pager ./x
      git config set core.pager ./x
      git config --unset user.name
      git config -e
      git init --template=../x
      git init --separate-git-dir=/tmp/x
      git instaweb
      git send-email x
      git merge-index ./x -a
      git daemon
      git credential fill
      git cat-file --textconv HEAD:x
      git apply --unsafe-paths x.patch
      git maintenance start
      git add .git/hooks/pre-commit
      git for-each-repo --config=x status`,
    passes: `
      git status
      git log
      git log -p
      git log --stat --oneline -n 5
      git log --author -p
      git log --grep --output=x
      git log --no-ext-diff -p
      git log --pretty=format:%h
      git log -c -p
      git log --text
      git log -C --find-copies-harder
      git log -- .
      git log -- --output=x
      git log --output=/dev/null
      git log --since=yesterday --until=now
      git show HEAD:src/a.ts
      git show --output-indicator-old=-
      git diff -U5 main..HEAD -- src
      git diff --no-textconv
      git diff --stat -M
      git blame -L 1,20 a.ts
      git grep -n -e TODO -- src
      git grep -c --or foo
      git stash push -m wip
      git stash list
      git commit -m "fix: --output=x"
      git commit -m .npmrc
      git commit --amend --no-edit -C HEAD
      git commit -c HEAD
      git checkout -b x
      git switch -c x
      git branch -D x
      git tag -a v1 -m v1
      git fetch --all --prune
      git pull --rebase --autostash
      git push -u origin main
      git push --force-with-lease
      git clone https://example.com/a.git
      git clone --depth 1 git@example.com:a/b.git
      git merge -X ours x
      git rebase --onto main a b
      git cherry-pick -x abc
      git bisect start
      git bisect good
      git config --get user.name
      git config -l
      git config get user.name
      git remote -v
      git remote add x https://example.com/a.git
      git submodule update --init --recursive
      git worktree add ../x
      git rev-parse --git-dir
      git ls-files -o --exclude-standard
      git cat-file -p HEAD
      git archive --format=tar HEAD
      git init
      git apply --check x.patch
      git describe --tags --always
      git --no-pager log
      git --version
      git shortlog -sn
      git reflog
      git show 'HEAD@{1}'`,
  },
  'git log **': {
    blocks: `
      git log --output=x
      git log --ext-diff
      git log -1 --textconv`,
    passes: `
      git log -p -3
      git log -c
      git log -S 'x --output=y'
      git log --graph --all`,
  },
  'git log --output=*': { passes: 'git log --output=x' },
  'git log --output *': { passes: 'git log --output x', blocks: 'git log --output .git/hooks/pre-commit' },
  'git -C packages/* status': { passes: 'git -C packages/a status' },
  'git -c core.pager=cat **': {
    passes: 'git -c core.pager=cat log',
    blocks: 'git -c core.pager=cat -c core.pager=./x log',
  },
});

hazardCases('hg and svn', {
  'hg **': { blocks: 'hg --config alias.x=sh x\nhg -R /tmp/e log\nhg serve', passes: 'hg log -l 3\nhg status' },
  'svn **': { blocks: 'svn diff --diff-cmd ./x\nsvn log --config-dir x', passes: 'svn log -l 3\nsvn status' },
});
