import { outsideRoot, refuse } from '../checks.js';
import type { Check, ProgramHazards } from '../grammar.js';

/** `-F name=@file` (gh-api(1)). */
const fieldFile: Check = (value) =>
  value.includes('=@') ? refuse('hazard-option', "sends a file of the call's choice") : undefined;

/** The command lines of GitHub and GitLab. */
export const forges: readonly ProgramHazards[] = [
  {
    programs: 'gh',
    reference: 'gh(1): gh alias, gh extension, gh api',
    form: 'exact',
    harmless: `-R= --repo= -q= --jq= -t= --template= --json= -L= --limit= -s= --state= -l= --label= -a= --assignee= -A= --author= -B= --base= -H= --head= -r= --reviewer= -m= --milestone= -p= --project= -w= --workflow= -b= --branch= --search= -S= -j= --job= -u= --user= -e= --event= -c= --commit=`,
    texts: '--title= --body= --search= --subject=',
    inherited: true,
    subcommands: {
      alias: { subcommands: { list: {}, 'set import delete': 'defines commands, which may run a shell' } },
      'extension extensions ext': {
        subcommands: { 'list search browse': {}, 'install create exec upgrade remove': 'installs and runs programs' },
      },
      api: {
        harmless:
          '-X= --method= -H= --header= -f= --raw-field= --hostname= --cache= -p= --preview= -q= --jq= -t= --template=',
        refused: { "sends a file of the call's choice": '--input=' },
        checked: [{ options: '-F= --field=', check: fieldFile, always: true }],
      },
      auth: {
        subcommands: {
          status: { refused: { 'hands out passwords': '-t --show-token' } },
          'token login logout refresh setup-git switch': 'hands out or changes passwords',
        },
      },
      config: { subcommands: { set: 'changes the configuration, which may run programs', 'get list clear-cache': {} } },
      'codespace cs': 'runs commands on another machine',
      'secret variable ssh-key gpg-key': {
        subcommands: { list: {}, ls: {}, 'set add delete remove': 'changes secrets or keys', get: {} },
      },
      browse: {},
      gist: { subcommands: { 'create edit clone': "sends a file of the call's choice", 'list view': {} } },
      release: {
        subcommands: {
          'create upload edit delete': "sends files of the call's choice",
          'list view': {},
          download: {
            checked: [{ options: '-D= --dir= -O= --output=', check: outsideRoot }],
            harmless: '-p= --pattern= -A= --archive=',
          },
        },
      },
      repo: {
        subcommands: {
          clone: {
            operand: (value, index) =>
              index > 1 || value.startsWith('-') ? refuse('hazard-operand', 'is an option of git') : undefined,
          },
          'create fork delete rename edit deploy-key sync set-default archive': 'changes repositories',
          'list view': {},
        },
      },
      run: {
        subcommands: {
          download: {
            checked: [{ options: '-D= --dir=', check: outsideRoot }],
            harmless: '-n= --name= -p= --pattern=',
          },
        },
      },
      'issue pr': {
        harmless: '-n= --name= --add-label= --remove-label=',
        refused: {
          "sends a file of the call's choice": '-F= --body-file= -T= --recover=',
          'opens an editor': '-e --editor',
        },
      },
      workflow: {
        subcommands: {
          run: {
            harmless: '-f= --raw-field= -r= --ref= --json',
            checked: [{ options: '-F= --field=', check: fieldFile, always: true }],
          },
          'list view enable disable': {},
        },
      },
      attestation: {},
    },
  },
  {
    programs: 'glab hub',
    reference: 'glab(1), hub(1)',
    form: 'exact',
    inherited: true,
    harmless: '-R= --repo= -F= --output= -P= --per-page=',
    subcommands: {
      alias: { subcommands: { list: {}, set: 'defines commands, which may run a shell' } },
      'config auth': 'changes the configuration',
      browse: {},
    },
  },
];
