import { gitAddress, outsideRoot, refuse, writesFile } from '../checks.js';
import { merge, names, type Grammar, type ProgramHazards } from '../grammar.js';

const ANOTHER = 'takes another repository, whose configuration may run programs';
const RUNS = 'runs a program';
const CONFIGURED = 'runs a program of the configuration';

/** diff-options, git-log(1). */
const diff: Grammar = {
  harmless: `--text --color-moved-ws= -O= -U= --unified= --output-indicator-new= --output-indicator-old= --output-indicator-context= --color? --stat?
    --abbrev? -M? -C? -B? -X? -l= --diff-filter= --word-diff? --ignore-submodules? --submodule? --relative? --anchored=
    --src-prefix= --dst-prefix= --line-prefix= --inter-hunk-context= --rotate-to= --skip-to= --diff-algorithm= --color-moved?
    --no-ext-diff --no-textconv --ws-error-highlight= --stat-width= --stat-name-width= --stat-count= --merge-base`,
  texts: '-S= -G= --find-object= --word-diff-regex= -I= --ignore-matching-lines=',
  refused: { [CONFIGURED]: '--ext-diff --textconv' },
  checked: [{ options: '--output=', check: writesFile }],
};

/** git-log(1), git-rev-list(1), git-show(1), git-shortlog(1), git-reflog(1), git-stash(1). */
const log: Grammar = merge(diff, {
  harmless: `--not --merge --expand-tabs? --diff-merges= -n= --max-count= --skip= --since= --after= --until= --before= --min-parents= --max-parents= --exclude=
    --branches? --tags? --remotes? --glob= --decorate? --decorate-refs= --decorate-refs-exclude= --date= --encoding=
    --pretty? --format? --show-notes? --notes? -L= --ancestry-path? --exclude-hidden= --since-as-filter=`,
  texts: '--author= --committer= --grep= --grep-reflog=',
});

const addresses: Grammar = { operand: (value) => gitAddress(value, NOWHERE) };
const NOWHERE = { root: '/', cwd: '/', platform: 'linux' } as const;

/** git-fetch(1), git-pull(1), git-clone(1), git-ls-remote(1). */
const transport: Grammar = merge(addresses, {
  harmless: `--depth= --deepen= --shallow-since= --shallow-exclude= -j= --jobs= --refmap= --filter= --negotiation-tip= --server-option=
    --recurse-submodules? --recurse-submodules-default= --sort= --submodule-prefix= --bundle-uri=`,
  refused: { 'names the program on the other side': '--upload-pack= --receive-pack= --exec=' },
});

const commit: Grammar = {
  harmless: `-c= -C= --fixup= --squash= -F= --file= --date= --author= --cleanup= -S? --gpg-sign? -u? --untracked-files?
    --reuse-message= --reedit-message= --trailer= --pathspec-from-file= -t= --template=`,
  texts: '-m= --message= --author= --trailer=',
};

const merging: Grammar = {
  harmless: `-s= --strategy= -X= --strategy-option= -S? --gpg-sign? --log? --cleanup= -F= --file= --into-name= --rebase?
    --onto= --whitespace= --empty= -r? --rebase-merges? --keep-base `,
  texts: '--message=',
};

const bisect: Grammar = {
  subcommands: {
    run: { refusal: RUNS, executor: RUNS, runs: { skip: 0 } },
    'visualize view': 'opens a program to look at the history',
  },
};

const submodule: Grammar = merge(transport, {
  harmless: '-b= --branch= --name= --reference=',
  subcommands: {
    foreach: { refusal: RUNS, executor: 'runs a command in every submodule' },
    'add update init sync status deinit summary set-branch set-url absorbgitdirs': merge(transport, {
      harmless: '-b= --branch= --name= --reference= -j= -n= --summary-limit=',
    }),
  },
});

const CHANGES_CONFIG = names('--add --replace-all --unset --unset-all --rename-section --remove-section -e --edit');

const config: Grammar = {
  harmless:
    '--add --replace-all --unset --unset-all --rename-section --remove-section -e --edit --get --get-all --get-regexp --get-urlmatch --get-color --get-colorbool --list -l -f= --file= --blob= --type= --default= --value= --url= --comment=',
  subcommands: {
    'set unset rename-section remove-section edit': 'changes the configuration, which may run programs',
    'get list get-all get-regexp': {},
  },
  // One word behind it reads a name, two set it (git-config(1): deprecated modes); a name that the rule writes may be set.
  atEnd: ({ options, operands, wild }) =>
    ((operands.length === 1 || wild[0] === false) && !CHANGES_CONFIG.some((name) => options.has(name))) ||
    ['--get', '--get-all', '--get-regexp', '--get-urlmatch', '--get-color', '--list', '-l'].some((name) =>
      options.has(name),
    ) ||
    ['get', 'list'].includes(operands[0] ?? '')
      ? undefined
      : refuse('hazard-subcommand', 'changes the configuration, which may run programs'),
};

const remote: Grammar = merge(addresses, {
  harmless: '-t= -m=',
  subcommands: { 'add set-url': addresses, 'show prune update rename remove rm set-head set-branches get-url': {} },
});

/** A program that a rule's `git` runs through a subcommand of its own. */
const OTHER_PROGRAMS = `mergetool instaweb gui citool gitk web--browse send-email imap-send svn p4 cvsserver cvsimport cvsexportcommit
  archimport quiltimport`;

export const git: readonly ProgramHazards[] = [
  {
    programs: 'git',
    reference: 'git(1) and the page of each subcommand; gitremote-helpers(7); CVE-2017-1000117, CVE-2018-17456',
    operandEndsOptions: true,
    form: 'exact',
    harmless: '--namespace= --attr-source= --list-cmds=',
    refused: {
      'sets the configuration, which may run programs': '-c= --config-env=',
      [ANOTHER]: '-C= --git-dir= --work-tree= --super-prefix= --bare',
      'runs the pager of the configuration': '-p --paginate',
      'takes the programs of git from elsewhere': '--exec-path?',
    },
    subcommands: {
      'log whatchanged rev-list shortlog reflog': { form: 'gnu', ...log },
      show: { form: 'gnu', ...log },
      'diff diff-files diff-index diff-tree range-diff': { form: 'gnu', ...diff },
      stash: { form: 'gnu', ...merge(log, { texts: '-m= --message=' }) },
      'format-patch': {
        form: 'gnu',
        ...merge(log, {
          harmless:
            '--in-reply-to= --cover-from-description= --subject-prefix= --from? --add-header= --interdiff= --range-diff= --creation-factor= --signature-file= --start-number= -v= --reroll-count= --to= --cc= --suffix= --thread? --base= --signature= --filename-max-length=',
          checked: [{ options: '-o= --output-directory=', check: outsideRoot }],
        }),
      },
      'blame annotate': {
        form: 'gnu',
        refused: { [CONFIGURED]: '--textconv --ext-diff' },
        harmless:
          '--reverse --encoding= -L= --contents= --ignore-rev= --ignore-revs-file= -M? -C? --date= --abbrev= -S=',
      },
      'checkout-index': { form: 'gnu', checked: [{ options: '--prefix=', check: outsideRoot }], harmless: '--stage=' },
      'bugreport diagnose': {
        form: 'gnu',
        harmless: '-s= --suffix= --mode= --diagnose?',
        checked: [{ options: '-o= --output-directory=', check: outsideRoot }],
      },
      hook: 'runs the hooks of the repository',
      lfs: { subcommands: { 'install update uninstall': 'changes the configuration and the hooks' } },
      grep: {
        form: 'gnu',
        harmless: `--text -A= -B= -C= -f= --max-depth= --threads= -m= --max-count= --color? --after-context= --before-context=
          --context= --or --and --not --only-matching`,
        texts: '-e=',
        refused: { 'opens the files in a program': '-O? --open-files-in-pager?', [CONFIGURED]: '--textconv' },
        textOperands: 'first',
      },
      'cat-file': {
        form: 'gnu',
        harmless: '--batch-check? --batch-command? --batch? --path=',
        refused: { [CONFIGURED]: '--textconv --filters' },
      },
      clone: {
        form: 'gnu',
        ...merge(transport, {
          harmless: '-b= --branch= -o= --origin= --reference= --reference-if-able= --revision= --ref-format=',
          refused: {
            'names the program on the other side': '-u=',
            'sets the configuration, which may run programs': '-c= --config=',
            'copies hooks into the repository': '--template=',
            [ANOTHER]: '--separate-git-dir=',
          },
        }),
      },
      init: {
        form: 'gnu',
        harmless: '-b= --initial-branch= --object-format= --shared? --ref-format=',
        refused: { 'copies hooks into the repository': '--template=', [ANOTHER]: '--separate-git-dir=' },
      },
      fetch: { form: 'gnu', ...merge(transport, { harmless: '-o=' }) },
      pull: { form: 'gnu', ...merge(transport, { ...merging, harmless: `${merging.harmless ?? ''} -o=` }) },
      'ls-remote': {
        form: 'gnu',
        ...merge(transport, { harmless: '-o=', refused: { 'names the program on the other side': '-u=' } }),
      },
      push: {
        form: 'gnu',
        ...merge(addresses, {
          harmless: '--force -o= --push-option= --repo= --recurse-submodules= --force-with-lease? --signed?',
          refused: { 'names the program on the other side': '--receive-pack= --exec=' },
        }),
      },
      'fetch-pack send-pack': { form: 'gnu', ...transport },
      archive: {
        form: 'gnu',
        harmless: '--format= --prefix= --add-file= --add-virtual-file= --mtime=',
        refused: { 'names the program on the other side': '--exec=' },
        checked: [
          { options: '-o= --output=', check: writesFile },
          { options: '--remote=', check: gitAddress, always: true },
        ],
      },
      remote: { form: 'gnu', ...remote },
      submodule: { form: 'gnu', ...submodule },
      'submodule--helper': 'runs a program in every submodule',
      commit: { form: 'gnu', ...commit },
      tag: {
        form: 'gnu',
        harmless:
          '--points-at= --contains? --no-contains? --merged? --no-merged? -u= --local-user= -F= --file= --sort= --format= --cleanup= -n?',
        texts: '-m= --message=',
      },
      notes: {
        form: 'gnu',
        harmless: '--file= --reuse-message= --reedit-message= --strategy= -F= -C= -c= --ref=',
        texts: '-m=',
      },
      merge: { form: 'gnu', ...merging, texts: '-m= --message=' },
      'cherry-pick revert': { form: 'gnu', ...merge(merging, { harmless: '-m= --mainline=' }) },
      rebase: {
        form: 'gnu',
        ...merge(merging, { harmless: '-C=', refused: { 'runs a program after each commit': '-x= --exec=' } }),
      },
      am: {
        form: 'gnu',
        harmless:
          '--quoted-cr= --empty= --resolvemsg= -C= -p= --directory= --exclude= --include= --patch-format= --whitespace=',
      },
      apply: {
        form: 'gnu',
        harmless: '-C= -p= --exclude= --include= --directory= --whitespace= --build-fake-ancestor=',
        refused: { 'writes outside of the repository': '--unsafe-paths' },
      },
      bisect: { form: 'gnu', ...bisect },
      config: { form: 'gnu', ...config },
      'filter-branch filter-repo': 'runs programs on every commit',
      difftool: {
        form: 'gnu',
        refusal: 'runs a program on every difference',
        harmless: '-t= --tool=',
        refused: { [RUNS]: '-x= --extcmd=' },
      },
      [OTHER_PROGRAMS]: 'runs other programs',
      'merge-index for-each-repo': { refusal: RUNS, executor: RUNS },
      'daemon http-backend shell upload-archive receive-pack remote-ext remote-fd cvsserver':
        'serves or runs other programs',
      'credential credential-store credential-cache': 'hands out stored passwords',
      maintenance: { subcommands: { 'start register': 'changes what the machine runs at times' } },
      worktree: { form: 'gnu', subcommands: { add: { harmless: '-b= -B= --reason=' } } },
    },
  },
  {
    programs: 'hg',
    reference: 'hg(1), hgrc(5)',
    refused: {
      'sets the configuration, which may run programs': '--config= --configfile=',
      'takes another repository, whose hooks run programs': '-R= --repository= --cwd=',
      'names the program on the other side': '--remotecmd= --ssh= -e=',
      'opens a debugger': '--debugger --profile',
    },
    subcommands: {
      'serve bisect extdiff histedit': 'runs other programs',
      'debugshell debugsetparents': 'runs code',
    },
  },
  {
    programs: 'svn',
    reference: "svn(1), Subversion's book: Runtime Configuration",
    refused: {
      'sets the configuration, which may run programs': '--config-option= --config-dir=',
      'runs a program': '--diff-cmd= --diff3-cmd= --editor-cmd= -x= --extensions=',
    },
    harmless: '-r= --revision= -c= --change= -l= --limit= --depth= -F= --file=',
    texts: '-m= --message=',
  },
];
