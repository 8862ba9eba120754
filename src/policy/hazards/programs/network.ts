import { atFile, refuse, writesFile } from '../checks.js';
import type { Check, ProgramHazards, Refusal } from '../grammar.js';

const RUNS = 'runs a program';
const SENDS = "sends a file of the call's choice";
const WRITES = "writes to a file of the call's choice";
const MORE = 'takes more options from a file';

/** Schemes that read local files, or let plain text be spoken to any local service. */
const SCHEMES =
  /^(?:file|scp|sftp|smbs?|gophers?|dict|tftp|telnet|ldaps?|rtsp|mqtts?|imaps?|pop3s?|smtps?|data|netdoc|jar):/i;

const webAddress = (value: string): Refusal | undefined => {
  const text = value.trim();
  if (SCHEMES.test(text))
    return refuse('hazard-url', 'is no web address: it reads local files or speaks to any service');
  const scheme = text.indexOf('://');
  // curl expands braces and brackets in the scheme too: `{file}:///etc/passwd`.
  return /[{}[\]]/.test(scheme < 0 ? '' : text.slice(0, scheme)) || /^[{[]/.test(text)
    ? refuse('hazard-url', 'hides its scheme behind a pattern')
    : undefined;
};

const formField: Check = (value) => {
  const equals = value.indexOf('=');
  return /^[@<]/.test(value.slice(equals + 1)) || value.slice(equals + 1).includes('(')
    ? refuse('hazard-option', SENDS)
    : undefined;
};

const encodedField: Check = (value) => {
  const equals = value.indexOf('=');
  const at = value.indexOf('@');
  return at >= 0 && (equals < 0 || at < equals) ? refuse('hazard-option', SENDS) : undefined;
};

/** Without `=` it is a file to read cookies from (curl(1), --cookie). */
const cookie: Check = (value) => (value === '' || value.includes('=') ? undefined : refuse('hazard-option', SENDS));

export const network: readonly ProgramHazards[] = [
  {
    programs: 'curl',
    reference: 'curl(1)',
    harmless: `--ftp-ssl-ccc --socks5-gssapi -m=  --crlf --head --parallel --ssl --http2 --cert-type= --dns-interface= --dns-ipv4-addr= --dns-ipv6-addr= --egd-file= --ftp-account= --ftp-alternative-to-user= --ftp-method= --ftp-ssl-ccc-mode= --hostpubmd5= --hostpubsha256= --key-type= --pass= --proxy-capath= --proxy-cert-type= --proxy-ciphers= --proxy-crlfile= --proxy-key-type= --proxy-pass= --proxy-pinnedpubkey= --proxy-service-name= --proxy-tls13-ciphers= --proxy-tlsauthtype= --proxy-tlspassword= --proxy-tlsuser= --proxy1.0= --random-file= --socks4a= --socks5-gssapi-service= --telnet-option= --tftp-blksize= --tlsauthtype= --tlspassword= --tlsuser= --help= --cert-status --false-start --max-time= --connect-timeout= -r= --range= -u= --user= -x= --proxy= -U= --proxy-user= --retry= --retry-delay= --retry-max-time= -e= --referer=
      --limit-rate= -z= --time-cond= -y= -Y= --speed-time= --speed-limit= --resolve= --connect-to= --cacert= --capath= --ciphers= --tls-max= --max-redirs= --max-filesize=
      -C= --continue-at= --interface= --local-port= --dns-servers= --noproxy= --oauth2-bearer= --aws-sigv4= --rate= --tlsv1 --expect100-timeout= --keepalive-time=
      --happy-eyeballs-timeout-ms= --pinnedpubkey= --proto= --proto-redir= --parallel-max= --socks5= --socks4= --socks5-hostname= --preproxy= --request-target= --url-query=
      -t= --form-escape --curves= --delegation= --crlfile= --remote-time --http1 --http2 --http3 --proxy-cacert= --tls13-ciphers= -P= --ftp-port=
      --ip-tos= --vlan-priority= --mail-from= --mail-rcpt= --mail-auth= --login-options= --sasl-authzid= --service-name= --proxy-header= --create-file-mode= --krb= --doh-url=`,
    texts: '-X= --request= -A= --user-agent= --form-string= --data-raw=',
    refused: {
      [MORE]: '-K= --config=',
      [SENDS]: '-T= --upload-file= --etag-compare= --netrc-file= -n --netrc --netrc-optional',
      'writes to a file that the address names': '-O --remote-name --remote-name-all -J --remote-header-name',
      [WRITES]: '--output-dir= --libcurl= --create-dirs',
      'speaks to a local service': '--unix-socket= --abstract-unix-socket=',
      'loads a library': '--engine=',
      'sends commands to the server': '-Q= --quote=',
      'reads a file or a variable into the request': '--variable= --expand-url= --expand-data= --expand-header=',
      'uses a key file': '-E= --cert= --key= --proxy-cert= --proxy-key= --pubkey=',
    },
    checked: [
      {
        options: `-o= --output= -D= --dump-header= -c= --cookie-jar= --trace= --trace-ascii= --stderr= --hsts= --alt-svc= --etag-save= --ssl-sessions=`,
        check: writesFile,
      },
      {
        options: '-d= --data= --data-binary= --data-ascii= --json= -H= --header=',
        check: atFile,
        always: true,
      },
      {
        options: '-w= --write-out=',
        check: (value, place) => (value.includes('%output{') ? refuse('hazard-option', WRITES) : atFile(value, place)),
        always: true,
      },
      { options: '--data-urlencode=', check: encodedField, always: true },
      { options: '-F= --form=', check: formField, always: true },
      { options: '-b= --cookie=', check: cookie, always: true },
      { options: '--url=', check: webAddress, always: true },
      { options: '--proto-default=', check: (value) => webAddress(`${value}:`) },
    ],
    operand: webAddress,
  },
  {
    programs: 'wget wget2',
    reference: 'wget(1)',
    harmless: `-t= --tries= --report-speed= --retry-on-http-error= --start-pos= --bind-address= --restrict-file-names= --prefer-family= --local-encoding= --remote-encoding= --compression= --proxy-user= --proxy-password= --secure-protocol= --certificate-type= --private-key-type= --ca-directory= --crl-file= --pinnedpubkey= --ciphers= --ftp-user= --ftp-password= --warc-header= --warc-max-size= --backups? --accept-regex= --reject-regex= --regex-type= --follow-tags= --ignore-tags= -T= --timeout= -w= --wait= -Q= --quota= --limit-rate= -U= --user-agent= --header= --method= --body-data= --post-data= --user= --password= -l= --level=
      -A= -R= -D= -I= -X= --accept= --reject= --domains= --exclude-domains= --connect-timeout= --read-timeout= --dns-timeout= --referer= --max-redirect= --ca-certificate=
      --http-user= --http-password= --waitretry= -B= --base= --cut-dirs= --progress= --server-response -S --quiet --verbose --spider -n?`,
    refused: {
      [RUNS]: '--use-askpass=',
      'sets its configuration': '-e= --execute= --config=',
      'takes addresses from a file': '-i= --input-file= --input-metalink=',
      [SENDS]: '--post-file= --body-file= --load-cookies= --certificate= --private-key=',
      [WRITES]: `-P= --directory-prefix= --save-cookies= --warc-file= --warc-dedup= --warc-tempdir= --rejected-log= --hsts-file= --default-page= --content-disposition`,
      'goes into the background': '-b --background',
    },
    checked: [{ options: '-O= --output-document= -o= --output-file= -a= --append-output=', check: writesFile }],
    operand: webAddress,
    atEnd: ({ options, wild }) =>
      !wild.includes(true) || ['-O', '--output-document', '--spider'].some((name) => options.has(name))
        ? undefined
        : refuse('hazard-operand', 'writes to a file that the address names (write `-O -` or `--spider`)'),
  },
  {
    programs: 'http https xh xhs httpie',
    reference: "httpie's documentation",
    form: 'exact',
    harmless:
      '-a= --auth= -A= --auth-type= --timeout= --proxy= --verify= --pretty= -s= --style= -p= --print= --max-redirects= --ssl= --ciphers=',
    refused: {
      [WRITES]: '--session= --session-read-only= -d --download',
      'uses a key file': '--cert= --cert-key=',
      [SENDS]: '--raw-file=',
    },
    checked: [{ options: '-o= --output=', check: writesFile }],
    operand: (value, index) =>
      webAddress(value) ??
      (index > 0 && /^[^:=@]*(?::|==?|:=)?@/.test(value) ? refuse('hazard-operand', SENDS) : undefined),
  },
  {
    programs: 'scp',
    reference: 'scp(1), ssh_config(5)',
    harmless: '-c= -i= -l= -P= -X=',
    refused: {
      [RUNS]: '-S= -D=',
      'sets the configuration of ssh, which may run programs': '-o= -F=',
      'goes over another host': '-J=',
    },
  },
  {
    programs: 'sftp',
    reference: 'sftp(1), ssh_config(5)',
    harmless: '-c= -i= -l= -P= -B= -R= -X=',
    refused: {
      [RUNS]: '-S= -D= -s= -b=',
      'sets the configuration of ssh, which may run programs': '-o= -F=',
      'goes over another host': '-J=',
    },
  },
  {
    programs: 'rsync',
    reference: 'rsync(1)',
    form: 'exact',
    harmless: `--bwlimit= --confine-root= --compress-threads= --max-size= --min-size= --chmod= --chown= --timeout= --contimeout= --port= --modify-window= -B= --block-size= -f= --filter= --max-delete= --info= --debug=
      --compare-dest= --copy-dest= --link-dest= --files-from= --suffix= --skip-compress= --sockopts= --iconv= --outbuf= --compress-level= --compress-choice= --checksum-choice=
      --usermap= --groupmap= --protocol= --exclude-from= --include-from= --stop-after= --stop-at= --address= --max-alloc= --checksum-seed=`,
    texts: '--exclude= --include= --out-format= --log-file-format=',
    refused: {
      [RUNS]: '-e= --rsh= --rsync-path= -M= --remote-option= --daemon',
      [WRITES]: '--log-file= --write-batch= --only-write-batch= -T= --temp-dir= --backup-dir= --partial-dir=',
      'takes another configuration': '--config= --dparam= --read-batch=',
      'takes another identity': '--copy-as= --password-file= --early-input=',
    },
  },
  {
    programs: 'nc ncat netcat nc.openbsd nc.traditional',
    reference: 'nc(1), ncat(1)',
    harmless: '-w= -p= -s= -i= -I= -O= -q= -X= -P= -T= -V= -m= -M=',
    refused: {
      [RUNS]: '-e= --exec= -c= --sh-exec= --lua-exec=',
      [WRITES]: '-o= -x= --output= --hex-dump=',
      'waits for connections': '-l --listen',
    },
  },
  {
    programs: 'socat telnet',
    reference: 'socat(1): EXEC, SYSTEM; telnet(1): `!`',
    executor: 'runs programs that its addresses name',
  },
  {
    programs: 'nmap',
    reference: 'nmap(1)',
    form: 'single',
    harmless: '-p= -T= -iL= -e= -g= -D= -S=',
    refused: {
      'runs scripts': '-script= -sC -A -interactive',
      [WRITES]: '-oN= -oX= -oS= -oG= -oA=',
      'takes its data from elsewhere': '-datadir= -servicedb= -resume=',
    },
  },
  {
    programs: 'openssl',
    reference: 'openssl(1), config(5), openssl-enc(1)',
    form: 'single',
    harmless: `-in= -inform= -outform= -days= -subj= -connect= -servername= -newkey= -nodes -key= -CA= -CAkey= -CAfile= -CApath= -keyform= -checkend= -name= -digest= -sigopt=
      -pkeyopt= -algorithm= -addext= -extensions= -nameopt= -certopt= -cipher= -ciphersuites= -accept= -cert= -port= -K= -iv= -S= -iter= -inkey= -certfile= -set_serial= -signature=`,
    refused: {
      'loads a library': '-engine= -provider= -provider-path= -propquery=',
      'takes another configuration, which may load libraries': '-config= -extfile=',
      [WRITES]: '-writerand= -keyout= -CAserial= -sess_out= -keylogfile= -msgfile= -outdir= -CAcreateserial',
    },
    checked: [
      { options: '-out=', check: writesFile },
      {
        options: '-passin= -passout= -pass= -k= -kfile=',
        check: (value) => (/^(?:file|fd|env):/.test(value) ? refuse('hazard-option', SENDS) : undefined),
      },
    ],
    subcommands: { engine: 'loads a library', 'ca s_server': 'serves files or signs certificates', 'help version': {} },
    // Up to 1.1.1 it then reads commands; later it prints its help.
    atEnd: ({ options, operands }) =>
      operands.length > 0 || options.size > 0
        ? undefined
        : refuse('hazard-script-missing', 'without a command reads commands from standard input'),
  },
];
