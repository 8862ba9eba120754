import type { Grammar, ProgramHazards } from '../grammar.js';

const RUNS = 'runs the command that it is given';

const wrapper = (programs: string, reference: string, harmless: string, more: Grammar = {}): ProgramHazards => ({
  programs,
  reference,
  executor: RUNS,
  operandEndsOptions: true,
  harmless,
  runs: { skip: 0 },
  ...more,
});

const executor = (programs: string, reference: string, reason = RUNS): ProgramHazards => ({
  programs,
  reference,
  executor: reason,
});

/** Programs that run the command behind their own words, and programs that exist to run others. */
export const wrappers: readonly ProgramHazards[] = [
  wrapper('env genv', 'env(1)', '-u= --unset= -C= --chdir= -S= --split-string= -a= --argv0= -P=', {
    runs: { skip: 0, assignments: true },
  }),
  wrapper('nice gnice', 'nice(1)', '-n= --adjustment='),
  wrapper('nohup setsid', 'nohup(1), setsid(1)', ''),
  wrapper('ionice', 'ionice(1)', '-c= --class= -n= --classdata= -p= --pid= -P= --pgid= -u= --uid='),
  wrapper('chrt taskset', 'chrt(1), taskset(1)', '-T= -P= -D=', { runs: { skip: 1 } }),
  wrapper('timeout gtimeout', 'timeout(1)', '-k= --kill-after= -s= --signal=', { runs: { skip: 1 } }),
  wrapper('stdbuf gstdbuf', 'stdbuf(1)', '-i= --input= -o= --output= -e= --error='),
  wrapper('time gtime', 'time(1)', '-f= --format= -o= --output='),
  wrapper(
    'xargs gxargs',
    'xargs(1)',
    `-a= --arg-file= -d= --delimiter= -E= -I= -L= --max-lines? -n= --max-args= -P= --max-procs= -s= --max-chars= -i? -l? -e? --replace? --eof?
    --process-slot-var=`,
  ),
  wrapper(
    'sudo',
    'sudo(8)',
    `-u= --user= -g= --group= -h= --host= -p= --prompt= -C= --close-from= -r= --role= -t= --type= -T= --command-timeout= -U= --other-user= -R= --chroot= -D= --chdir=`,
    {
      runs: { skip: 0, assignments: true },
    },
  ),
  wrapper('doas pkexec run0', 'doas(1), pkexec(1)', '-u= --user= -C= -a='),
  wrapper('flock', 'flock(1)', '-w= --timeout= --wait= -E= --conflict-exit-code= -c= --command=', {
    runs: { skip: 1 },
  }),
  wrapper('watch', 'watch(1)', '-n= --interval= -q= --equexit= -s= --shotsdir='),
  wrapper(
    'strace ltrace truss',
    'strace(1): -o |command',
    `-e= -o= -p= -s= -u= -E= -a= -I= -O= -P= -S= -X= -b= --trace= --output= --env=`,
    { runs: { skip: 0, assignments: true } },
  ),
  executor('setpriv prlimit unshare nsenter chroot capsh', 'setpriv(1), unshare(1), nsenter(1), chroot(1)'),
  wrapper(
    'caffeinate catchsegv eatmydata faketime unbuffer rlwrap proxychains proxychains4 torsocks dbus-run-session',
    'the manual page of each',
    '-t= -w= -f=',
  ),
  wrapper(
    'cross-env cross-env-shell dotenv dotenvx env-cmd',
    "cross-env's and dotenv-cli's documentation",
    '-e= -f= -v= -c= -p=',
    { runs: { skip: 0, assignments: true } },
  ),
  wrapper('command builtin exec', 'bash(1): SHELL BUILTIN COMMANDS', '-a='),
  executor(
    'eval source . export trap declare typeset alias unalias set shopt readonly enable bind hash local unset',
    'bash(1): SHELL BUILTIN COMMANDS; CVE-2026-22708',
    'changes or runs commands in a shell',
  ),
  executor(
    'ssh slogin autossh mosh dropbear dbclient rsh',
    'ssh(1), ssh_config(5): ProxyCommand, LocalCommand',
    'runs a command on another host, and programs that its options name',
  ),
  wrapper('npx pnpx bunx', 'npm-exec(1)', '-p= --package= -w= --workspace= --cache= --registry=', {
    executor: 'downloads and runs packages',
  }),
  wrapper('uvx', "uv's documentation: uv tool run", '--from= --with= -p= --python= --index-url=', {
    executor: 'downloads and runs packages',
  }),
  {
    programs: 'pipx',
    reference: "pipx's documentation",
    executor: 'downloads and runs packages',
    subcommands: {
      'list environment': {},
      run: { executor: 'downloads and runs packages', runs: { skip: 0 } },
      '--version': {},
    },
  },
  executor('parallel sem', 'parallel(1)'),
  executor('entr', 'entr(1)'),
  executor('watchexec watchman-make cargo-watch reflex', 'watchexec(1)'),
  executor('concurrently run-p run-s npm-run-all', "concurrently's documentation"),
  executor(
    'tmux screen byobu zellij abduco dtach',
    'tmux(1): new-session, run-shell; screen(1): exec',
    'runs commands in its windows',
  ),
  executor('script scriptreplay expect', 'script(1): -c; expect(1)', 'runs a shell or a script'),
  executor(
    'gdb lldb gdbserver rr valgrind perf bpftrace dtrace',
    'gdb(1): shell, -ex, -x; lldb(1): -o, -s',
    'runs programs and the commands of its own language',
  ),
  executor(
    'vim vi nvim view ex gvim vimdiff ed emacs emacsclient nano pico joe micro helix hx kak red rvim',
    "vim(1): -c, :!; ed(1): !; nano's ^T",
    'runs commands from inside of the editor',
  ),
  executor('less more most pg lesspipe', 'less(1): !, LESSOPEN', 'runs commands from inside of the pager'),
  executor('man info pinfo', 'man(1): -P, -H, --html', 'runs a pager, and programs that its options name'),
  executor(
    'crontab at batch atd anacron systemd-run launchctl schtasks',
    'crontab(1), at(1), systemd-run(1)',
    'runs commands later',
  ),
  executor('osascript automator shortcuts', 'osascript(1)', 'runs scripts that control the machine'),
  executor(
    'powershell pwsh cmd command.com wscript cscript mshta rundll32 regsvr32 msiexec wmic bash.exe wsl',
    'about_PowerShell_exe; cmd',
    'runs commands',
  ),
  wrapper('busybox toybox', 'busybox(1)', '', { executor: 'is a shell and many other programs', runs: { skip: 0 } }),
  executor('su runuser login newgrp sg machinectl', 'su(1), runuser(1)', 'runs a shell as another user'),
  executor(
    'start-stop-daemon daemonize supervisord supervisorctl pm2 forever foreman overmind hivemind honcho',
    'start-stop-daemon(8)',
    'starts programs',
  ),
  {
    programs: 'direnv mise asdf rtx nvm fnm volta proto pyenv rbenv nodenv',
    reference: 'direnv(1), mise(1)',
    subcommands: {
      'exec x run': { refusal: RUNS, executor: RUNS, runs: { skip: 0, afterDashes: true } },
      'allow permit trust install use': 'decides which programs and variables are used',
    },
  },
  executor('nix nix-shell nix-build nix-env guix', 'nix3-run(1), nix-shell(1)', 'builds and runs programs'),
  executor('fakeroot fakechroot proot bwrap firejail systemd-nspawn', 'fakeroot(1), bwrap(1)', RUNS),
  executor(
    'git-shell ssh-agent ssh-add ssh-keygen',
    'ssh-keygen(1): -D loads a library; ssh-agent(1)',
    'handles keys, loads libraries or runs programs',
  ),
  executor('ld.so ld-linux.so ld-linux-x86-64.so', 'ld.so(8)', RUNS),
];
