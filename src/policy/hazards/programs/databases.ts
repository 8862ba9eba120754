import { outsideOperand, outsideRoot, refuse } from '../checks.js';
import type { Check, Grammar, ProgramHazards } from '../grammar.js';

const CODE = 'reads commands from a file';
const SHELL = 'runs a command of a shell or reads and writes files';
const CONFIGURES = 'takes another configuration';

/** psql(1): meta-commands that only look; anything else may run a program or touch files. COPY ... PROGRAM runs on the server. */
const psqlText: Check = (value) => {
  const text = value.trim();
  if (
    text.includes('\\') &&
    !/^\\(?:d[A-Za-z+]*|l\+?|z|conninfo|encoding|h|\?|sf\+?|sv\+?|timing|x)(?:\s[^\\]*)?$/.test(text)
  ) {
    return refuse('hazard-operand', SHELL);
  }
  return /\b(?:from|to)\s+program\b/i.test(text) ||
    (/\bcopy\b/i.test(text) && /\b(?:from|to)\s*'/i.test(text)) ||
    /\b(?:pg_read_file|pg_read_binary_file|lo_import|lo_export|pg_ls_dir)\b/i.test(text)
    ? refuse('hazard-operand', SHELL)
    : undefined;
};

/** mysql(1): MYSQL CLIENT COMMANDS. */
const mysqlText: Check = (value) =>
  /(?:^|;)\s*(?:system|source|tee|pager|edit|delimiter|notee|nopager)\b|\\[!.TPe]|\binto\s+(?:outfile|dumpfile)\b|\bload_file\s*\(|\bload\s+data\b/i.test(
    value,
  )
    ? refuse('hazard-operand', SHELL)
    : undefined;

/** Options with which redis-cli looks at a server and reads no commands. */
const REDIS_MODES =
  '-help -version -v -stat -latency -latency-history -latency-dist -bigkeys -memkeys -hotkeys -scan -lru-test'.split(
    ' ',
  );

/** sqlite3(1): dot-commands that only look; functions of the shell that run programs or touch files. */
const sqliteText: Check = (value) => {
  for (const line of value.split('\n')) {
    const text = line.trimStart();
    if (
      text.startsWith('.') &&
      !/^\.(?:tables|schema|indexes|indices|databases|mode|headers?|dump|help|show|version|stats|timer|width|nullvalue|separator|eqp|fullschema|dbinfo|dbconfig|lint|expert|explain|changes|bail|echo|quit|exit|limit|sha3sum|parameter)\b[^|]*$/.test(
        text,
      )
    ) {
      return refuse('hazard-operand', SHELL);
    }
  }
  const calls = /\b(?:load_extension|writefile|readfile|edit|fts3_tokenizer|zipfile|fsdir|lsdir)\s*\(/i.test(value);
  const opens = /\battach\b/i.test(value) || (/\bvacuum\b/i.test(value) && /\binto\b/i.test(value));
  return calls || opens ? refuse('hazard-operand', SHELL) : undefined;
};

/** Options that all clients of MySQL share: those that name a file, a program or a library are refused. */
const mysqlOptions: Grammar = {
  harmless:
    '-h= --host= -P= --port= -u= --user= -p? --password? -D= --database= --protocol= --delimiter= --default-character-set= --prompt= --connect-timeout= -t --table -N -s -v -V --version --help -? -E -H -X --skip-column-names --batch',
  refused: {
    [CONFIGURES]:
      '--defaults-file= --defaults-extra-file= --defaults-group-suffix= --login-path= --plugin-dir= --default-auth= --ssl-key= --ssl-cert= --load-data-local-dir= --local-infile? --named-commands -G --init-command= --init-command-add=',
    'runs a program': '--pager? --system-command? --file= --py --pyc= --js --import',
    "writes to a file of the call's choice":
      '--tee= --result-file= -r= --tab= -T= --log-error= --histfile= --server-public-key-path= -S= --socket=',
  },
};

const refuseAll =
  (reason: string): Check =>
  () =>
    refuse('hazard-option', reason);

/** The command-line clients of databases. */
export const databases: readonly ProgramHazards[] = [
  {
    programs: 'psql pgcli',
    reference: 'psql(1): META-COMMANDS (`\\!`, `\\o |`, `\\copy ... program`)',
    form: 'exact',
    harmless:
      '-d= --dbname= -h= --host= -p= --port= -U= --username= -F= --field-separator= -P= --pset= -R= --record-separator= -T= --table-attr= -l --list -V --version -? --help?',
    refused: { [CODE]: '-f= --file=', 'sets variables of the client': '-v= --set= --variable=' },
    checked: [
      { options: '-c= --command=', check: psqlText, always: true, text: true },
      { options: '-o= --output= -L= --log-file=', check: refuseAll('writes to a file, or to a program') },
    ],
    atEnd: ({ options }) =>
      ['-c', '--command', '-f', '--file', '-l', '--list', '-V', '--version', '-?', '--help'].some((name) =>
        options.has(name),
      )
        ? undefined
        : refuse('hazard-script-missing', 'without `-c` reads commands from standard input'),
  },
  {
    programs: 'pg_dump pg_dumpall pg_restore',
    reference: 'pg_dump(1), pg_dumpall(1), pg_restore(1); getopt_long accepts abbreviations',
    harmless: `-d= --dbname= -h= --host= -p= --port= -U= --username= -t= --table= -T= --exclude-table= -n= --schema= -N= --exclude-schema= -E= --encoding= -F= --format= -j= --jobs= -Z= --compress= -S= --superuser= --role= --section=
      -I= --index= -P= --function= --trigger= --lock-wait-timeout= --snapshot= --exclude-table-data= --inserts --data-only --schema-only -a -s -c -C -O -x -b -v -w -W -l`,
    refused: { [CODE]: '--filter= -L= --use-list=' },
    checked: [{ options: '-f= --file=', check: outsideRoot }],
  },
  {
    programs: 'createdb dropdb pg_isready vacuumdb reindexdb clusterdb createuser dropuser',
    reference: 'createdb(1), dropdb(1), pg_isready(1), vacuumdb(1)',
    harmless:
      '-d= --dbname= -h= --host= -p= --port= -U= --username= -t= --table= -n= --schema= -j= --jobs= -T= --template= -E= --encoding= -O= --owner= -D= --tablespace= -l= --locale= -c= --connection-limit= -g= --role= --timeout= --maintenance-db=',
  },
  {
    programs: 'pg_ctl initdb postgres pg_basebackup pg_upgrade',
    reference: 'pg_ctl(1), initdb(1), postgres(1)',
    form: 'exact',
    refused: {
      'runs a server elsewhere or with other settings':
        '-D= --pgdata= -o= --options= -c= -p= -l= --log= --pwfile= -t= --target= -C=',
    },
    subcommands: { 'start restart init initdb register promote': 'starts a server' },
  },
  {
    programs: 'mysql mariadb mycli mysqlsh',
    reference: 'mysql(1): MYSQL CLIENT COMMANDS, --pager, --tee, --defaults-file',
    ...mysqlOptions,
    checked: [{ options: '-e= --execute=', check: mysqlText, always: true, text: true }],
    atEnd: ({ options }) =>
      ['-e', '--execute', '-V', '--version', '--help', '-?'].some((name) => options.has(name))
        ? undefined
        : refuse('hazard-script-missing', 'without `-e` reads commands from standard input'),
  },
  {
    programs: 'mysqldump mariadb-dump mysqladmin mariadb-admin mysqlshow mysqlcheck mysqlbinlog mysqlimport',
    reference: 'mysqldump(1), mysqladmin(1), mysqlimport(1)',
    ...mysqlOptions,
    harmless: `${mysqlOptions.harmless ?? ''} -w= --where= --ignore-table= --single-transaction --databases --tables --no-data -d -A -B -c -f -q -n -R -E --compact`,
    subcommands: { 'flush-hosts ping status version processlist': {}, 'shutdown password debug': 'changes the server' },
    operand: (value, index, place) => (value.includes('/') ? outsideOperand(value, index, place) : undefined),
  },
  {
    programs: 'sqlite3 sqlite litecli',
    reference: "sqlite3(1), SQLite's documentation: Command Line Shell (.shell, .system, .import, edit(), writefile())",
    form: 'single',
    harmless:
      '-separator= -nullvalue= -newline= -mmap= -maxsize= -lookaside= -pagecache= -vfs= -heap= -memtrace -readonly -json -csv -column -header -version -help -batch -safe',
    refused: { [CODE]: '-init= -file=', 'writes to an archive': '-A', 'loads code': '-unsafe-testing -interactive' },
    checked: [{ options: '-cmd=', check: sqliteText, always: true, text: true }],
    operand: (value, index, place) =>
      index > 0 ? sqliteText(value, place) : value.startsWith('|') ? refuse('hazard-operand', SHELL) : undefined,
    atEnd: ({ options, operands }) =>
      operands.length > 1 || ['-version', '-help', '-cmd'].some((name) => options.has(name))
        ? undefined
        : refuse('hazard-script-missing', 'without a statement reads commands from standard input'),
  },
  {
    programs: 'redis-cli valkey-cli keydb-cli',
    reference: "redis-cli's documentation; redis.io: CONFIG SET, MODULE LOAD, EVAL",
    form: 'single',
    operandEndsOptions: true,
    harmless: `-h= -p= -n= -a= -u= -r= -i= -d= -D= -t= -user= -pass= -count= -pattern= -sni= -intrinsic-latency= ${REDIS_MODES.join(' ')}`,
    refused: {
      [CODE]: '-eval= -pipe -x -X= -cluster= -ldb -ldb-sync-mode -functions-rdb=',
      'speaks to a local socket or uses keys': '-s= -cacert= -cert= -key= -cacertdir=',
      "writes to a file of the call's choice": '-rdb=',
    },
    subcommands: {
      'config CONFIG': {
        operand: (value, index) =>
          index === 0 && value.toLowerCase() !== 'get'
            ? refuse('hazard-subcommand', 'loads code or changes the server')
            : undefined,
      },
    },
    operand: (value, index) =>
      index === 0 &&
      /^(?:config|module|eval|evalsha|eval_ro|evalsha_ro|script|function|fcall|debug|slaveof|replicaof|shutdown|save|bgsave|bgrewriteaof|migrate|acl|failover|psync|sync)$/i.test(
        value,
      )
        ? refuse('hazard-subcommand', 'loads code or changes the server')
        : undefined,
    atEnd: ({ options, operands }) =>
      operands.length > 0 || REDIS_MODES.some((name) => options.has(name))
        ? undefined
        : refuse('hazard-script-missing', 'without a command reads commands from standard input'),
  },
  {
    programs: 'mongosh mongo mongodump mongorestore mongoexport mongoimport',
    reference: "mongosh's documentation: Command-line options",
    form: 'folded',
    harmless: '-u= --username= -p= --password= --host= --port= --db= -d= -c= --collection= -q= --query= --limit=',
    refused: {
      'runs code of the call': '--eval= --shell -f= --file= --exec=',
      [CONFIGURES]: '--config= --tlsCertificateKeyFile= --sslPEMKeyFile=',
    },
    checked: [{ options: '-o= --out=', check: outsideRoot }],
    operand: (value) => (/\.[cm]?js$/.test(value) ? refuse('hazard-operand', 'is a script that is run') : undefined),
  },
  {
    programs: 'duckdb clickhouse clickhouse-client sqlcmd bcp isql influx cqlsh usql',
    reference: "the documentation of each: duckdb's and clickhouse-client's command line",
    form: 'single',
    executor: 'runs commands of a shell, or reads and writes files, from its statements',
    script: {
      code: '-c= -e= -q= -Q= -query= -execute= -command= -s=',
      info: '-version -help --version --help',
      after: 'options',
    },
  },
];
