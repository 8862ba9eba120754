import { outsideOperand, outsideRoot, refuse, refusedKeys } from '../checks.js';
import type { Check, Grammar, ProgramHazards } from '../grammar.js';

const ELSEWHERE = 'works in another project';
const CONFIGURES = 'takes another configuration, which may run programs';
const CODE = 'loads code';

const PROPERTY = 'sets a property that names programs or code';

/** Properties of MSBuild that import files, name programs or are commands. */
const buildProperty = refusedKeys(
  'customafter* custombefore* directorybuild* msbuild* prebuildevent postbuildevent runcommand toolspath csctoolpath csctoolexe nuget* restoresources restoreconfigfile alternatecommon* importdirectory* vstestlogger targetframeworkrootpath',
  PROPERTY,
);

/** Loggers that come with the test platform; another name is an assembly that is loaded. */
const testLogger: Check = (value, place) => {
  const [name = '', ...settings] = value.split(';');
  if (!/^(?:trx|html|console|junit|nunit|xunit|githubactions)$/i.test(name)) return refuse('hazard-option', CODE);
  for (const setting of settings) {
    const refusal = outsideRoot(setting.slice(setting.indexOf('=') + 1), place);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const DOTNET_CODE = '-dl= -distributedlogger= -source= -s= -configfile= -interactive -tl?';

/** Switches that do no harm, written as on Windows. */
const BUILD_SWITCH =
  /^\/(?:nologo|m|maxcpucount|t|target|v|verbosity|restore|nr|nodereuse|clp|warnaserror|graph)(?:[:=]|$)/i;

/** MSBuild takes its switches with one dash, two, or a slash, in any case. */
const dotnetBuild: Grammar = {
  form: 'caseless',
  responseFiles: true,
  harmless:
    '-c= -configuration= -f= -framework= -r= -runtime= -v= -verbosity= -filter= -blame -collect= -a= -arch= -os= -version-suffix= -no-build -no-restore -t= -target= -m? -nologo -bl? -restore',
  refused: { [CODE]: `${DOTNET_CODE} -l= -logger=` },
  checked: [
    { options: '-o= -output= -results-directory= -artifacts-path=', check: outsideRoot },
    { options: '-p= -property=', check: buildProperty, text: true },
  ],
  operand: (value, index, place) => {
    const property = /^\/(?:p|property)[:=](.*)$/i.exec(value);
    if (property !== null) return buildProperty(property[1] ?? '', place);
    return /^\/(?:l|logger|dl|distributedlogger|analyzer|a|r)[:=]/i.test(value)
      ? refuse('hazard-operand', CODE)
      : BUILD_SWITCH.test(value)
        ? undefined
        : outsideOperand(value, index, place);
  },
};

/** The build tools of the JVM, .NET, Swift, Dart and others. */
export const javaAndDotnet: readonly ProgramHazards[] = [
  {
    programs: 'mvn mvnw mvnd',
    reference: "mvn(1); Maven's documentation: exec:java, -s, -f",
    form: 'exact',
    harmless:
      '-P= --activate-profiles= -pl= --projects= -rf= --resume-from= -T= --threads= -B -q -U -o -X -e -N -am -amd -fae -ff -fn -ntp --color= --batch-mode',
    refused: {
      [ELSEWHERE]: '-f= --file=',
      [CONFIGURES]:
        '-s= --settings= -gs= --global-settings= -t= --toolchains= -gt= --global-toolchains= -it= --install-settings= -is= --project-settings= -ps= -b= --builder=',
    },
    checked: [
      {
        options: '-D= --define=',
        check: refusedKeys(
          `exec.* maven.ext.class.path maven.repo.local maven.repo.* maven.home maven.multimoduleprojectdirectory jvm argline maven.surefire.* maven.failsafe.* maven.compiler.fork maven.compiler.executable
           plugin.* maven.plugin.* settings.* script groovy.* antrun.* user.home java.home java.ext.dirs altdeploymentrepository outputdirectory archetype* artifact`,
          'sets a property that names programs or code',
        ),
        text: true,
      },
      { options: '-l= --log-file=', check: outsideRoot },
    ],
    operand: (value) =>
      /^(?:exec|antrun|groovy|gmaven|gmavenplus|archetype|scm|release|deploy|site|wrapper|jetty|cargo|beanshell|jshell|scripting)(?:-maven-plugin)?:|^[^:]+:[^:]+:[^:]*/.test(
        value,
      )
        ? refuse('hazard-operand', 'runs a goal that runs programs, or any plugin')
        : undefined,
  },
  {
    programs: 'gradle gradlew',
    reference: "Gradle's documentation: Command-Line Interface, init scripts",
    form: 'exact',
    harmless:
      '-x= --exclude-task= --tests= --max-workers= --console= --warning-mode= --priority= --configuration= --dependency= -m -q -i -s -S --scan --parallel -a -t',
    refused: {
      [ELSEWHERE]: '-p= --project-dir= -b= --build-file= -c= --settings-file= --include-build=',
      'runs a script before the build': '-I= --init-script=',
      [CONFIGURES]:
        '-g= --gradle-user-home= --project-cache-dir= --project-prop-file= -F= --dependency-verification= --debug-jvm --system-prop-file=',
    },
    checked: [
      {
        options: '-D= --system-prop=',
        check: refusedKeys(
          'org.gradle.* gradle.* java.* user.home exec* jvm* mainclass* javaagent*',
          'sets a property that names programs or code',
        ),
        text: true,
      },
      {
        options: '-P= --project-prop=',
        check: refusedKeys(
          'exec* mainclass* jvmargs* android.injected.* android.aapt2frommavenoverride',
          'sets a property that names programs or code',
        ),
        text: true,
      },
    ],
    subcommands: { 'init wrapper': 'writes the build or its launcher' },
    operand: (value) => (value.startsWith('@') ? refuse('hazard-response-file', 'is read as more options') : undefined),
  },
  {
    programs: 'sbt sbtn ant lein mill bloop',
    reference: "sbt's, Ant's and Leiningen's documentation: command line",
    form: 'single',
    harmless: '-p= -propertyfile',
    refused: {
      [ELSEWHERE]: '-f= -file= -buildfile= -s= -find= -sbt-dir= -sbt-boot= -ivy= -base=',
      [CODE]:
        '-lib= -main= -logger= -listener= -inputhandler= -addPluginSbtFile= -J* -jvm-debug= -java-home= -sbt-jar= -no-sbt',
    },
    checked: [
      {
        options: '-D*?',
        check: refusedKeys(
          'sbt.* java.* user.home scala.* ivy.* coursier.* build.compiler* jvm.* ant.*',
          'sets a property that names programs or code',
        ),
      },
    ],
    operand: (value) =>
      /^(?:;|eval |set |apply |console|!|repl$|run |exec |runMain|new$)|\s(?:eval|set|apply|!)\s/i.test(value)
        ? refuse('hazard-operand', 'runs code of the call')
        : undefined,
  },
  {
    programs: 'javac kotlinc scalac groovyc javadoc jar',
    reference: 'javac(1): -processorpath, -J',
    form: 'single',
    responseFiles: true,
    harmless:
      '-cp= -classpath= -class-path= -source= -target= -release= -encoding= -p= -module-path= -sourcepath= -g? -Xlint?',
    refused: {
      [CODE]:
        '-processorpath= -processor-path= -processor= -Xplugin* -J* -bootclasspath= -doclet= -docletpath= -taglet= -script',
    },
    checked: [{ options: '-d= -s= -h=', check: outsideRoot }],
  },
  {
    programs: 'dotnet',
    reference: "dotnet(1), .NET's documentation: dotnet CLI, MSBuild: `@file`, -logger, tasks",
    form: 'exact',
    operandEndsOptions: true,
    refused: {
      [CODE]: '--additionalprobingpath= --additional-deps= --depsfile= --runtimeconfig= --roll-forward= --fx-version=',
    },
    subcommands: {
      'build publish pack clean restore msbuild format': dotnetBuild,
      'test vstest': {
        ...dotnetBuild,
        refused: { [CODE]: `${DOTNET_CODE} -test-adapter-path= -settings= -diag= -e= -environment=` },
        checked: [...(dotnetBuild.checked ?? []), { options: '-l= -logger=', check: testLogger }],
      },
      run: {
        operandEndsOptions: true,
        harmless: '-c= --configuration= -f= --framework= -r= --runtime= -v= --launch-profile= -p= -a= --arch= --os=',
        checked: [{ options: '--project=', check: outsideRoot }],
      },
      watch: { operandEndsOptions: true, checked: [{ options: '--project=', check: outsideRoot }] },
      'exec fsi script tool add remove new nuget workload sdk store dev-certs user-secrets package reference x':
        'installs or runs programs',
      'list sln help --info --version --list-sdks --list-runtimes build-server': {},
    },
    operand: (value, index) =>
      index === 0 && /\.(?:dll|exe|cs)$/i.test(value)
        ? refuse('hazard-operand', 'is a program that is run')
        : undefined,
  },
  {
    programs: 'msbuild xbuild nuget vstest.console csc fsc vbc',
    reference: "MSBuild's documentation: command-line reference",
    responseFiles: true,
    form: 'single',
    refused: {
      [CODE]:
        '-logger= -l= -distributedlogger= -analyzer= -compilerserver -r= -interactive -ConfigFile= -p= -property= -source=',
    },
    operand: (value) =>
      /^\/(?:p|property|l|logger|dl|analyzer|a|r)[:=]/i.test(value)
        ? refuse('hazard-operand', 'sets a property or loads code')
        : undefined,
  },
  {
    programs:
      'swift xcodebuild xcrun pod carthage fastlane zig rebar3 stack cabal ghc dune opam nimble shards v crystal',
    reference: 'the manual page or documentation of each: mix(1), cabal(1), opam(1)',
    form: 'exact',
    harmless:
      '-c= --configuration= -p= --package= -j= --jobs= --target= -scheme= -sdk= -destination= -workspace= --flavor= -d= --device-id=',
    refused: {
      [CODE]:
        '-r= --require= --plugin= --with-compiler= --build-tool-plugin -toolexec= -pgmF= -e= --eval= --script= -xcconfig=',
      [ELSEWHERE]: '-C= --package-path= --chdir= --root=',
    },
    subcommands: {
      'exec run x repl eval install add update get upgrade global archive.install local.hex escript.install shell pub switch plugin sdk toolchain cmd build-exe runghc runhaskell ghci script':
        'installs or runs programs',
      package: { subcommands: { 'plugin add-dependency add-target init': 'installs or runs programs' } },
    },
  },
  {
    programs: 'flutter dart',
    reference: "flutter help, dart help; Dart's documentation: dart pub",
    form: 'exact',
    harmless:
      '-d= --device-id= --flavor= -t= --target= --dart-define= -n= --name= -N= --plain-name= --tags= -j= --concurrency= -r= --reporter= -o= --output=',
    refused: {
      [CODE]: '--enable-experiment= --dart-define-from-file= --local-engine= --script=',
      [ELSEWHERE]: '-C= --directory=',
    },
    subcommands: {
      'create upgrade downgrade channel install custom-devices config compile': 'installs programs or writes code',
      pub: { subcommands: { 'add global run upgrade publish unpack token': 'installs or runs programs' } },
    },
  },
  {
    programs: 'mix',
    reference: 'mix help; mix help do, mix help run',
    form: 'exact',
    harmless: '--only= --exclude= --include= --seed= --max-failures= --slowest= --formatter=',
    refused: { [CODE]: '-r= --require= -e= --eval=' },
    subcommands: {
      'run cmd eval escript.install escript.build archive.install archive.build local.hex local.rebar deps.update hex.publish new phx.new':
        'installs or runs programs',
    },
    operand: (value, index) =>
      index > 0 && /^(?:run|cmd|eval|escript\.install|archive\.install)[,+]?$/.test(value)
        ? refuse('hazard-operand', 'installs or runs programs')
        : undefined,
  },
];
