import { outsideOperand, outsideRoot, refuse, writesFile } from '../checks.js';
import type { Grammar, ProgramHazards, Refusal } from '../grammar.js';

const CONFIGURES = 'takes another configuration, which may run programs';
const RUNS = 'runs a command';
const APPLIES = "sends a file of the call's choice to the cluster";
const WRITES = "writes to a file of the call's choice";
const INSTALLS = 'installs programs';

const kubectlOptions: Grammar = {
  form: 'exact',
  inherited: true,
  harmless: `-n= --namespace= -o= --output= -l= --selector= --field-selector= -c= --container= --tail= --since= --since-time= --context= --cluster= --timeout= --request-timeout= --sort-by= -L= --label-columns= --replicas=
    --limit-bytes= --max-log-requests= --for= --grace-period= --type= -p --revision= --to-revision= --dry-run? --field-manager= --subresource= --chunk-size= --v= -v= --port= --target-port= --name= --image= --cascade?
    --address= --overrides= --current-replicas= --resource-version= --show-labels -A --all-namespaces -w --watch -f`,
  refused: {
    [CONFIGURES]:
      '--kubeconfig= --server= -s= --token= --user= --as= --as-group= --as-uid= --certificate-authority= --client-certificate= --client-key= --cache-dir= --password= --username= --kuberc= --tls-server-name= --insecure-skip-tls-verify?',
    [WRITES]: '--profile= --profile-output= --log-file= --log-dir= --output-directory=',
    'reads templates or patches from a file': '--template= --patch-file= --raw=',
  },
};

const fromFile: Grammar = { refused: { [APPLIES]: '-f= --filename= -k= --kustomize=' } };

const inCluster = (skip: number): Grammar => ({
  refusal: RUNS,
  executor: 'runs a command in the cluster',
  runs: { skip, afterDashes: true },
});

const kubectl: Grammar = {
  ...kubectlOptions,
  executor: 'has subcommands that run commands, so the subcommand has to be literal',
  subcommands: {
    'get describe logs top version cluster-info api-resources api-versions explain events auth wait diff certificate completion options':
      { harmless: '-f' },
    'apply create replace delete patch label annotate scale autoscale set rollout expose taint cordon uncordon drain':
      fromFile,
    exec: inCluster(1),
    'debug run': inCluster(1),
    attach: inCluster(0),
    cp: { executor: 'copies files between this machine and the cluster' },
    edit: { executor: 'opens an editor' },
    'proxy port-forward': { executor: 'opens the cluster to this machine' },
    plugin: { executor: 'runs programs named kubectl-*' },
    kustomize: {
      refused: {
        [RUNS]: '--enable-alpha-plugins --enable-exec --enable-helm --helm-command= -e= --env= --mount= --network',
      },
    },
    config: {
      subcommands: {
        'set set-cluster set-credentials set-context use-context delete-context delete-cluster delete-user rename-context use unset':
          'changes the configuration, which may run programs',
        'view current-context get-contexts get-clusters get-users': {},
      },
    },
  },
};

const terraformOptions: Grammar = {
  form: 'single',
  inherited: true,
  harmless: `-var= -target= -lock= -lock-timeout= -parallelism= -refresh= -replace= -state-lock= -type= -depth= -module-depth= -upgrade -no-color -json -input= -compact-warnings -detailed-exitcode -filter= -test-directory=
    -provider= -allow-missing-config -migrate-state -reconfigure -backend= -get=`,
  refused: {
    'works in another project': '-chdir=',
    'loads programs from elsewhere': '-plugin-dir= -from-module=',
    [CONFIGURES]: '-backend-config= -cli-config=',
    [WRITES]: '-generate-config-out= -backup= -state-out= -fs-mirror= -net-mirror=',
  },
  checked: [{ options: '-out= -var-file= -state= -junit-xml=', check: outsideRoot }],
};

const PASSWORDS = 'changes the configuration or hands out passwords';

/** A group of which only these subcommands look, and the others (or none: questions) change or hand out. */
const onlyLooking = (looking: string): Grammar => ({
  subcommands: { [looking]: {} },
  atEnd: () => refuse('hazard-subcommand', PASSWORDS),
});

const cloudOptions: Grammar = {
  form: 'exact',
  inherited: true,
  harmless:
    '--region= --profile= --output= --query= --project= --format= --zone= -o= -g= --resource-group= --subscription= -a= --app= --filter= --limit= --max-items= --page-size= -n= --name=',
  refused: {
    [CONFIGURES]:
      '--endpoint-url= --ca-bundle= --configuration= --flags-file= --impersonate-service-account= --access-token-file= --cwd= -c= --config= --local-config= -A= --global-config= -Q=',
    [RUNS]: '--command= --ssh-flag= --cli-input-json= --cli-input-yaml=',
  },
};

const localFile = (value: string): Refusal | undefined =>
  /^(?:file|fileb):\/\//.test(value) ? refuse('hazard-url', 'reads a file of this machine') : undefined;

/** Clusters, clouds and their command lines. */
export const cloud: readonly ProgramHazards[] = [
  {
    programs: 'kubectl oc kubecolor',
    reference:
      'kubectl(1); kubernetes.io: kubectl reference, Extend kubectl with plugins, client-go credential plugins',
    ...kubectl,
  },
  {
    programs: 'helm helmfile',
    reference: "helm(1), Helm's documentation: post-rendering, plugins",
    form: 'exact',
    inherited: true,
    harmless:
      '-n= --namespace= --set= --set-string= --set-json= --version= --timeout= -o= --output= -l= --selector= --kube-context= --description= --max= --name-template= --history-max= -s= --show-only= --api-versions= --kube-version=',
    refused: {
      [RUNS]: '--post-renderer= --post-renderer-args= -b= --helm-binary=',
      [CONFIGURES]:
        '--kubeconfig= --kube-apiserver= --kube-token= --kube-as-user= --kube-as-group= --kube-ca-file= --registry-config= --repository-config= --repository-cache= --repo= --keyring= --ca-file= --cert-file= --key-file= --content-cache=',
      'reads a file of this machine': '--set-file= --plain-http',
    },
    checked: [{ options: '-f= --values= --output-dir= -d= --destination= --untardir=', check: outsideRoot }],
    subcommands: {
      plugin: { subcommands: { 'install update package': INSTALLS, 'list uninstall ls': {} } },
      repo: { subcommands: { add: 'takes packages from elsewhere', 'list update index remove ls': {} } },
      registry: 'handles passwords',
    },
  },
  {
    programs: 'terraform tofu terragrunt',
    reference: "Terraform's documentation: CLI, -chdir, provider installation",
    ...terraformOptions,
    subcommands: {
      init: {},
      fmt: { operand: outsideOperand },
      console: 'evaluates code of the call',
      'login logout': 'handles passwords',
      providers: { subcommands: { mirror: "writes programs to a folder of the call's choice", 'lock schema': {} } },
      'exec run-all run': 'runs any command',
      state: { subcommands: { 'push replace-provider': 'replaces the state', 'list show pull mv rm': {} } },
    },
  },
  {
    programs:
      'pulumi cdk cdktf serverless sls sam packer nomad vault consul waypoint skaffold tilt argocd flux istioctl',
    reference: "the documentation of each: Pulumi's, AWS CDK's and Packer's CLI",
    form: 'exact',
    harmless: '-s= --stack= -o= --output= -n= --namespace= --region= --profile= --stage= -p= --project= --var= -var=',
    refused: {
      [CONFIGURES]: '-C= --cwd= -c= --config= --kubeconfig= --config-file= --chdir= --address= -address=',
      [RUNS]: '-a= --app= --exec-agent= --exec-kind= --plugin= --post-render= --plugin-dir=',
    },
    subcommands: {
      'exec new init plugin plugins login console ssh shell run agent alloc server env': 'runs or installs programs',
    },
  },
  {
    programs: 'aws',
    reference: 'AWS CLI Command Reference: global options, aws configure, aws ssm',
    ...cloudOptions,
    subcommands: {
      configure: onlyLooking('list get list-profiles'),
      'sso login logout': PASSWORDS,
      ssm: { subcommands: { 'start-session send-command': RUNS } },
      'ecs eks': { subcommands: { 'execute-command update-kubeconfig': RUNS } },
    },
    operand: localFile,
  },
  {
    programs: 'gcloud gsutil bq',
    reference: 'gcloud reference: gcloud config, gcloud auth, gcloud compute ssh',
    ...cloudOptions,
    subcommands: {
      config: onlyLooking('list get get-value configurations'),
      auth: onlyLooking('list'),
      'init components alpha-shell interactive cloud-shell shell': RUNS,
      compute: { subcommands: { 'ssh scp start-iap-tunnel config-ssh copy-files': RUNS } },
      container: { subcommands: { clusters: { subcommands: { 'get-credentials': 'changes the configuration' } } } },
    },
    operand: localFile,
  },
  {
    programs: 'az',
    reference: 'Azure CLI reference: az login, az extension, az ssh; `@file` in any value',
    ...cloudOptions,
    responseFiles: true,
    subcommands: {
      config: onlyLooking('get'),
      account: { subcommands: { 'get-access-token': PASSWORDS } },
      'login logout configure init extension interactive ssh rest alias': 'runs programs, or hands out passwords',
      vm: { subcommands: { 'run-command': RUNS } },
    },
    operand: localFile,
  },
  {
    programs: 'doctl flyctl fly heroku vercel netlify wrangler firebase supabase railway render eb',
    reference: "the documentation of each: Fly's, Heroku's, Vercel's and Wrangler's command line",
    ...cloudOptions,
    subcommands: {
      'config auth configure': onlyLooking('list get ls whoami'),
      'login logout init ssh sftp console run dev exec plugins plugin proxy extension shell link env secrets': RUNS,
    },
    operand: localFile,
  },
  {
    programs: 'ab hey wrk k6 vegeta locust',
    reference: 'ab(1) and the documentation of each',
    form: 'exact',
    refused: { 'runs a script': '-s= --script=', "sends a file of the call's choice": '-p= -u= -D= -body= -targets=' },
    checked: [{ options: '-e= -g= -o= --out=', check: writesFile }],
    subcommands: { run: 'runs a script' },
  },
];
