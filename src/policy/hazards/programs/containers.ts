import { onlyNames, outsideOperand, outsideRoot, refuse, writesFile } from '../checks.js';
import type { Check, Grammar, Place, ProgramHazards, Refusal } from '../grammar.js';

const HOST = 'gives the container a part of this machine';
const RUNS = 'runs a command inside of a container';
const CONFIGURES = 'talks to another daemon or takes another configuration';

/** A named volume is the container's own; a path is the host's. */
const noHostPath: Check = (value) =>
  /^[./~\\]|^[A-Za-z]:[\\/]/.test(value) ? refuse('hazard-option', HOST) : undefined;

const noBind: Check = (value) =>
  /(?:^|,)type=(?:volume|tmpfs)(?:,|$)/.test(value) && !/(?:^|,)(?:volume-opt|volume-driver)/.test(value)
    ? undefined
    : refuse('hazard-option', HOST);

/** Anything that shares a namespace of the host or of another container. */
const ownNamespace: Check = (value) =>
  /^(?:host|container:|ns:|slirp4netns:allow_host)/.test(value) ? refuse('hazard-option', HOST) : undefined;

/** docker-run(1), podman-run(1). */
const run: Grammar = {
  operandEndsOptions: true,
  harmless: `-e= --env= -p= --publish= --expose= --name= -w= --workdir= -u= --user= -l= --label= --platform= --restart= -m= --memory= --cpus= --hostname= --ip= --link= --dns= --dns-search= --add-host= --stop-signal=
    --stop-timeout= --shm-size= --ulimit= --log-driver= --log-opt= --memory-swap= --cpu-shares= -c= --cpuset-cpus= --health-cmd= --health-interval= --health-retries= --health-timeout= --health-start-period=
    --mac-address= --network-alias= --net-alias= --pids-limit= --storage-opt= --tmpfs= --pull= -a= --attach= --domainname= --entrypoint= --gpus= --blkio-weight= --isolation= --oom-score-adj= --annotation= --cpu-period= --cpu-quota=`,
  refused: {
    [HOST]: `--privileged? --device= --device-cgroup-rule= --cap-add= --security-opt= --volumes-from= --cgroup-parent= --cgroupns= --runtime= --sysctl= --group-add= --volume-driver= --userns= --use-api-socket
      --device-read-bps= --rootfs --secret=`,
    'reads or writes files of this machine': '--env-file= --label-file= --cidfile= --pidfile= --conmon-pidfile=',
  },
  checked: [
    { options: '-v= --volume=', check: noHostPath },
    { options: '--mount=', check: noBind },
    { options: '--network= --net= --pid= --ipc= --uts=', check: ownNamespace },
  ],
};

const exec: Grammar = {
  refusal: RUNS,
  executor: RUNS,
  operandEndsOptions: true,
  harmless: '-e= --env= --env-file= -u= --user= -w= --workdir= --detach-keys= --index=',
  runs: { skip: 1 },
};

/** The folder that is sent to the daemon: one of the project. */
const buildContext = (value: string, index: number, place: Place): Refusal | undefined =>
  /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(value)
    ? refuse('hazard-url', 'builds what is fetched from elsewhere')
    : outsideOperand(value, index, place);

const imageFile: Grammar = {
  checked: [{ options: '-o= --output= -i= --input=', check: outsideRoot }],
  harmless: '-c= --change= -m= --message= --platform=',
  operand: outsideOperand,
};

const build: Grammar = {
  operand: buildContext,
  harmless: `-t= --tag= --build-arg= --target= --platform= --label= --progress= --network= --pull --no-cache --no-cache-filter= --cpu-shares= -m= --memory= --shm-size= --ulimit= --add-host= --build-context= --builder= --attest=
    --annotation= --sbom= --provenance= -q`,
  refused: { [HOST]: '--secret= --ssh= --allow= --security-opt= --device= -v= --volume= --cap-add= --runtime=' },
  checked: [
    { options: '-f= --file= --iidfile= --metadata-file=', check: outsideRoot },
    {
      options: '-o= --output=',
      check: (value, place) =>
        /^type=(?:docker|image|registry)/.test(value) ? undefined : outsideRoot(value.replace(/^.*dest=/, ''), place),
    },
    {
      options: '--cache-from= --cache-to=',
      check: (value) => (value.includes('type=local') ? refuse('hazard-option', HOST) : undefined),
    },
  ],
};

const compose: Grammar = {
  operandEndsOptions: true,
  harmless: '-p= --project-name= --profile= --ansi= --parallel= --progress=',
  refused: { 'takes another project or configuration': '-f= --file= --project-directory= --env-file=' },
  subcommands: {
    exec,
    run: { ...run, refusal: RUNS, executor: RUNS, runs: { skip: 1 } },
    cp: 'copies files between this machine and a container',
    'publish bridge': 'sends the project elsewhere',
    'config convert': { checked: [{ options: '-o= --output=', check: writesFile }], harmless: '--format= --hash=' },
    build: { ...build, form: 'exact', operand: () => undefined },
  },
  harmlessSubcommands:
    'up down ps logs start stop restart pull push images top port events kill rm create pause unpause ls version wait watch stats scale attach export commit volumes',
};

const docker: Grammar = {
  form: 'exact',
  operandEndsOptions: true,
  harmless: '-l= --log-level= --log-driver=',
  refused: {
    [CONFIGURES]: `-H= --host= -c= --context= --config= --tlscacert= --tlscert= --tlskey= --url= --connection= --root= --runroot= --storage-driver= --storage-opt= --runtime= --hooks-dir= --conmon= --module= --identity= --cgroup-manager= --network-config-dir= --volumepath= --tmpdir=`,
  },
  subcommands: {
    'run create': run,
    exec,
    container: {
      subcommands: { 'run create': run, exec, cp: 'copies files between this machine and a container' },
      harmlessSubcommands:
        'ls list ps logs inspect start stop restart rm kill stats top port diff prune pause unpause rename wait commit attach update',
    },
    build,
    buildx: { subcommands: { 'build b': build, 'bake f create install': 'builds as a file says' } },
    builder: { subcommands: { build, prune: {} } },
    image: {
      subcommands: {
        build,
        'save load import': imageFile,
      },
    },
    compose,
    cp: 'copies files between this machine and a container',
    'plugin swarm service stack node context trust': 'changes what the daemon runs',
    volume: {
      subcommands: { create: { harmless: '-d= --driver= --label= --name=', refused: { [HOST]: '-o= --opt=' } } },
    },
    'save export load import': imageFile,
    'unshare mount play quadlet': 'runs commands on this machine, or as a file says',
    'machine system generate kube': {
      subcommands: {
        'df info prune events version': {},
        'ssh init start set reset service connection migrate play apply': 'runs commands or changes the machine',
      },
    },
  },
};

/** Containers. */
export const containers: readonly ProgramHazards[] = [
  {
    programs: 'docker podman nerdctl',
    reference: 'docker(1), docker-run(1), docker-exec(1); OWASP Docker Security Cheat Sheet',
    ...docker,
  },
  { programs: 'docker-compose podman-compose', reference: 'docker-compose(1)', form: 'exact', ...compose },
  {
    programs:
      'buildah skopeo ctr crictl runc crun lxc lxd incus vagrant multipass minikube kind k3d k3s colima limactl toolbox distrobox',
    reference: 'the manual page of each: buildah(1), lxc(1), vagrant(1)',
    form: 'exact',
    refused: { [HOST]: '--privileged -v= --volume= --mount= --mount-string= --device= --config=' },
    subcommands: {
      'exec run shell ssh enter create unshare mount copy cp start up launch init file kubectl ctr crictl server':
        'runs commands or starts machines',
    },
  },
  {
    programs: 'hadolint dive trivy grype syft cosign',
    reference: 'the documentation of each',
    form: 'exact',
    harmless: '-f= --format= --severity= --scanners= --ignore= --failure-threshold=',
    refused: {
      'takes another configuration, which may load code':
        '-c= --config= --ignore-policy= --config-check= --template= --module-dir= --enable-modules=',
    },
    checked: [
      {
        options: '-o= --output= --cache-dir=',
        check: (value, place) =>
          onlyNames('table json text sarif', '')(value, place) === undefined ? undefined : outsideRoot(value, place),
      },
    ],
    subcommands: { 'plugin module server sign attest': 'runs or installs programs' },
  },
];
