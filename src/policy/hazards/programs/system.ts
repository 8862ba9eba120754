import { refuse, writesFile } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program';
const CHANGES = 'changes what the machine runs';
const ELSEWHERE = 'works on another machine or another system';

/** Programs that look at the machine, or change it. */
export const system: readonly ProgramHazards[] = [
  {
    programs: 'systemctl',
    reference: 'systemctl(1)',
    inherited: true,
    harmless:
      '-t= --type= --state= -p= --property= -P= --value -n= --lines= -o= --output= -s= --signal= --kill-whom= --job-mode= --message= --what= --check-inhibitors= --timestamp=',
    refused: {
      [ELSEWHERE]: '-H= --host= -M= --machine= --root= --image= -C= --capsule=',
      'asks for a password': '--firmware-setup --boot-loader-menu= --boot-loader-entry=',
    },
    subcommands: {
      'edit link enable disable reenable mask unmask preset preset-all revert set-property set-environment import-environment unset-environment add-wants add-requires set-default daemon-reload daemon-reexec switch-root bind mount-image':
        CHANGES,
      'poweroff reboot halt kexec suspend hibernate hybrid-sleep suspend-then-hibernate soft-reboot emergency rescue default exit isolate':
        'stops the machine',
    },
    harmlessSubcommands: `status show cat list-units list-unit-files list-timers list-sockets list-dependencies list-jobs is-active is-enabled is-failed is-system-running start stop restart reload try-restart reload-or-restart
      kill clean help get-default show-environment list-machines list-automounts list-paths reset-failed cancel freeze thaw whoami`,
  },
  {
    programs: 'service rc-service',
    reference: 'service(8)',
    operand: (value, index) => (index === 0 && value.includes('/') ? refuse('hazard-operand', RUNS) : undefined),
  },
  {
    programs: 'dmesg',
    reference: 'dmesg(1)',
    harmless: '-l= --level= -f= --facility= -F= --file= -s= --buffer-size= -n= --console-level= --since= --until=',
    refused: { 'clears the messages': '-C --clear -c --read-clear', 'turns messages off': '-D --console-off' },
  },
  {
    programs: 'loginctl',
    reference: 'loginctl(1)',
    harmless: '-p= --property= -n= -o= --output= --lines=',
    refused: { [ELSEWHERE]: '-H= --host= -M= --machine=' },
    subcommands: { 'enable-linger terminate-user kill-user terminate-session kill-session attach': CHANGES },
  },
  {
    programs: 'journalctl',
    reference: 'journalctl(1)',
    harmless:
      '-u= --unit= --user-unit= -n? --lines? --user --system --verify -S= --since= -U= --until= -p= --priority= -o= --output= -t= --identifier= -T= --exclude-identifier= -c= --cursor= --after-cursor= -F= --field= --facility= -b? --boot? -l= --level= -f',
    texts: '-g= --grep= --output-fields=',
    refused: {
      [ELSEWHERE]: '-D= --directory= -i= --file= --root= --image= -M= --machine= --namespace= --image-policy=',
      "writes to a file of the call's choice":
        '--cursor-file= --setup-keys --update-catalog --interval= -w --verify-key=',
      'deletes the journal':
        '--vacuum-size= --vacuum-time= --vacuum-files= --rotate --flush --relinquish-var --smart-relinquish-var --sync',
    },
  },
  {
    programs:
      'apt apt-get apt-cache aptitude yum dnf rpm pacman apk zypper brew port snap flatpak choco winget scoop emerge',
    reference: 'apt-get(8): -o; GTFOBins apt, dpkg, rpm, yum',
    refused: {
      'sets the configuration, which may run programs':
        '-o= --option= -c= --config-file= --config= --setopt= --root= --installroot= -t= --target= --pre-invoke= --eval= -E= --define= -D= --pipe= --instdir= --admindir= --hookdir=',
    },
    subcommands: {
      'install add update upgrade dist-upgrade full-upgrade remove purge autoremove source build-dep reinstall localinstall shell changelog edit-sources edit create run tap services bundle import refresh connect swap download sh':
        'installs or runs programs',
      'list search show info policy depends rdepends deps uses leaves outdated config doctor home': {},
    },
    operand: (value) =>
      /\.(?:deb|rpm|apk|rb|pkg)$/.test(value) ? refuse('hazard-operand', 'is a package that is installed') : undefined,
  },
  {
    programs: 'kill pkill killall',
    reference: 'kill(1): a negative number is a process group, and -1 every process',
    noEndOfOptions: true,
    harmless: '-1 -s= --signal= -n= -q= --queue=',
    atEnd: ({ options, operands }) =>
      options.has('-1') && operands.length === 0 ? refuse('hazard-operand', 'reaches every process') : undefined,
    operand: (value) => (value === '1' ? refuse('hazard-operand', 'is the first process of the machine') : undefined),
  },
  {
    programs:
      'pgrep top htop free uptime vmstat iostat lsof ss netstat ifconfig pidof who w id groups whoami hostname uname',
    reference: 'pgrep(1), lsof(8), hostname(1)',
    harmless: '-p= -u= -o= -C= -G= -t= -U= -i= -d= -n=',
  },
  {
    programs: 'ps',
    reference: 'ps(1): `e` without a dash shows the environment',
    harmless: '-p= -u= -o= -C= -G= -t= -U= -g= -s= --sort= --ppid= --pid= --format= --cols=',
    operand: (value) =>
      /^[A-Za-df-z]*e[A-Za-z]*$/.test(value) ? refuse('hazard-operand', 'shows the variables of processes') : undefined,
  },
  {
    programs: 'ip',
    reference: 'ip(8): -batch, ip-netns(8): exec; options may be cut short',
    form: 'single',
    operandEndsOptions: true,
    harmless: '-f= -family= -n= -netns= -l= -loops=',
    refused: { [RUNS]: '-b= -ba= -bat= -batc= -batch= -fo -forc -force' },
    operand: (value, index) => (value === 'exec' && index === 1 ? refuse('hazard-operand', RUNS) : undefined),
  },
  {
    programs: 'dpkg',
    reference: 'dpkg(1)',
    harmless: '-l -L -s -S -p -I -c --list --listfiles --status --search --print-avail',
    refused: {
      'installs or removes programs':
        '-i --install --unpack --configure -A --record-avail -r --remove -P --purge --triggers-only',
      'sets the configuration, which may run programs':
        '--pre-invoke= --post-invoke= --root= --instdir= --admindir= --force-*',
    },
    operand: (value) =>
      value.endsWith('.deb') ? refuse('hazard-operand', 'is a package that is installed') : undefined,
  },
  {
    programs: 'tcpdump tshark dumpcap',
    reference: 'tcpdump(8): -z; tshark(1): -X',
    harmless: '-i= -c= -s= -n -f= -Y= -T= -e= -d=',
    refused: {
      [RUNS]: '-z= -X= --postrotate-command=',
      "writes to a file of the call's choice": '-w= -W= -G= -C=',
      'changes the user': '-Z=',
    },
  },
  {
    programs: 'logrotate logger wall write mail mailx sendmail mutt',
    reference: 'logrotate(8), mailx(1): `!`, sendmail(8): -C',
    executor: 'runs programs that its configuration or its text names',
  },
  {
    programs:
      'sysctl modprobe insmod rmmod kmod iptables nft ufw setenforce useradd usermod passwd chsh visudo update-alternatives ldconfig',
    reference: 'sysctl(8), modprobe(8), usermod(8)',
    executor: CHANGES,
  },
  {
    programs:
      'defaults plutil pbcopy pbpaste say diskutil hdiutil codesign security networksetup scutil pmset spctl csrutil',
    reference: 'defaults(1), security(1)',
    operand: (value, index) =>
      index === 0 &&
      /^(?:write|delete|import|rename|dump-keychain|find-generic-password|find-internet-password|export|add-trusted-cert|set|erasedisk|attach|disable)$/i.test(
        value,
      )
        ? refuse('hazard-subcommand', 'changes the settings of the machine, or hands out passwords')
        : undefined,
  },
  {
    programs: 'gpg gpg2 gpgv age',
    reference: 'gpg(1)',
    harmless:
      '--export --tofu-policy= --default-key= --encrypt-to= --group= -z= --auto-key-locate= -r= --recipient= -u= --local-user= --keyserver= --trust-model=',
    refused: {
      [RUNS]:
        '--agent-program= --dirmngr-program= --pinentry-program= --photo-viewer= --exec-path= --edit-key --card-edit',
      'takes another configuration':
        '--homedir= --options= --keyring= --secret-keyring= --primary-keyring= --trustdb-name=',
      'hands out keys': '--export-secret-keys --export-secret-subkeys',
    },
    checked: [
      { options: '-o= --output= --status-file= --logger-file= --log-file= --attribute-file=', check: writesFile },
    ],
  },
  { programs: 'pass op bw lpass keyring secret-tool', reference: 'pass(1)', executor: 'hands out passwords' },
  {
    programs: 'code cursor subl atom idea webstorm zed',
    reference: "the documentation of VS Code's command line",
    executor: 'opens an editor, which installs extensions and runs tasks',
  },
  {
    programs: 'reg regedit sc net netsh bcdedit icacls takeown attrib certutil bitsadmin curl.exe robocopy forfiles',
    reference: "Windows' commands; LOLBAS",
    executor: 'changes the machine, or runs or fetches programs',
  },
  {
    programs: 'claude codex gemini aider copilot opencode ollama llm amp goose',
    reference: 'the documentation of each',
    executor: 'is an agent or a model that runs commands',
  },
];
