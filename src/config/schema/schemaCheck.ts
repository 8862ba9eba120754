// @ts-nocheck
// Generated from schema/bgjobs.schema.json by `npm run generate`. Change that file instead.

import { countCharacters, hasDistinctScalars } from './schemaCheckHelpers.js';

/** Whether a value has the shape of the file; `errors` says what is wrong. */
export const schemaCheck = validate20;

const schema31 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://unpkg.com/bgjobs/schema/bgjobs.schema.json',
  title: 'the file',
  examples: [{ version: 1, profiles: { test: { command: 'npm test' } }, policy: { allow: ['npm run *'] } }],
  type: 'object',
  required: ['version'],
  properties: {
    version: { const: 1, examples: [1] },
    limits: { $ref: '#/$defs/limits' },
    defaults: { $ref: '#/$defs/defaults' },
    policy: { $ref: '#/$defs/policy' },
    profiles: {
      title: 'a map from names to profiles',
      type: 'object',
      default: {},
      examples: [{ web: { command: 'npm run dev', type: 'service', ready: { tcp: { port: 5173 } } } }],
      propertyNames: { $ref: '#/$defs/profileKey' },
      additionalProperties: { $ref: '#/$defs/profile' },
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
  $defs: {
    limits: {
      title: '`limits`',
      examples: [{ max_jobs: 5, max_log: '20MB' }],
      type: 'object',
      default: {},
      properties: {
        max_jobs: {
          title: 'a whole number from 1 to 1000',
          type: 'integer',
          minimum: 1,
          maximum: 1000,
          default: 10,
          examples: [10],
        },
        max_log: { $ref: '#/$defs/size', default: '10MB', examples: ['10MB', '64MiB'] },
        keep_finished: {
          title: 'a whole number from 0 to 100000',
          type: 'integer',
          minimum: 0,
          maximum: 100000,
          default: 100,
          examples: [100],
        },
        keep_finished_for: { $ref: '#/$defs/duration', default: '24h', examples: ['24h'] },
        max_timeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['1h', 'none'] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    defaults: {
      title: '`defaults`',
      examples: [{ timeout: '30m', env: { CI: 'true' } }],
      type: 'object',
      default: {},
      properties: {
        cwd: { $ref: '#/$defs/cwd' },
        env: { $ref: '#/$defs/env' },
        env_file: { $ref: '#/$defs/envFiles' },
        inherit_env: { $ref: '#/$defs/inheritEnv' },
        timeout: { $ref: '#/$defs/timeout' },
        idle_timeout: { $ref: '#/$defs/idleTimeout' },
        stop: { $ref: '#/$defs/stop' },
        stdin: { $ref: '#/$defs/stdin' },
        log: { $ref: '#/$defs/log' },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    policy: {
      title: '`policy`',
      examples: [{ allow: ['npm run *', 'pytest **'], ask: ['git push **'], deny: ['rm **'] }],
      type: 'object',
      default: {},
      properties: {
        adhoc: { title: '`rules`, `deny` or `any`', enum: ['rules', 'deny', 'any'], examples: ['rules'] },
        allow: {
          title: 'a list of rules',
          type: 'array',
          items: { $ref: '#/$defs/rule' },
          default: [],
          examples: [['npm run *', 'pytest **']],
        },
        ask: {
          title: 'a list of rules',
          type: 'array',
          items: { $ref: '#/$defs/rule' },
          default: [],
          examples: [['git push **']],
        },
        deny: {
          title: 'a list of rules',
          type: 'array',
          items: { $ref: '#/$defs/rule' },
          default: [],
          examples: [['rm **']],
        },
        roots: {
          title: 'a list of folders',
          type: 'array',
          items: { $ref: '#/$defs/folder' },
          minItems: 1,
          default: ['.'],
          examples: [['.'], ['.', '../common']],
        },
        env: {
          title: 'a list of variable names',
          type: 'array',
          items: { $ref: '#/$defs/namePattern' },
          default: [],
          examples: [['NODE_ENV', 'CI']],
        },
        max_timeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['1h'] },
        max_jobs: { title: 'a whole number from 1 to 1000', type: 'integer', minimum: 1, maximum: 1000, examples: [4] },
        path: {
          title: 'a list of folders',
          type: 'array',
          items: { $ref: '#/$defs/folder' },
          minItems: 1,
          examples: [['/usr/local/bin', '/usr/bin', '/bin']],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    rule: {
      title: 'a rule: a text such as `npm run *`, a list of words, or a map with `run`',
      examples: ['npm run *', ['npm', 'run', '*'], { run: 'git log **', reason: 'history is safe to read' }],
      anyOf: [
        { type: 'string', minLength: 1, examples: ['npm run *'] },
        { $ref: '#/$defs/wordList' },
        { $ref: '#/$defs/ruleMap' },
      ],
    },
    wordList: {
      title: 'a list of words',
      type: 'array',
      items: { $ref: '#/$defs/word' },
      minItems: 1,
      examples: [['npm', 'run', '*']],
    },
    word: { title: 'a text', type: 'string', examples: ['run'] },
    ruleMap: {
      title: 'a rule',
      examples: [{ run: 'git log **', cwd: ['packages/*'] }],
      type: 'object',
      required: ['run'],
      properties: {
        run: {
          title: 'a text such as `npm run *`, or a list of words',
          anyOf: [{ type: 'string', minLength: 1, examples: ['git log **'] }, { $ref: '#/$defs/wordList' }],
          examples: ['git log **', ['git', 'log', '**']],
        },
        cwd: {
          title: 'a list of folder patterns',
          type: 'array',
          items: { $ref: '#/$defs/globPattern' },
          minItems: 1,
          examples: [['packages/*']],
        },
        env: {
          title: 'a list of variable names',
          type: 'array',
          items: { $ref: '#/$defs/namePattern' },
          default: [],
          examples: [['NO_COLOR']],
        },
        reason: { title: 'a text', type: 'string', examples: ['history is safe to read'] },
        match: {
          title: 'a list of commands',
          type: 'array',
          items: { $ref: '#/$defs/commandText' },
          default: [],
          examples: [['git log -p -3']],
        },
        not_match: {
          title: 'a list of commands',
          type: 'array',
          items: { $ref: '#/$defs/commandText' },
          default: [],
          examples: [['git log --output=x']],
        },
        unsafe: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    profile: {
      title: 'a profile',
      examples: [{ command: 'npm run dev', type: 'service', ready: { http: { url: 'http://localhost:3000/' } } }],
      type: 'object',
      properties: {
        command: { $ref: '#/$defs/command' },
        shell: { $ref: '#/$defs/shell' },
        description: { title: 'a text', type: 'string', default: '', examples: ['runs the unit tests'] },
        type: { title: '`task` or `service`', enum: ['task', 'service'], default: 'task', examples: ['service'] },
        params: {
          title: 'a map from names to parameters',
          type: 'object',
          default: {},
          propertyNames: { $ref: '#/$defs/shortKey' },
          additionalProperties: { $ref: '#/$defs/param' },
          examples: [{ port: { type: 'integer', default: 3000 } }],
        },
        cwd: { $ref: '#/$defs/cwd' },
        env: { $ref: '#/$defs/env' },
        env_file: { $ref: '#/$defs/envFiles' },
        inherit_env: { $ref: '#/$defs/inheritEnv' },
        secrets: {
          title: 'a list of variable names',
          type: 'array',
          items: { $ref: '#/$defs/variableName' },
          default: [],
          examples: [['API_TOKEN']],
        },
        ports: {
          title: 'a map from names to ports',
          type: 'object',
          default: {},
          propertyNames: { $ref: '#/$defs/shortKey' },
          additionalProperties: { $ref: '#/$defs/port' },
          examples: [{ web: 3000 }, { web: { prefer: 3000, range: '3000-3999' } }],
        },
        ready: {
          title: 'one probe, or a list of probes',
          anyOf: [
            { $ref: '#/$defs/probe' },
            {
              title: 'a list of probes',
              type: 'array',
              items: { $ref: '#/$defs/probe' },
              minItems: 1,
              examples: [[{ tcp: { port: 3000 } }, { log: { pattern: 'ready' } }]],
            },
          ],
          examples: [{ log: { pattern: 'listening on' } }, { tcp: { port: 3000 } }],
        },
        health: { $ref: '#/$defs/health' },
        restart: {
          title: '`never`, or a map with `on`',
          anyOf: [{ const: 'never', examples: ['never'] }, { $ref: '#/$defs/restartMap' }],
          default: 'never',
          examples: ['never', { on: 'failure' }],
        },
        stop: { $ref: '#/$defs/stop' },
        timeout: { $ref: '#/$defs/timeout' },
        idle_timeout: { $ref: '#/$defs/idleTimeout' },
        success_codes: {
          title: 'a list of exit codes',
          type: 'array',
          items: { title: 'an exit code from 0 to 255', type: 'integer', minimum: 0, maximum: 255, examples: [0] },
          minItems: 1,
          uniqueItems: true,
          default: [0],
          examples: [[0, 1]],
        },
        stdin: { $ref: '#/$defs/stdin' },
        tty: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
        depends_on: {
          title: 'a map from profile names to conditions',
          type: 'object',
          default: {},
          additionalProperties: {
            title: '`started`, `ready` or `succeeded`',
            enum: ['started', 'ready', 'succeeded'],
            examples: ['ready'],
          },
          examples: [{ db: 'ready' }],
        },
        if_running: {
          title: '`reuse`, `reject`, `replace` or `parallel`',
          enum: ['reuse', 'reject', 'replace', 'parallel'],
          examples: ['reuse'],
        },
        lifetime: {
          title: '`session` or `persistent`',
          enum: ['session', 'persistent'],
          default: 'session',
          examples: ['session'],
        },
        expose: { title: '`preset` or `tool`', enum: ['preset', 'tool'], default: 'preset', examples: ['tool'] },
        log: { $ref: '#/$defs/log' },
        tags: {
          title: 'a list of texts',
          type: 'array',
          items: { title: 'a text', type: 'string', minLength: 1, maxLength: 48, examples: ['frontend'] },
          uniqueItems: true,
          default: [],
          examples: [['frontend']],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
      oneOf: [{ required: ['command'] }, { required: ['shell'] }],
    },
    command: {
      title: 'a text such as `npm run dev`, or a list of words',
      anyOf: [{ type: 'string', minLength: 1, examples: ['npm run dev'] }, { $ref: '#/$defs/wordList' }],
      examples: ['npm run dev -- --port ${params.port}', ['npm', 'run', 'dev']],
    },
    shell: {
      title: 'a script, or a map with `script`',
      anyOf: [{ type: 'string', minLength: 1, examples: ['npm run build && npm test'] }, { $ref: '#/$defs/shellMap' }],
      examples: ['npm run build && npm test', { script: 'set -o pipefail; npm test | tee log', with: 'bash' }],
    },
    shellMap: {
      title: '`shell`',
      examples: [{ script: 'set -o pipefail; npm test | tee log', with: 'bash' }],
      type: 'object',
      required: ['script'],
      properties: {
        script: { title: 'a text', type: 'string', minLength: 1, examples: ['set -o pipefail; npm test | tee log'] },
        with: {
          title: 'the name or path of a shell',
          type: 'string',
          pattern: '^[A-Za-z0-9_./-]+$',
          default: '/bin/sh',
          examples: ['bash'],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    param: {
      title: 'a parameter',
      examples: [{ type: 'integer', minimum: 1024, maximum: 65535, default: 3000 }],
      type: 'object',
      properties: {
        type: {
          title: '`string`, `integer`, `number` or `boolean`',
          enum: ['string', 'integer', 'number', 'boolean'],
          default: 'string',
          examples: ['integer'],
        },
        description: { title: 'a text', type: 'string', default: '', examples: ['port to listen on'] },
        required: { title: 'true or false', type: 'boolean', examples: [false] },
        default: { $ref: '#/$defs/scalar', examples: [3000] },
        enum: {
          title: 'a list of values',
          type: 'array',
          items: { $ref: '#/$defs/scalar' },
          minItems: 1,
          uniqueItems: true,
          examples: [['debug', 'release']],
        },
        pattern: { $ref: '#/$defs/regex', examples: ['[a-z]+'] },
        minLength: { title: 'a whole number from 0', type: 'integer', minimum: 0, examples: [1] },
        maxLength: { title: 'a whole number from 0', type: 'integer', minimum: 0, examples: [64] },
        minimum: { title: 'a number', type: 'number', examples: [1024] },
        maximum: { title: 'a number', type: 'number', examples: [65535] },
        allow_dash: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    cwd: { title: 'a folder', type: 'string', minLength: 1, default: '.', examples: ['packages/web'] },
    env: {
      title: 'a map from variable names to values',
      type: 'object',
      default: {},
      propertyNames: { $ref: '#/$defs/variableKey' },
      additionalProperties: { $ref: '#/$defs/envValue' },
      examples: [{ NODE_ENV: 'development', DEBUG: null }],
    },
    envValue: {
      title: 'a text, or `null` to remove the variable',
      type: ['string', 'number', 'boolean', 'null'],
      examples: ['development'],
    },
    envFiles: {
      title: 'a path, or a list of paths',
      anyOf: [
        { $ref: '#/$defs/path' },
        { $ref: '#/$defs/envFileMap' },
        {
          title: 'a list of paths',
          type: 'array',
          items: { $ref: '#/$defs/envFile' },
          examples: [['.env', { path: '.env.local', required: false }]],
        },
      ],
      default: [],
      examples: ['.env', ['.env', { path: '.env.local', required: false }]],
    },
    envFile: {
      title: 'a path, or a map with `path`',
      anyOf: [{ $ref: '#/$defs/path' }, { $ref: '#/$defs/envFileMap' }],
      examples: ['.env', { path: '.env.local', required: false }],
    },
    envFileMap: {
      title: 'an entry of `env_file`',
      examples: [{ path: '.env.local', required: false }],
      type: 'object',
      required: ['path'],
      properties: {
        path: { $ref: '#/$defs/path' },
        required: { title: 'true or false', type: 'boolean', default: true, examples: [false] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    inheritEnv: {
      title: '`minimal`, `all`, or a list of variable names',
      anyOf: [
        { enum: ['minimal', 'all'], examples: ['minimal'] },
        {
          title: 'a list of variable names',
          type: 'array',
          items: { $ref: '#/$defs/namePattern' },
          examples: [['PATH', 'HOME', 'AWS_*']],
        },
      ],
      default: 'minimal',
      examples: ['minimal', ['PATH', 'HOME', 'AWS_*']],
    },
    timeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['10m'] },
    idleTimeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['2m'] },
    stop: {
      title: '`stop`',
      examples: [{ signal: 'INT', grace: '10s' }],
      type: 'object',
      default: {},
      properties: {
        signal: {
          title: 'a signal such as `TERM` or `INT`',
          enum: [
            'TERM',
            'INT',
            'HUP',
            'QUIT',
            'KILL',
            'USR1',
            'USR2',
            'SIGTERM',
            'SIGINT',
            'SIGHUP',
            'SIGQUIT',
            'SIGKILL',
            'SIGUSR1',
            'SIGUSR2',
          ],
          default: 'TERM',
          examples: ['INT'],
        },
        grace: { $ref: '#/$defs/duration', default: '5s', examples: ['10s'] },
        command: { $ref: '#/$defs/command', examples: ['docker compose down'] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    stdin: { title: '`open` or `closed`', enum: ['open', 'closed'], default: 'open', examples: ['closed'] },
    log: {
      title: '`log`',
      examples: [{ max: '50MB', ansi: 'keep' }],
      type: 'object',
      default: {},
      properties: {
        max: { $ref: '#/$defs/size', examples: ['50MB'] },
        ansi: { title: '`strip` or `keep`', enum: ['strip', 'keep'], default: 'strip', examples: ['keep'] },
        progress: {
          title: '`collapse` or `keep`',
          enum: ['collapse', 'keep'],
          default: 'collapse',
          examples: ['keep'],
        },
        streams: {
          title: '`merged` or `separate`',
          enum: ['merged', 'separate'],
          default: 'merged',
          examples: ['separate'],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    port: {
      title: 'a port number, or a map with `prefer` and `range`',
      anyOf: [{ $ref: '#/$defs/portNumber' }, { $ref: '#/$defs/portMap' }],
      examples: [3000, { prefer: 3000, range: '3000-3999' }],
    },
    portNumber: {
      title: 'a port number from 1 to 65535',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [3000],
    },
    portMap: {
      title: 'a port',
      examples: [{ prefer: 3000, range: '3000-3999', env: 'PORT' }],
      type: 'object',
      required: ['prefer'],
      properties: {
        prefer: { $ref: '#/$defs/portNumber', examples: [3000] },
        range: {
          title: 'a range such as `3000-3999`',
          type: 'string',
          pattern: '^[0-9]{1,5}-[0-9]{1,5}$',
          examples: ['3000-3999'],
        },
        env: { $ref: '#/$defs/variableName', examples: ['PORT'] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    probe: {
      title: 'a probe',
      examples: [{ tcp: { port: 3000 }, timeout: '60s' }],
      type: 'object',
      properties: {
        log: { $ref: '#/$defs/logProbe' },
        tcp: { $ref: '#/$defs/tcpProbe' },
        http: { $ref: '#/$defs/httpProbe' },
        exec: { $ref: '#/$defs/execProbe' },
        file: { $ref: '#/$defs/fileProbe' },
        timeout: { $ref: '#/$defs/duration', default: '30s', examples: ['60s'] },
        interval: { $ref: '#/$defs/duration', default: '250ms', examples: ['1s'] },
        attempt_timeout: { $ref: '#/$defs/duration', default: '2s', examples: ['5s'] },
        successes: {
          title: 'a whole number from 1 to 100',
          type: 'integer',
          minimum: 1,
          maximum: 100,
          default: 1,
          examples: [2],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
      oneOf: [
        { required: ['log'] },
        { required: ['tcp'] },
        { required: ['http'] },
        { required: ['exec'] },
        { required: ['file'] },
      ],
    },
    logProbe: {
      title: 'a `log` probe',
      examples: [{ pattern: 'listening on' }],
      type: 'object',
      required: ['pattern'],
      properties: {
        pattern: { $ref: '#/$defs/regex', examples: ['listening on .*:[0-9]+'] },
        stream: {
          title: '`merged`, `stdout` or `stderr`',
          enum: ['merged', 'stdout', 'stderr'],
          default: 'merged',
          examples: ['stdout'],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    tcpProbe: {
      title: 'a `tcp` probe',
      examples: [{ port: 3000 }],
      type: 'object',
      required: ['port'],
      properties: {
        port: {
          title: 'a port number, or a reference such as `${ports.web}`',
          anyOf: [
            { $ref: '#/$defs/portNumber' },
            { type: 'string', pattern: '\\$\\{', examples: ['${ports.web}', '${params.port}'] },
          ],
          examples: [3000, '${ports.web}'],
        },
        host: { title: 'a host name', type: 'string', minLength: 1, default: 'localhost', examples: ['localhost'] },
        owner: { $ref: '#/$defs/portOwner' },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    httpProbe: {
      title: 'an `http` probe',
      examples: [{ url: 'http://localhost:3000/health' }],
      type: 'object',
      required: ['url'],
      properties: {
        url: {
          title: 'an `http://` URL',
          type: 'string',
          minLength: 1,
          examples: ['http://localhost:${ports.web}/health'],
        },
        status: {
          title: 'a status such as 204, a range such as `200-399`, or a list of them',
          anyOf: [
            { $ref: '#/$defs/statusCode' },
            { $ref: '#/$defs/statusRange' },
            {
              title: 'a list of status codes and ranges',
              type: 'array',
              items: {
                title: 'a status such as 204, or a range such as `200-399`',
                anyOf: [{ $ref: '#/$defs/statusCode' }, { $ref: '#/$defs/statusRange' }],
                examples: [200, '200-299'],
              },
              minItems: 1,
              examples: [[200, '300-399']],
            },
          ],
          default: '200-399',
          examples: [200, '200-399', [200, 401]],
        },
        body: { $ref: '#/$defs/regex', examples: ['"status": *"ok"'] },
        owner: { $ref: '#/$defs/portOwner' },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    statusCode: {
      title: 'a status code from 100 to 599',
      type: 'integer',
      minimum: 100,
      maximum: 599,
      examples: [200],
    },
    statusRange: {
      title: 'a range such as `200-399`',
      type: 'string',
      pattern: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$',
      examples: ['200-399'],
    },
    execProbe: {
      title: 'an `exec` probe',
      examples: [{ command: ['pg_isready', '-q'] }],
      type: 'object',
      required: ['command'],
      properties: { command: { $ref: '#/$defs/command' } },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    fileProbe: {
      title: 'a `file` probe',
      examples: [{ path: 'tmp/server.pid' }],
      type: 'object',
      required: ['path'],
      properties: { path: { $ref: '#/$defs/path' } },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    portOwner: { title: '`job` or `any`', enum: ['job', 'any'], default: 'job', examples: ['any'] },
    health: {
      title: '`health`',
      examples: [{ http: { url: 'http://localhost:3000/health' }, on_failure: 'restart' }],
      type: 'object',
      properties: {
        log: { $ref: '#/$defs/logProbe' },
        tcp: { $ref: '#/$defs/tcpProbe' },
        http: { $ref: '#/$defs/httpProbe' },
        exec: { $ref: '#/$defs/execProbe' },
        file: { $ref: '#/$defs/fileProbe' },
        interval: { $ref: '#/$defs/duration', default: '10s', examples: ['30s'] },
        attempt_timeout: { $ref: '#/$defs/duration', default: '2s', examples: ['5s'] },
        failures: {
          title: 'a whole number from 1 to 100',
          type: 'integer',
          minimum: 1,
          maximum: 100,
          default: 3,
          examples: [5],
        },
        on_failure: {
          title: '`report`, `restart` or `stop`',
          enum: ['report', 'restart', 'stop'],
          default: 'report',
          examples: ['restart'],
        },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
      oneOf: [
        { required: ['log'] },
        { required: ['tcp'] },
        { required: ['http'] },
        { required: ['exec'] },
        { required: ['file'] },
      ],
    },
    restartMap: {
      title: '`restart`',
      examples: [{ on: 'failure', max: 5 }],
      type: 'object',
      required: ['on'],
      properties: {
        on: { title: '`failure` or `always`', enum: ['failure', 'always'], examples: ['failure'] },
        max: {
          title: 'a whole number from 1 to 1000',
          type: 'integer',
          minimum: 1,
          maximum: 1000,
          default: 5,
          examples: [5],
        },
        backoff: { $ref: '#/$defs/duration', default: '1s', examples: ['1s'] },
        max_backoff: { $ref: '#/$defs/duration', default: '30s', examples: ['30s'] },
        reset_after: { $ref: '#/$defs/duration', default: '60s', examples: ['60s'] },
      },
      patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      additionalProperties: false,
    },
    duration: {
      title: 'a duration such as `30s`',
      type: 'string',
      pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
      examples: ['250ms', '30s', '5m', '1h'],
    },
    durationOrNone: {
      title: 'a duration such as `30s`, or `none`',
      type: 'string',
      pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
      examples: ['30s', 'none'],
    },
    size: {
      title: 'a size such as `10MB`',
      type: 'string',
      pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$',
      examples: ['64KiB', '10MB'],
    },
    regex: { title: 'a regular expression', type: 'string', minLength: 1, examples: ['ready in [0-9]+ ms'] },
    scalar: {
      title: 'a text, a number, or true or false',
      type: ['string', 'number', 'boolean'],
      examples: ['debug', 3000, true],
    },
    path: { title: 'a path', type: 'string', minLength: 1, examples: ['.env'] },
    folder: { title: 'a folder', type: 'string', minLength: 1, examples: ['.'] },
    globPattern: {
      title: 'a folder pattern such as `packages/*`',
      type: 'string',
      minLength: 1,
      examples: ['packages/*'],
    },
    commandText: { title: 'a command', type: 'string', minLength: 1, examples: ['git log -p -3'] },
    profileName: {
      title: 'a name of lower-case letters, digits, `-` and `_` that begins with a letter, 48 characters at most',
      type: 'string',
      pattern: '^[a-z][a-z0-9_-]{0,47}$',
      examples: ['web'],
    },
    profileKey: {
      title: 'a name of lower-case letters, digits, `-` and `_` that begins with a letter, 48 characters at most',
      type: 'string',
      pattern: '^(<<|[a-z][a-z0-9_-]{0,47})$',
      examples: ['web'],
    },
    shortName: {
      title: 'a name of lower-case letters, digits and `_` that begins with a letter, 48 characters at most',
      type: 'string',
      pattern: '^[a-z][a-z0-9_]{0,47}$',
      examples: ['port'],
    },
    shortKey: {
      title: 'a name of lower-case letters, digits and `_` that begins with a letter, 48 characters at most',
      type: 'string',
      pattern: '^(<<|[a-z][a-z0-9_]{0,47})$',
      examples: ['port'],
    },
    variableName: {
      title: 'a variable name such as `NODE_ENV`',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
      examples: ['NODE_ENV'],
    },
    variableKey: {
      title: 'a variable name such as `NODE_ENV`',
      type: 'string',
      pattern: '^(<<|[A-Za-z_][A-Za-z0-9_.-]*)$',
      examples: ['NODE_ENV'],
    },
    namePattern: {
      title: 'a variable name such as `NODE_ENV` or `AWS_*`',
      type: 'string',
      pattern: '^[A-Za-z_*][A-Za-z0-9_.*-]*$',
      examples: ['NODE_ENV', 'AWS_*'],
    },
    extension: { title: 'anything', examples: [{ env: { CI: 'true' } }] },
  },
};
const schema77 = {
  title: 'a name of lower-case letters, digits, `-` and `_` that begins with a letter, 48 characters at most',
  type: 'string',
  pattern: '^(<<|[a-z][a-z0-9_-]{0,47})$',
  examples: ['web'],
};
const schema36 = { title: 'anything', examples: [{ env: { CI: 'true' } }] };
const pattern4 = new RegExp('^x-', 'u');
const pattern31 = new RegExp('^(<<|[a-z][a-z0-9_-]{0,47})$', 'u');
const schema32 = {
  title: '`limits`',
  examples: [{ max_jobs: 5, max_log: '20MB' }],
  type: 'object',
  default: {},
  properties: {
    max_jobs: {
      title: 'a whole number from 1 to 1000',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 10,
      examples: [10],
    },
    max_log: { $ref: '#/$defs/size', default: '10MB', examples: ['10MB', '64MiB'] },
    keep_finished: {
      title: 'a whole number from 0 to 100000',
      type: 'integer',
      minimum: 0,
      maximum: 100000,
      default: 100,
      examples: [100],
    },
    keep_finished_for: { $ref: '#/$defs/duration', default: '24h', examples: ['24h'] },
    max_timeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['1h', 'none'] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema33 = {
  title: 'a size such as `10MB`',
  type: 'string',
  pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$',
  examples: ['64KiB', '10MB'],
};
const schema34 = {
  title: 'a duration such as `30s`',
  type: 'string',
  pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
  examples: ['250ms', '30s', '5m', '1h'],
};
const schema35 = {
  title: 'a duration such as `30s`, or `none`',
  type: 'string',
  pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
  examples: ['30s', 'none'],
};
const pattern6 = new RegExp('^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$', 'u');
const pattern7 = new RegExp('^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$', 'u');
const pattern8 = new RegExp('^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$', 'u');

function validate21(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(
        key0 === 'max_jobs' ||
        key0 === 'max_log' ||
        key0 === 'keep_finished' ||
        key0 === 'keep_finished_for' ||
        key0 === 'max_timeout' ||
        pattern4.test(key0)
      )) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema32,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.max_jobs !== undefined) {
      let data0 = data.max_jobs;
      if (!(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        const err1 = {
          instancePath: instancePath + '/max_jobs',
          schemaPath: '#/properties/max_jobs/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema32.properties.max_jobs.type,
          parentSchema: schema32.properties.max_jobs,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 1000 || isNaN(data0)) {
          const err2 = {
            instancePath: instancePath + '/max_jobs',
            schemaPath: '#/properties/max_jobs/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000 },
            schema: 1000,
            parentSchema: schema32.properties.max_jobs,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err3 = {
            instancePath: instancePath + '/max_jobs',
            schemaPath: '#/properties/max_jobs/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema32.properties.max_jobs,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    if (data.max_log !== undefined) {
      let data1 = data.max_log;
      if (typeof data1 === 'string') {
        if (!pattern6.test(data1)) {
          const err4 = {
            instancePath: instancePath + '/max_log',
            schemaPath: '#/$defs/size/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$',
            parentSchema: schema33,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = {
          instancePath: instancePath + '/max_log',
          schemaPath: '#/$defs/size/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema33.type,
          parentSchema: schema33,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.keep_finished !== undefined) {
      let data2 = data.keep_finished;
      if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        const err6 = {
          instancePath: instancePath + '/keep_finished',
          schemaPath: '#/properties/keep_finished/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema32.properties.keep_finished.type,
          parentSchema: schema32.properties.keep_finished,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data2 == 'number' && isFinite(data2)) {
        if (data2 > 100000 || isNaN(data2)) {
          const err7 = {
            instancePath: instancePath + '/keep_finished',
            schemaPath: '#/properties/keep_finished/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 100000 },
            schema: 100000,
            parentSchema: schema32.properties.keep_finished,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          const err8 = {
            instancePath: instancePath + '/keep_finished',
            schemaPath: '#/properties/keep_finished/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            schema: 0,
            parentSchema: schema32.properties.keep_finished,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
    }
    if (data.keep_finished_for !== undefined) {
      let data3 = data.keep_finished_for;
      if (typeof data3 === 'string') {
        if (!pattern7.test(data3)) {
          const err9 = {
            instancePath: instancePath + '/keep_finished_for',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/keep_finished_for',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.max_timeout !== undefined) {
      let data4 = data.max_timeout;
      if (typeof data4 === 'string') {
        if (!pattern8.test(data4)) {
          const err11 = {
            instancePath: instancePath + '/max_timeout',
            schemaPath: '#/$defs/durationOrNone/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = {
          instancePath: instancePath + '/max_timeout',
          schemaPath: '#/$defs/durationOrNone/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema32.type,
      parentSchema: schema32,
      data,
    };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema37 = {
  title: '`defaults`',
  examples: [{ timeout: '30m', env: { CI: 'true' } }],
  type: 'object',
  default: {},
  properties: {
    cwd: { $ref: '#/$defs/cwd' },
    env: { $ref: '#/$defs/env' },
    env_file: { $ref: '#/$defs/envFiles' },
    inherit_env: { $ref: '#/$defs/inheritEnv' },
    timeout: { $ref: '#/$defs/timeout' },
    idle_timeout: { $ref: '#/$defs/idleTimeout' },
    stop: { $ref: '#/$defs/stop' },
    stdin: { $ref: '#/$defs/stdin' },
    log: { $ref: '#/$defs/log' },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema38 = { title: 'a folder', type: 'string', minLength: 1, default: '.', examples: ['packages/web'] };
const schema59 = { title: '`open` or `closed`', enum: ['open', 'closed'], default: 'open', examples: ['closed'] };
const func4 = Object.prototype.hasOwnProperty;
const func5 = countCharacters;
const schema39 = {
  title: 'a map from variable names to values',
  type: 'object',
  default: {},
  propertyNames: { $ref: '#/$defs/variableKey' },
  additionalProperties: { $ref: '#/$defs/envValue' },
  examples: [{ NODE_ENV: 'development', DEBUG: null }],
};
const schema40 = {
  title: 'a variable name such as `NODE_ENV`',
  type: 'string',
  pattern: '^(<<|[A-Za-z_][A-Za-z0-9_.-]*)$',
  examples: ['NODE_ENV'],
};
const schema41 = {
  title: 'a text, or `null` to remove the variable',
  type: ['string', 'number', 'boolean', 'null'],
  examples: ['development'],
};
const pattern11 = new RegExp('^(<<|[A-Za-z_][A-Za-z0-9_.-]*)$', 'u');

function validate24(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === 'string') {
        if (!pattern11.test(key0)) {
          const err0 = {
            instancePath,
            schemaPath: '#/$defs/variableKey/pattern',
            keyword: 'pattern',
            params: { pattern: '^(<<|[A-Za-z_][A-Za-z0-9_.-]*)$' },
            schema: '^(<<|[A-Za-z_][A-Za-z0-9_.-]*)$',
            parentSchema: schema40,
            data: key0,
            propertyName: key0,
          };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
      } else {
        const err1 = {
          instancePath,
          schemaPath: '#/$defs/variableKey/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema40.type,
          parentSchema: schema40,
          data: key0,
          propertyName: key0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err2 = {
          instancePath,
          schemaPath: '#/propertyNames',
          keyword: 'propertyNames',
          params: { propertyName: key0 },
          schema: schema39.propertyNames,
          parentSchema: schema39,
          data,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    for (const key1 in data) {
      let data0 = data[key1];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        data0 !== null
      ) {
        const err3 = {
          instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/$defs/envValue/type',
          keyword: 'type',
          params: { type: schema41.type },
          schema: schema41.type,
          parentSchema: schema41,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
  } else {
    const err4 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema39.type,
      parentSchema: schema39,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema42 = {
  title: 'a path, or a list of paths',
  anyOf: [
    { $ref: '#/$defs/path' },
    { $ref: '#/$defs/envFileMap' },
    {
      title: 'a list of paths',
      type: 'array',
      items: { $ref: '#/$defs/envFile' },
      examples: [['.env', { path: '.env.local', required: false }]],
    },
  ],
  default: [],
  examples: ['.env', ['.env', { path: '.env.local', required: false }]],
};
const schema43 = { title: 'a path', type: 'string', minLength: 1, examples: ['.env'] };
const schema44 = {
  title: 'an entry of `env_file`',
  examples: [{ path: '.env.local', required: false }],
  type: 'object',
  required: ['path'],
  properties: {
    path: { $ref: '#/$defs/path' },
    required: { title: 'true or false', type: 'boolean', default: true, examples: [false] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate27(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate27.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.path === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'path' },
        schema: schema44.required,
        parentSchema: schema44,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'path' || key0 === 'required' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema44,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.path !== undefined) {
      let data0 = data.path;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/path',
            schemaPath: '#/$defs/path/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema43,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/path',
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema43.type,
          parentSchema: schema43,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.required !== undefined) {
      let data1 = data.required;
      if (typeof data1 !== 'boolean') {
        const err4 = {
          instancePath: instancePath + '/required',
          schemaPath: '#/properties/required/type',
          keyword: 'type',
          params: { type: 'boolean' },
          schema: schema44.properties.required.type,
          parentSchema: schema44.properties.required,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  } else {
    const err5 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema44.type,
      parentSchema: schema44,
      data,
    };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema47 = {
  title: 'a path, or a map with `path`',
  anyOf: [{ $ref: '#/$defs/path' }, { $ref: '#/$defs/envFileMap' }],
  examples: ['.env', { path: '.env.local', required: false }],
};

function validate29(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate29.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data === 'string') {
    if (func5(data) < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/$defs/path/minLength',
        keyword: 'minLength',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema43,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = {
      instancePath,
      schemaPath: '#/$defs/path/type',
      keyword: 'type',
      params: { type: 'string' },
      schema: schema43.type,
      parentSchema: schema43,
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs4 = errors;
  if (!validate27(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  if (!valid0) {
    const err2 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema47.anyOf,
      parentSchema: schema47,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate29.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate29.evaluated = { dynamicProps: true, dynamicItems: false };

function validate26(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data === 'string') {
    if (func5(data) < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/$defs/path/minLength',
        keyword: 'minLength',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema43,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = {
      instancePath,
      schemaPath: '#/$defs/path/type',
      keyword: 'type',
      params: { type: 'string' },
      schema: schema43.type,
      parentSchema: schema43,
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs4 = errors;
  if (!validate27(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  const _errs5 = errors;
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      if (
        !validate29(data[i0], {
          instancePath: instancePath + '/' + i0,
          parentData: data,
          parentDataProperty: i0,
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = {
      instancePath,
      schemaPath: '#/anyOf/2/type',
      keyword: 'type',
      params: { type: 'array' },
      schema: schema42.anyOf[2].type,
      parentSchema: schema42.anyOf[2],
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  var _valid0 = _errs5 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var items0 = true;
  }
  if (!valid0) {
    const err3 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema42.anyOf,
      parentSchema: schema42,
      data,
    };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate26.errors = vErrors;
  evaluated0.props = props0;
  evaluated0.items = items0;
  return errors === 0;
}
validate26.evaluated = { dynamicProps: true, dynamicItems: true };

const schema49 = {
  title: '`minimal`, `all`, or a list of variable names',
  anyOf: [
    { enum: ['minimal', 'all'], examples: ['minimal'] },
    {
      title: 'a list of variable names',
      type: 'array',
      items: { $ref: '#/$defs/namePattern' },
      examples: [['PATH', 'HOME', 'AWS_*']],
    },
  ],
  default: 'minimal',
  examples: ['minimal', ['PATH', 'HOME', 'AWS_*']],
};
const schema50 = {
  title: 'a variable name such as `NODE_ENV` or `AWS_*`',
  type: 'string',
  pattern: '^[A-Za-z_*][A-Za-z0-9_.*-]*$',
  examples: ['NODE_ENV', 'AWS_*'],
};
const pattern14 = new RegExp('^[A-Za-z_*][A-Za-z0-9_.*-]*$', 'u');

function validate33(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate33.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (!(data === 'minimal' || data === 'all')) {
    const err0 = {
      instancePath,
      schemaPath: '#/anyOf/0/enum',
      keyword: 'enum',
      params: { allowedValues: schema49.anyOf[0].enum },
      schema: schema49.anyOf[0].enum,
      parentSchema: schema49.anyOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs2 = errors;
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === 'string') {
        if (!pattern14.test(data0)) {
          const err1 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/namePattern/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_*][A-Za-z0-9_.*-]*$' },
            schema: '^[A-Za-z_*][A-Za-z0-9_.*-]*$',
            parentSchema: schema50,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/namePattern/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema50.type,
          parentSchema: schema50,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = {
      instancePath,
      schemaPath: '#/anyOf/1/type',
      keyword: 'type',
      params: { type: 'array' },
      schema: schema49.anyOf[1].type,
      parentSchema: schema49.anyOf[1],
      data,
    };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var items0 = true;
  }
  if (!valid0) {
    const err4 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema49.anyOf,
      parentSchema: schema49,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate33.errors = vErrors;
  evaluated0.items = items0;
  return errors === 0;
}
validate33.evaluated = { dynamicProps: false, dynamicItems: true };

const schema53 = {
  title: '`stop`',
  examples: [{ signal: 'INT', grace: '10s' }],
  type: 'object',
  default: {},
  properties: {
    signal: {
      title: 'a signal such as `TERM` or `INT`',
      enum: [
        'TERM',
        'INT',
        'HUP',
        'QUIT',
        'KILL',
        'USR1',
        'USR2',
        'SIGTERM',
        'SIGINT',
        'SIGHUP',
        'SIGQUIT',
        'SIGKILL',
        'SIGUSR1',
        'SIGUSR2',
      ],
      default: 'TERM',
      examples: ['INT'],
    },
    grace: { $ref: '#/$defs/duration', default: '5s', examples: ['10s'] },
    command: { $ref: '#/$defs/command', examples: ['docker compose down'] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema55 = {
  title: 'a text such as `npm run dev`, or a list of words',
  anyOf: [{ type: 'string', minLength: 1, examples: ['npm run dev'] }, { $ref: '#/$defs/wordList' }],
  examples: ['npm run dev -- --port ${params.port}', ['npm', 'run', 'dev']],
};
const schema56 = {
  title: 'a list of words',
  type: 'array',
  items: { $ref: '#/$defs/word' },
  minItems: 1,
  examples: [['npm', 'run', '*']],
};
const schema57 = { title: 'a text', type: 'string', examples: ['run'] };

function validate37(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate37.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema56,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== 'string') {
        const err1 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/word/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema57.type,
          parentSchema: schema57,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
  } else {
    const err2 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'array' },
      schema: schema56.type,
      parentSchema: schema56,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
validate37.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

function validate36(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate36.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data === 'string') {
    if (func5(data) < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/anyOf/0/minLength',
        keyword: 'minLength',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema55.anyOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = {
      instancePath,
      schemaPath: '#/anyOf/0/type',
      keyword: 'type',
      params: { type: 'string' },
      schema: schema55.anyOf[0].type,
      parentSchema: schema55.anyOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (!validate37(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var items0 = true;
  }
  if (!valid0) {
    const err2 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema55.anyOf,
      parentSchema: schema55,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate36.errors = vErrors;
  evaluated0.items = items0;
  return errors === 0;
}
validate36.evaluated = { dynamicProps: false, dynamicItems: true };

function validate35(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate35.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'signal' || key0 === 'grace' || key0 === 'command' || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema53,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.signal !== undefined) {
      let data0 = data.signal;
      if (!(
        data0 === 'TERM' ||
        data0 === 'INT' ||
        data0 === 'HUP' ||
        data0 === 'QUIT' ||
        data0 === 'KILL' ||
        data0 === 'USR1' ||
        data0 === 'USR2' ||
        data0 === 'SIGTERM' ||
        data0 === 'SIGINT' ||
        data0 === 'SIGHUP' ||
        data0 === 'SIGQUIT' ||
        data0 === 'SIGKILL' ||
        data0 === 'SIGUSR1' ||
        data0 === 'SIGUSR2'
      )) {
        const err1 = {
          instancePath: instancePath + '/signal',
          schemaPath: '#/properties/signal/enum',
          keyword: 'enum',
          params: { allowedValues: schema53.properties.signal.enum },
          schema: schema53.properties.signal.enum,
          parentSchema: schema53.properties.signal,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.grace !== undefined) {
      let data1 = data.grace;
      if (typeof data1 === 'string') {
        if (!pattern7.test(data1)) {
          const err2 = {
            instancePath: instancePath + '/grace',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/grace',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate36(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err4 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema53.type,
      parentSchema: schema53,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate35.errors = vErrors;
  return errors === 0;
}
validate35.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema60 = {
  title: '`log`',
  examples: [{ max: '50MB', ansi: 'keep' }],
  type: 'object',
  default: {},
  properties: {
    max: { $ref: '#/$defs/size', examples: ['50MB'] },
    ansi: { title: '`strip` or `keep`', enum: ['strip', 'keep'], default: 'strip', examples: ['keep'] },
    progress: { title: '`collapse` or `keep`', enum: ['collapse', 'keep'], default: 'collapse', examples: ['keep'] },
    streams: {
      title: '`merged` or `separate`',
      enum: ['merged', 'separate'],
      default: 'merged',
      examples: ['separate'],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate41(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate41.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'max' || key0 === 'ansi' || key0 === 'progress' || key0 === 'streams' || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema60,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.max !== undefined) {
      let data0 = data.max;
      if (typeof data0 === 'string') {
        if (!pattern6.test(data0)) {
          const err1 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/$defs/size/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?([Bb]|[KkMmGg]i?[Bb])$',
            parentSchema: schema33,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = {
          instancePath: instancePath + '/max',
          schemaPath: '#/$defs/size/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema33.type,
          parentSchema: schema33,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.ansi !== undefined) {
      let data1 = data.ansi;
      if (!(data1 === 'strip' || data1 === 'keep')) {
        const err3 = {
          instancePath: instancePath + '/ansi',
          schemaPath: '#/properties/ansi/enum',
          keyword: 'enum',
          params: { allowedValues: schema60.properties.ansi.enum },
          schema: schema60.properties.ansi.enum,
          parentSchema: schema60.properties.ansi,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.progress !== undefined) {
      let data2 = data.progress;
      if (!(data2 === 'collapse' || data2 === 'keep')) {
        const err4 = {
          instancePath: instancePath + '/progress',
          schemaPath: '#/properties/progress/enum',
          keyword: 'enum',
          params: { allowedValues: schema60.properties.progress.enum },
          schema: schema60.properties.progress.enum,
          parentSchema: schema60.properties.progress,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.streams !== undefined) {
      let data3 = data.streams;
      if (!(data3 === 'merged' || data3 === 'separate')) {
        const err5 = {
          instancePath: instancePath + '/streams',
          schemaPath: '#/properties/streams/enum',
          keyword: 'enum',
          params: { allowedValues: schema60.properties.streams.enum },
          schema: schema60.properties.streams.enum,
          parentSchema: schema60.properties.streams,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema60.type,
      parentSchema: schema60,
      data,
    };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate41.errors = vErrors;
  return errors === 0;
}
validate41.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate23(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema37.properties, key0) || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema37,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.cwd !== undefined) {
      let data0 = data.cwd;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err1 = {
            instancePath: instancePath + '/cwd',
            schemaPath: '#/$defs/cwd/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema38,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = {
          instancePath: instancePath + '/cwd',
          schemaPath: '#/$defs/cwd/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema38.type,
          parentSchema: schema38,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.env !== undefined) {
      if (
        !validate24(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
        errors = vErrors.length;
      }
    }
    if (data.env_file !== undefined) {
      if (
        !validate26(data.env_file, {
          instancePath: instancePath + '/env_file',
          parentData: data,
          parentDataProperty: 'env_file',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
        errors = vErrors.length;
      }
    }
    if (data.inherit_env !== undefined) {
      if (
        !validate33(data.inherit_env, {
          instancePath: instancePath + '/inherit_env',
          parentData: data,
          parentDataProperty: 'inherit_env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
        errors = vErrors.length;
      }
    }
    if (data.timeout !== undefined) {
      let data4 = data.timeout;
      if (typeof data4 === 'string') {
        if (!pattern8.test(data4)) {
          const err3 = {
            instancePath: instancePath + '/timeout',
            schemaPath: '#/$defs/timeout/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = {
          instancePath: instancePath + '/timeout',
          schemaPath: '#/$defs/timeout/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.idle_timeout !== undefined) {
      let data5 = data.idle_timeout;
      if (typeof data5 === 'string') {
        if (!pattern8.test(data5)) {
          const err5 = {
            instancePath: instancePath + '/idle_timeout',
            schemaPath: '#/$defs/idleTimeout/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = {
          instancePath: instancePath + '/idle_timeout',
          schemaPath: '#/$defs/idleTimeout/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.stop !== undefined) {
      if (
        !validate35(data.stop, {
          instancePath: instancePath + '/stop',
          parentData: data,
          parentDataProperty: 'stop',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.stdin !== undefined) {
      let data7 = data.stdin;
      if (!(data7 === 'open' || data7 === 'closed')) {
        const err7 = {
          instancePath: instancePath + '/stdin',
          schemaPath: '#/$defs/stdin/enum',
          keyword: 'enum',
          params: { allowedValues: schema59.enum },
          schema: schema59.enum,
          parentSchema: schema59,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      if (
        !validate41(data.log, {
          instancePath: instancePath + '/log',
          parentData: data,
          parentDataProperty: 'log',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err8 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema37.type,
      parentSchema: schema37,
      data,
    };
    if (vErrors === null) {
      vErrors = [err8];
    } else {
      vErrors.push(err8);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema64 = {
  title: '`policy`',
  examples: [{ allow: ['npm run *', 'pytest **'], ask: ['git push **'], deny: ['rm **'] }],
  type: 'object',
  default: {},
  properties: {
    adhoc: { title: '`rules`, `deny` or `any`', enum: ['rules', 'deny', 'any'], examples: ['rules'] },
    allow: {
      title: 'a list of rules',
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      default: [],
      examples: [['npm run *', 'pytest **']],
    },
    ask: {
      title: 'a list of rules',
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      default: [],
      examples: [['git push **']],
    },
    deny: {
      title: 'a list of rules',
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      default: [],
      examples: [['rm **']],
    },
    roots: {
      title: 'a list of folders',
      type: 'array',
      items: { $ref: '#/$defs/folder' },
      minItems: 1,
      default: ['.'],
      examples: [['.'], ['.', '../common']],
    },
    env: {
      title: 'a list of variable names',
      type: 'array',
      items: { $ref: '#/$defs/namePattern' },
      default: [],
      examples: [['NODE_ENV', 'CI']],
    },
    max_timeout: { $ref: '#/$defs/durationOrNone', default: 'none', examples: ['1h'] },
    max_jobs: { title: 'a whole number from 1 to 1000', type: 'integer', minimum: 1, maximum: 1000, examples: [4] },
    path: {
      title: 'a list of folders',
      type: 'array',
      items: { $ref: '#/$defs/folder' },
      minItems: 1,
      examples: [['/usr/local/bin', '/usr/bin', '/bin']],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema72 = { title: 'a folder', type: 'string', minLength: 1, examples: ['.'] };
const schema65 = {
  title: 'a rule: a text such as `npm run *`, a list of words, or a map with `run`',
  examples: ['npm run *', ['npm', 'run', '*'], { run: 'git log **', reason: 'history is safe to read' }],
  anyOf: [
    { type: 'string', minLength: 1, examples: ['npm run *'] },
    { $ref: '#/$defs/wordList' },
    { $ref: '#/$defs/ruleMap' },
  ],
};
const schema66 = {
  title: 'a rule',
  examples: [{ run: 'git log **', cwd: ['packages/*'] }],
  type: 'object',
  required: ['run'],
  properties: {
    run: {
      title: 'a text such as `npm run *`, or a list of words',
      anyOf: [{ type: 'string', minLength: 1, examples: ['git log **'] }, { $ref: '#/$defs/wordList' }],
      examples: ['git log **', ['git', 'log', '**']],
    },
    cwd: {
      title: 'a list of folder patterns',
      type: 'array',
      items: { $ref: '#/$defs/globPattern' },
      minItems: 1,
      examples: [['packages/*']],
    },
    env: {
      title: 'a list of variable names',
      type: 'array',
      items: { $ref: '#/$defs/namePattern' },
      default: [],
      examples: [['NO_COLOR']],
    },
    reason: { title: 'a text', type: 'string', examples: ['history is safe to read'] },
    match: {
      title: 'a list of commands',
      type: 'array',
      items: { $ref: '#/$defs/commandText' },
      default: [],
      examples: [['git log -p -3']],
    },
    not_match: {
      title: 'a list of commands',
      type: 'array',
      items: { $ref: '#/$defs/commandText' },
      default: [],
      examples: [['git log --output=x']],
    },
    unsafe: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema67 = {
  title: 'a folder pattern such as `packages/*`',
  type: 'string',
  minLength: 1,
  examples: ['packages/*'],
};
const schema69 = { title: 'a command', type: 'string', minLength: 1, examples: ['git log -p -3'] };

function validate47(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate47.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.run === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'run' },
        schema: schema66.required,
        parentSchema: schema66,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(
        key0 === 'run' ||
        key0 === 'cwd' ||
        key0 === 'env' ||
        key0 === 'reason' ||
        key0 === 'match' ||
        key0 === 'not_match' ||
        key0 === 'unsafe' ||
        pattern4.test(key0)
      )) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema66,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.run !== undefined) {
      let data0 = data.run;
      const _errs3 = errors;
      let valid1 = false;
      const _errs4 = errors;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/run',
            schemaPath: '#/properties/run/anyOf/0/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema66.properties.run.anyOf[0],
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/run',
          schemaPath: '#/properties/run/anyOf/0/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema66.properties.run.anyOf[0].type,
          parentSchema: schema66.properties.run.anyOf[0],
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      var _valid0 = _errs4 === errors;
      valid1 = valid1 || _valid0;
      const _errs6 = errors;
      if (
        !validate37(data0, {
          instancePath: instancePath + '/run',
          parentData: data,
          parentDataProperty: 'run',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
      var _valid0 = _errs6 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const err4 = {
          instancePath: instancePath + '/run',
          schemaPath: '#/properties/run/anyOf',
          keyword: 'anyOf',
          params: {},
          schema: schema66.properties.run.anyOf,
          parentSchema: schema66.properties.run,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      } else {
        errors = _errs3;
        if (vErrors !== null) {
          if (_errs3) {
            vErrors.length = _errs3;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.cwd !== undefined) {
      let data1 = data.cwd;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err5 = {
            instancePath: instancePath + '/cwd',
            schemaPath: '#/properties/cwd/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema66.properties.cwd,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === 'string') {
            if (func5(data2) < 1) {
              const err6 = {
                instancePath: instancePath + '/cwd/' + i0,
                schemaPath: '#/$defs/globPattern/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema67,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = {
              instancePath: instancePath + '/cwd/' + i0,
              schemaPath: '#/$defs/globPattern/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema67.type,
              parentSchema: schema67,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/cwd',
          schemaPath: '#/properties/cwd/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema66.properties.cwd.type,
          parentSchema: schema66.properties.cwd,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.env !== undefined) {
      let data3 = data.env;
      if (Array.isArray(data3)) {
        const len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data4 = data3[i1];
          if (typeof data4 === 'string') {
            if (!pattern14.test(data4)) {
              const err9 = {
                instancePath: instancePath + '/env/' + i1,
                schemaPath: '#/$defs/namePattern/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_*][A-Za-z0-9_.*-]*$' },
                schema: '^[A-Za-z_*][A-Za-z0-9_.*-]*$',
                parentSchema: schema50,
                data: data4,
              };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
          } else {
            const err10 = {
              instancePath: instancePath + '/env/' + i1,
              schemaPath: '#/$defs/namePattern/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema50.type,
              parentSchema: schema50,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
      } else {
        const err11 = {
          instancePath: instancePath + '/env',
          schemaPath: '#/properties/env/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema66.properties.env.type,
          parentSchema: schema66.properties.env,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.reason !== undefined) {
      let data5 = data.reason;
      if (typeof data5 !== 'string') {
        const err12 = {
          instancePath: instancePath + '/reason',
          schemaPath: '#/properties/reason/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema66.properties.reason.type,
          parentSchema: schema66.properties.reason,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.match !== undefined) {
      let data6 = data.match;
      if (Array.isArray(data6)) {
        const len2 = data6.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data7 = data6[i2];
          if (typeof data7 === 'string') {
            if (func5(data7) < 1) {
              const err13 = {
                instancePath: instancePath + '/match/' + i2,
                schemaPath: '#/$defs/commandText/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema69,
                data: data7,
              };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = {
              instancePath: instancePath + '/match/' + i2,
              schemaPath: '#/$defs/commandText/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema69.type,
              parentSchema: schema69,
              data: data7,
            };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
      } else {
        const err15 = {
          instancePath: instancePath + '/match',
          schemaPath: '#/properties/match/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema66.properties.match.type,
          parentSchema: schema66.properties.match,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.not_match !== undefined) {
      let data8 = data.not_match;
      if (Array.isArray(data8)) {
        const len3 = data8.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data9 = data8[i3];
          if (typeof data9 === 'string') {
            if (func5(data9) < 1) {
              const err16 = {
                instancePath: instancePath + '/not_match/' + i3,
                schemaPath: '#/$defs/commandText/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema69,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          } else {
            const err17 = {
              instancePath: instancePath + '/not_match/' + i3,
              schemaPath: '#/$defs/commandText/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema69.type,
              parentSchema: schema69,
              data: data9,
            };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
      } else {
        const err18 = {
          instancePath: instancePath + '/not_match',
          schemaPath: '#/properties/not_match/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema66.properties.not_match.type,
          parentSchema: schema66.properties.not_match,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.unsafe !== undefined) {
      let data10 = data.unsafe;
      if (typeof data10 !== 'boolean') {
        const err19 = {
          instancePath: instancePath + '/unsafe',
          schemaPath: '#/properties/unsafe/type',
          keyword: 'type',
          params: { type: 'boolean' },
          schema: schema66.properties.unsafe.type,
          parentSchema: schema66.properties.unsafe,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
  } else {
    const err20 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema66.type,
      parentSchema: schema66,
      data,
    };
    if (vErrors === null) {
      vErrors = [err20];
    } else {
      vErrors.push(err20);
    }
    errors++;
  }
  validate47.errors = vErrors;
  return errors === 0;
}
validate47.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate45(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate45.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data === 'string') {
    if (func5(data) < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/anyOf/0/minLength',
        keyword: 'minLength',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema65.anyOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = {
      instancePath,
      schemaPath: '#/anyOf/0/type',
      keyword: 'type',
      params: { type: 'string' },
      schema: schema65.anyOf[0].type,
      parentSchema: schema65.anyOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (!validate37(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var items0 = true;
  }
  const _errs4 = errors;
  if (!validate47(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  if (!valid0) {
    const err2 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema65.anyOf,
      parentSchema: schema65,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate45.errors = vErrors;
  evaluated0.props = props0;
  evaluated0.items = items0;
  return errors === 0;
}
validate45.evaluated = { dynamicProps: true, dynamicItems: true };

function validate44(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate44.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema64.properties, key0) || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema64,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.adhoc !== undefined) {
      let data0 = data.adhoc;
      if (!(data0 === 'rules' || data0 === 'deny' || data0 === 'any')) {
        const err1 = {
          instancePath: instancePath + '/adhoc',
          schemaPath: '#/properties/adhoc/enum',
          keyword: 'enum',
          params: { allowedValues: schema64.properties.adhoc.enum },
          schema: schema64.properties.adhoc.enum,
          parentSchema: schema64.properties.adhoc,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.allow !== undefined) {
      let data1 = data.allow;
      if (Array.isArray(data1)) {
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (
            !validate45(data1[i0], {
              instancePath: instancePath + '/allow/' + i0,
              parentData: data1,
              parentDataProperty: i0,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err2 = {
          instancePath: instancePath + '/allow',
          schemaPath: '#/properties/allow/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.allow.type,
          parentSchema: schema64.properties.allow,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.ask !== undefined) {
      let data3 = data.ask;
      if (Array.isArray(data3)) {
        const len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (
            !validate45(data3[i1], {
              instancePath: instancePath + '/ask/' + i1,
              parentData: data3,
              parentDataProperty: i1,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/ask',
          schemaPath: '#/properties/ask/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.ask.type,
          parentSchema: schema64.properties.ask,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.deny !== undefined) {
      let data5 = data.deny;
      if (Array.isArray(data5)) {
        const len2 = data5.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (
            !validate45(data5[i2], {
              instancePath: instancePath + '/deny/' + i2,
              parentData: data5,
              parentDataProperty: i2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err4 = {
          instancePath: instancePath + '/deny',
          schemaPath: '#/properties/deny/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.deny.type,
          parentSchema: schema64.properties.deny,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.roots !== undefined) {
      let data7 = data.roots;
      if (Array.isArray(data7)) {
        if (data7.length < 1) {
          const err5 = {
            instancePath: instancePath + '/roots',
            schemaPath: '#/properties/roots/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema64.properties.roots,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len3 = data7.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data8 = data7[i3];
          if (typeof data8 === 'string') {
            if (func5(data8) < 1) {
              const err6 = {
                instancePath: instancePath + '/roots/' + i3,
                schemaPath: '#/$defs/folder/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema72,
                data: data8,
              };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = {
              instancePath: instancePath + '/roots/' + i3,
              schemaPath: '#/$defs/folder/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema72.type,
              parentSchema: schema72,
              data: data8,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/roots',
          schemaPath: '#/properties/roots/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.roots.type,
          parentSchema: schema64.properties.roots,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.env !== undefined) {
      let data9 = data.env;
      if (Array.isArray(data9)) {
        const len4 = data9.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data10 = data9[i4];
          if (typeof data10 === 'string') {
            if (!pattern14.test(data10)) {
              const err9 = {
                instancePath: instancePath + '/env/' + i4,
                schemaPath: '#/$defs/namePattern/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_*][A-Za-z0-9_.*-]*$' },
                schema: '^[A-Za-z_*][A-Za-z0-9_.*-]*$',
                parentSchema: schema50,
                data: data10,
              };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
          } else {
            const err10 = {
              instancePath: instancePath + '/env/' + i4,
              schemaPath: '#/$defs/namePattern/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema50.type,
              parentSchema: schema50,
              data: data10,
            };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
      } else {
        const err11 = {
          instancePath: instancePath + '/env',
          schemaPath: '#/properties/env/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.env.type,
          parentSchema: schema64.properties.env,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.max_timeout !== undefined) {
      let data11 = data.max_timeout;
      if (typeof data11 === 'string') {
        if (!pattern8.test(data11)) {
          const err12 = {
            instancePath: instancePath + '/max_timeout',
            schemaPath: '#/$defs/durationOrNone/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = {
          instancePath: instancePath + '/max_timeout',
          schemaPath: '#/$defs/durationOrNone/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.max_jobs !== undefined) {
      let data12 = data.max_jobs;
      if (!(typeof data12 == 'number' && !(data12 % 1) && !isNaN(data12) && isFinite(data12))) {
        const err14 = {
          instancePath: instancePath + '/max_jobs',
          schemaPath: '#/properties/max_jobs/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema64.properties.max_jobs.type,
          parentSchema: schema64.properties.max_jobs,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (typeof data12 == 'number' && isFinite(data12)) {
        if (data12 > 1000 || isNaN(data12)) {
          const err15 = {
            instancePath: instancePath + '/max_jobs',
            schemaPath: '#/properties/max_jobs/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000 },
            schema: 1000,
            parentSchema: schema64.properties.max_jobs,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (data12 < 1 || isNaN(data12)) {
          const err16 = {
            instancePath: instancePath + '/max_jobs',
            schemaPath: '#/properties/max_jobs/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema64.properties.max_jobs,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
    }
    if (data.path !== undefined) {
      let data13 = data.path;
      if (Array.isArray(data13)) {
        if (data13.length < 1) {
          const err17 = {
            instancePath: instancePath + '/path',
            schemaPath: '#/properties/path/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema64.properties.path,
            data: data13,
          };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
        const len5 = data13.length;
        for (let i5 = 0; i5 < len5; i5++) {
          let data14 = data13[i5];
          if (typeof data14 === 'string') {
            if (func5(data14) < 1) {
              const err18 = {
                instancePath: instancePath + '/path/' + i5,
                schemaPath: '#/$defs/folder/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema72,
                data: data14,
              };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          } else {
            const err19 = {
              instancePath: instancePath + '/path/' + i5,
              schemaPath: '#/$defs/folder/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema72.type,
              parentSchema: schema72,
              data: data14,
            };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
      } else {
        const err20 = {
          instancePath: instancePath + '/path',
          schemaPath: '#/properties/path/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema64.properties.path.type,
          parentSchema: schema64.properties.path,
          data: data13,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
  } else {
    const err21 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema64.type,
      parentSchema: schema64,
      data,
    };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
validate44.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema78 = {
  title: 'a profile',
  examples: [{ command: 'npm run dev', type: 'service', ready: { http: { url: 'http://localhost:3000/' } } }],
  type: 'object',
  properties: {
    command: { $ref: '#/$defs/command' },
    shell: { $ref: '#/$defs/shell' },
    description: { title: 'a text', type: 'string', default: '', examples: ['runs the unit tests'] },
    type: { title: '`task` or `service`', enum: ['task', 'service'], default: 'task', examples: ['service'] },
    params: {
      title: 'a map from names to parameters',
      type: 'object',
      default: {},
      propertyNames: { $ref: '#/$defs/shortKey' },
      additionalProperties: { $ref: '#/$defs/param' },
      examples: [{ port: { type: 'integer', default: 3000 } }],
    },
    cwd: { $ref: '#/$defs/cwd' },
    env: { $ref: '#/$defs/env' },
    env_file: { $ref: '#/$defs/envFiles' },
    inherit_env: { $ref: '#/$defs/inheritEnv' },
    secrets: {
      title: 'a list of variable names',
      type: 'array',
      items: { $ref: '#/$defs/variableName' },
      default: [],
      examples: [['API_TOKEN']],
    },
    ports: {
      title: 'a map from names to ports',
      type: 'object',
      default: {},
      propertyNames: { $ref: '#/$defs/shortKey' },
      additionalProperties: { $ref: '#/$defs/port' },
      examples: [{ web: 3000 }, { web: { prefer: 3000, range: '3000-3999' } }],
    },
    ready: {
      title: 'one probe, or a list of probes',
      anyOf: [
        { $ref: '#/$defs/probe' },
        {
          title: 'a list of probes',
          type: 'array',
          items: { $ref: '#/$defs/probe' },
          minItems: 1,
          examples: [[{ tcp: { port: 3000 } }, { log: { pattern: 'ready' } }]],
        },
      ],
      examples: [{ log: { pattern: 'listening on' } }, { tcp: { port: 3000 } }],
    },
    health: { $ref: '#/$defs/health' },
    restart: {
      title: '`never`, or a map with `on`',
      anyOf: [{ const: 'never', examples: ['never'] }, { $ref: '#/$defs/restartMap' }],
      default: 'never',
      examples: ['never', { on: 'failure' }],
    },
    stop: { $ref: '#/$defs/stop' },
    timeout: { $ref: '#/$defs/timeout' },
    idle_timeout: { $ref: '#/$defs/idleTimeout' },
    success_codes: {
      title: 'a list of exit codes',
      type: 'array',
      items: { title: 'an exit code from 0 to 255', type: 'integer', minimum: 0, maximum: 255, examples: [0] },
      minItems: 1,
      uniqueItems: true,
      default: [0],
      examples: [[0, 1]],
    },
    stdin: { $ref: '#/$defs/stdin' },
    tty: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
    depends_on: {
      title: 'a map from profile names to conditions',
      type: 'object',
      default: {},
      additionalProperties: {
        title: '`started`, `ready` or `succeeded`',
        enum: ['started', 'ready', 'succeeded'],
        examples: ['ready'],
      },
      examples: [{ db: 'ready' }],
    },
    if_running: {
      title: '`reuse`, `reject`, `replace` or `parallel`',
      enum: ['reuse', 'reject', 'replace', 'parallel'],
      examples: ['reuse'],
    },
    lifetime: {
      title: '`session` or `persistent`',
      enum: ['session', 'persistent'],
      default: 'session',
      examples: ['session'],
    },
    expose: { title: '`preset` or `tool`', enum: ['preset', 'tool'], default: 'preset', examples: ['tool'] },
    log: { $ref: '#/$defs/log' },
    tags: {
      title: 'a list of texts',
      type: 'array',
      items: { title: 'a text', type: 'string', minLength: 1, maxLength: 48, examples: ['frontend'] },
      uniqueItems: true,
      default: [],
      examples: [['frontend']],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
  oneOf: [{ required: ['command'] }, { required: ['shell'] }],
};
const schema82 = {
  title: 'a name of lower-case letters, digits and `_` that begins with a letter, 48 characters at most',
  type: 'string',
  pattern: '^(<<|[a-z][a-z0-9_]{0,47})$',
  examples: ['port'],
};
const schema89 = {
  title: 'a variable name such as `NODE_ENV`',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  examples: ['NODE_ENV'],
};
const func32 = hasDistinctScalars;
const func35 = hasDistinctScalars;
const pattern36 = new RegExp('^(<<|[a-z][a-z0-9_]{0,47})$', 'u');
const pattern39 = new RegExp('^[A-Za-z_][A-Za-z0-9_.-]*$', 'u');
const schema79 = {
  title: 'a script, or a map with `script`',
  anyOf: [{ type: 'string', minLength: 1, examples: ['npm run build && npm test'] }, { $ref: '#/$defs/shellMap' }],
  examples: ['npm run build && npm test', { script: 'set -o pipefail; npm test | tee log', with: 'bash' }],
};
const schema80 = {
  title: '`shell`',
  examples: [{ script: 'set -o pipefail; npm test | tee log', with: 'bash' }],
  type: 'object',
  required: ['script'],
  properties: {
    script: { title: 'a text', type: 'string', minLength: 1, examples: ['set -o pipefail; npm test | tee log'] },
    with: {
      title: 'the name or path of a shell',
      type: 'string',
      pattern: '^[A-Za-z0-9_./-]+$',
      default: '/bin/sh',
      examples: ['bash'],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const pattern34 = new RegExp('^[A-Za-z0-9_./-]+$', 'u');

function validate57(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate57.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.script === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'script' },
        schema: schema80.required,
        parentSchema: schema80,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'script' || key0 === 'with' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema80,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.script !== undefined) {
      let data0 = data.script;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/script',
            schemaPath: '#/properties/script/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema80.properties.script,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/script',
          schemaPath: '#/properties/script/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema80.properties.script.type,
          parentSchema: schema80.properties.script,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.with !== undefined) {
      let data1 = data.with;
      if (typeof data1 === 'string') {
        if (!pattern34.test(data1)) {
          const err4 = {
            instancePath: instancePath + '/with',
            schemaPath: '#/properties/with/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z0-9_./-]+$' },
            schema: '^[A-Za-z0-9_./-]+$',
            parentSchema: schema80.properties.with,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = {
          instancePath: instancePath + '/with',
          schemaPath: '#/properties/with/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema80.properties.with.type,
          parentSchema: schema80.properties.with,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema80.type,
      parentSchema: schema80,
      data,
    };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate57.errors = vErrors;
  return errors === 0;
}
validate57.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate56(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate56.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (typeof data === 'string') {
    if (func5(data) < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/anyOf/0/minLength',
        keyword: 'minLength',
        params: { limit: 1 },
        schema: 1,
        parentSchema: schema79.anyOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = {
      instancePath,
      schemaPath: '#/anyOf/0/type',
      keyword: 'type',
      params: { type: 'string' },
      schema: schema79.anyOf[0].type,
      parentSchema: schema79.anyOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (!validate57(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  if (!valid0) {
    const err2 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema79.anyOf,
      parentSchema: schema79,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate56.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate56.evaluated = { dynamicProps: true, dynamicItems: false };

const schema83 = {
  title: 'a parameter',
  examples: [{ type: 'integer', minimum: 1024, maximum: 65535, default: 3000 }],
  type: 'object',
  properties: {
    type: {
      title: '`string`, `integer`, `number` or `boolean`',
      enum: ['string', 'integer', 'number', 'boolean'],
      default: 'string',
      examples: ['integer'],
    },
    description: { title: 'a text', type: 'string', default: '', examples: ['port to listen on'] },
    required: { title: 'true or false', type: 'boolean', examples: [false] },
    default: { $ref: '#/$defs/scalar', examples: [3000] },
    enum: {
      title: 'a list of values',
      type: 'array',
      items: { $ref: '#/$defs/scalar' },
      minItems: 1,
      uniqueItems: true,
      examples: [['debug', 'release']],
    },
    pattern: { $ref: '#/$defs/regex', examples: ['[a-z]+'] },
    minLength: { title: 'a whole number from 0', type: 'integer', minimum: 0, examples: [1] },
    maxLength: { title: 'a whole number from 0', type: 'integer', minimum: 0, examples: [64] },
    minimum: { title: 'a number', type: 'number', examples: [1024] },
    maximum: { title: 'a number', type: 'number', examples: [65535] },
    allow_dash: { title: 'true or false', type: 'boolean', default: false, examples: [true] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema84 = {
  title: 'a text, a number, or true or false',
  type: ['string', 'number', 'boolean'],
  examples: ['debug', 3000, true],
};
const schema86 = { title: 'a regular expression', type: 'string', minLength: 1, examples: ['ready in [0-9]+ ms'] };
const func22 = hasDistinctScalars;

function validate60(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate60.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema83.properties, key0) || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema83,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.type !== undefined) {
      let data0 = data.type;
      if (!(data0 === 'string' || data0 === 'integer' || data0 === 'number' || data0 === 'boolean')) {
        const err1 = {
          instancePath: instancePath + '/type',
          schemaPath: '#/properties/type/enum',
          keyword: 'enum',
          params: { allowedValues: schema83.properties.type.enum },
          schema: schema83.properties.type.enum,
          parentSchema: schema83.properties.type,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.description !== undefined) {
      let data1 = data.description;
      if (typeof data1 !== 'string') {
        const err2 = {
          instancePath: instancePath + '/description',
          schemaPath: '#/properties/description/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema83.properties.description.type,
          parentSchema: schema83.properties.description,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.required !== undefined) {
      let data2 = data.required;
      if (typeof data2 !== 'boolean') {
        const err3 = {
          instancePath: instancePath + '/required',
          schemaPath: '#/properties/required/type',
          keyword: 'type',
          params: { type: 'boolean' },
          schema: schema83.properties.required.type,
          parentSchema: schema83.properties.required,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.default !== undefined) {
      let data3 = data.default;
      if (typeof data3 !== 'string' && !(typeof data3 == 'number' && isFinite(data3)) && typeof data3 !== 'boolean') {
        const err4 = {
          instancePath: instancePath + '/default',
          schemaPath: '#/$defs/scalar/type',
          keyword: 'type',
          params: { type: schema84.type },
          schema: schema84.type,
          parentSchema: schema84,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.enum !== undefined) {
      let data4 = data.enum;
      if (Array.isArray(data4)) {
        if (data4.length < 1) {
          const err5 = {
            instancePath: instancePath + '/enum',
            schemaPath: '#/properties/enum/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema83.properties.enum,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (
            typeof data5 !== 'string' &&
            !(typeof data5 == 'number' && isFinite(data5)) &&
            typeof data5 !== 'boolean'
          ) {
            const err6 = {
              instancePath: instancePath + '/enum/' + i0,
              schemaPath: '#/$defs/scalar/type',
              keyword: 'type',
              params: { type: schema84.type },
              schema: schema84.type,
              parentSchema: schema84,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (true && !func22(data4)) {
          const err7 = {
            instancePath: instancePath + '/enum',
            schemaPath: '#/properties/enum/uniqueItems',
            keyword: 'uniqueItems',
            params: {},
            schema: true,
            parentSchema: schema83.properties.enum,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/enum',
          schemaPath: '#/properties/enum/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema83.properties.enum.type,
          parentSchema: schema83.properties.enum,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.pattern !== undefined) {
      let data6 = data.pattern;
      if (typeof data6 === 'string') {
        if (func5(data6) < 1) {
          const err9 = {
            instancePath: instancePath + '/pattern',
            schemaPath: '#/$defs/regex/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema86,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/pattern',
          schemaPath: '#/$defs/regex/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema86.type,
          parentSchema: schema86,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.minLength !== undefined) {
      let data7 = data.minLength;
      if (!(typeof data7 == 'number' && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        const err11 = {
          instancePath: instancePath + '/minLength',
          schemaPath: '#/properties/minLength/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema83.properties.minLength.type,
          parentSchema: schema83.properties.minLength,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data7 == 'number' && isFinite(data7)) {
        if (data7 < 0 || isNaN(data7)) {
          const err12 = {
            instancePath: instancePath + '/minLength',
            schemaPath: '#/properties/minLength/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            schema: 0,
            parentSchema: schema83.properties.minLength,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
    }
    if (data.maxLength !== undefined) {
      let data8 = data.maxLength;
      if (!(typeof data8 == 'number' && !(data8 % 1) && !isNaN(data8) && isFinite(data8))) {
        const err13 = {
          instancePath: instancePath + '/maxLength',
          schemaPath: '#/properties/maxLength/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema83.properties.maxLength.type,
          parentSchema: schema83.properties.maxLength,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 < 0 || isNaN(data8)) {
          const err14 = {
            instancePath: instancePath + '/maxLength',
            schemaPath: '#/properties/maxLength/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            schema: 0,
            parentSchema: schema83.properties.maxLength,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
    }
    if (data.minimum !== undefined) {
      let data9 = data.minimum;
      if (!(typeof data9 == 'number' && isFinite(data9))) {
        const err15 = {
          instancePath: instancePath + '/minimum',
          schemaPath: '#/properties/minimum/type',
          keyword: 'type',
          params: { type: 'number' },
          schema: schema83.properties.minimum.type,
          parentSchema: schema83.properties.minimum,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.maximum !== undefined) {
      let data10 = data.maximum;
      if (!(typeof data10 == 'number' && isFinite(data10))) {
        const err16 = {
          instancePath: instancePath + '/maximum',
          schemaPath: '#/properties/maximum/type',
          keyword: 'type',
          params: { type: 'number' },
          schema: schema83.properties.maximum.type,
          parentSchema: schema83.properties.maximum,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.allow_dash !== undefined) {
      let data11 = data.allow_dash;
      if (typeof data11 !== 'boolean') {
        const err17 = {
          instancePath: instancePath + '/allow_dash',
          schemaPath: '#/properties/allow_dash/type',
          keyword: 'type',
          params: { type: 'boolean' },
          schema: schema83.properties.allow_dash.type,
          parentSchema: schema83.properties.allow_dash,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
  } else {
    const err18 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema83.type,
      parentSchema: schema83,
      data,
    };
    if (vErrors === null) {
      vErrors = [err18];
    } else {
      vErrors.push(err18);
    }
    errors++;
  }
  validate60.errors = vErrors;
  return errors === 0;
}
validate60.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema91 = {
  title: 'a port number, or a map with `prefer` and `range`',
  anyOf: [{ $ref: '#/$defs/portNumber' }, { $ref: '#/$defs/portMap' }],
  examples: [3000, { prefer: 3000, range: '3000-3999' }],
};
const schema92 = {
  title: 'a port number from 1 to 65535',
  type: 'integer',
  minimum: 1,
  maximum: 65535,
  examples: [3000],
};
const schema93 = {
  title: 'a port',
  examples: [{ prefer: 3000, range: '3000-3999', env: 'PORT' }],
  type: 'object',
  required: ['prefer'],
  properties: {
    prefer: { $ref: '#/$defs/portNumber', examples: [3000] },
    range: {
      title: 'a range such as `3000-3999`',
      type: 'string',
      pattern: '^[0-9]{1,5}-[0-9]{1,5}$',
      examples: ['3000-3999'],
    },
    env: { $ref: '#/$defs/variableName', examples: ['PORT'] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const pattern42 = new RegExp('^[0-9]{1,5}-[0-9]{1,5}$', 'u');

function validate66(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate66.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.prefer === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'prefer' },
        schema: schema93.required,
        parentSchema: schema93,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'prefer' || key0 === 'range' || key0 === 'env' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema93,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.prefer !== undefined) {
      let data0 = data.prefer;
      if (!(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        const err2 = {
          instancePath: instancePath + '/prefer',
          schemaPath: '#/$defs/portNumber/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema92.type,
          parentSchema: schema92,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 65535 || isNaN(data0)) {
          const err3 = {
            instancePath: instancePath + '/prefer',
            schemaPath: '#/$defs/portNumber/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 65535 },
            schema: 65535,
            parentSchema: schema92,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err4 = {
            instancePath: instancePath + '/prefer',
            schemaPath: '#/$defs/portNumber/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema92,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
    }
    if (data.range !== undefined) {
      let data1 = data.range;
      if (typeof data1 === 'string') {
        if (!pattern42.test(data1)) {
          const err5 = {
            instancePath: instancePath + '/range',
            schemaPath: '#/properties/range/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,5}-[0-9]{1,5}$' },
            schema: '^[0-9]{1,5}-[0-9]{1,5}$',
            parentSchema: schema93.properties.range,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = {
          instancePath: instancePath + '/range',
          schemaPath: '#/properties/range/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema93.properties.range.type,
          parentSchema: schema93.properties.range,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.env !== undefined) {
      let data2 = data.env;
      if (typeof data2 === 'string') {
        if (!pattern39.test(data2)) {
          const err7 = {
            instancePath: instancePath + '/env',
            schemaPath: '#/$defs/variableName/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' },
            schema: '^[A-Za-z_][A-Za-z0-9_.-]*$',
            parentSchema: schema89,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/env',
          schemaPath: '#/$defs/variableName/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema89.type,
          parentSchema: schema89,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  } else {
    const err9 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema93.type,
      parentSchema: schema93,
      data,
    };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate66.errors = vErrors;
  return errors === 0;
}
validate66.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate65(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate65.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (!(typeof data == 'number' && !(data % 1) && !isNaN(data) && isFinite(data))) {
    const err0 = {
      instancePath,
      schemaPath: '#/$defs/portNumber/type',
      keyword: 'type',
      params: { type: 'integer' },
      schema: schema92.type,
      parentSchema: schema92,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data == 'number' && isFinite(data)) {
    if (data > 65535 || isNaN(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/$defs/portNumber/maximum',
        keyword: 'maximum',
        params: { comparison: '<=', limit: 65535 },
        schema: 65535,
        parentSchema: schema92,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data < 1 || isNaN(data)) {
      const err2 = {
        instancePath,
        schemaPath: '#/$defs/portNumber/minimum',
        keyword: 'minimum',
        params: { comparison: '>=', limit: 1 },
        schema: 1,
        parentSchema: schema92,
        data,
      };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  const _errs4 = errors;
  if (!validate66(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  if (!valid0) {
    const err3 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      schema: schema91.anyOf,
      parentSchema: schema91,
      data,
    };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate65.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate65.evaluated = { dynamicProps: true, dynamicItems: false };

const schema97 = {
  title: 'a probe',
  examples: [{ tcp: { port: 3000 }, timeout: '60s' }],
  type: 'object',
  properties: {
    log: { $ref: '#/$defs/logProbe' },
    tcp: { $ref: '#/$defs/tcpProbe' },
    http: { $ref: '#/$defs/httpProbe' },
    exec: { $ref: '#/$defs/execProbe' },
    file: { $ref: '#/$defs/fileProbe' },
    timeout: { $ref: '#/$defs/duration', default: '30s', examples: ['60s'] },
    interval: { $ref: '#/$defs/duration', default: '250ms', examples: ['1s'] },
    attempt_timeout: { $ref: '#/$defs/duration', default: '2s', examples: ['5s'] },
    successes: {
      title: 'a whole number from 1 to 100',
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 1,
      examples: [2],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
  oneOf: [
    { required: ['log'] },
    { required: ['tcp'] },
    { required: ['http'] },
    { required: ['exec'] },
    { required: ['file'] },
  ],
};
const schema98 = {
  title: 'a `log` probe',
  examples: [{ pattern: 'listening on' }],
  type: 'object',
  required: ['pattern'],
  properties: {
    pattern: { $ref: '#/$defs/regex', examples: ['listening on .*:[0-9]+'] },
    stream: {
      title: '`merged`, `stdout` or `stderr`',
      enum: ['merged', 'stdout', 'stderr'],
      default: 'merged',
      examples: ['stdout'],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate70(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate70.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.pattern === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'pattern' },
        schema: schema98.required,
        parentSchema: schema98,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'pattern' || key0 === 'stream' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema98,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.pattern !== undefined) {
      let data0 = data.pattern;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/pattern',
            schemaPath: '#/$defs/regex/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema86,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/pattern',
          schemaPath: '#/$defs/regex/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema86.type,
          parentSchema: schema86,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.stream !== undefined) {
      let data1 = data.stream;
      if (!(data1 === 'merged' || data1 === 'stdout' || data1 === 'stderr')) {
        const err4 = {
          instancePath: instancePath + '/stream',
          schemaPath: '#/properties/stream/enum',
          keyword: 'enum',
          params: { allowedValues: schema98.properties.stream.enum },
          schema: schema98.properties.stream.enum,
          parentSchema: schema98.properties.stream,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  } else {
    const err5 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema98.type,
      parentSchema: schema98,
      data,
    };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  }
  validate70.errors = vErrors;
  return errors === 0;
}
validate70.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema101 = {
  title: 'a `tcp` probe',
  examples: [{ port: 3000 }],
  type: 'object',
  required: ['port'],
  properties: {
    port: {
      title: 'a port number, or a reference such as `${ports.web}`',
      anyOf: [
        { $ref: '#/$defs/portNumber' },
        { type: 'string', pattern: '\\$\\{', examples: ['${ports.web}', '${params.port}'] },
      ],
      examples: [3000, '${ports.web}'],
    },
    host: { title: 'a host name', type: 'string', minLength: 1, default: 'localhost', examples: ['localhost'] },
    owner: { $ref: '#/$defs/portOwner' },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema103 = { title: '`job` or `any`', enum: ['job', 'any'], default: 'job', examples: ['any'] };
const pattern49 = new RegExp('\\$\\{', 'u');

function validate72(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate72.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.port === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'port' },
        schema: schema101.required,
        parentSchema: schema101,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'port' || key0 === 'host' || key0 === 'owner' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema101,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.port !== undefined) {
      let data0 = data.port;
      const _errs3 = errors;
      let valid1 = false;
      const _errs4 = errors;
      if (!(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        const err2 = {
          instancePath: instancePath + '/port',
          schemaPath: '#/$defs/portNumber/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema92.type,
          parentSchema: schema92,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 65535 || isNaN(data0)) {
          const err3 = {
            instancePath: instancePath + '/port',
            schemaPath: '#/$defs/portNumber/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 65535 },
            schema: 65535,
            parentSchema: schema92,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err4 = {
            instancePath: instancePath + '/port',
            schemaPath: '#/$defs/portNumber/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema92,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      }
      var _valid0 = _errs4 === errors;
      valid1 = valid1 || _valid0;
      const _errs7 = errors;
      if (typeof data0 === 'string') {
        if (!pattern49.test(data0)) {
          const err5 = {
            instancePath: instancePath + '/port',
            schemaPath: '#/properties/port/anyOf/1/pattern',
            keyword: 'pattern',
            params: { pattern: '\\$\\{' },
            schema: '\\$\\{',
            parentSchema: schema101.properties.port.anyOf[1],
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = {
          instancePath: instancePath + '/port',
          schemaPath: '#/properties/port/anyOf/1/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema101.properties.port.anyOf[1].type,
          parentSchema: schema101.properties.port.anyOf[1],
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      var _valid0 = _errs7 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const err7 = {
          instancePath: instancePath + '/port',
          schemaPath: '#/properties/port/anyOf',
          keyword: 'anyOf',
          params: {},
          schema: schema101.properties.port.anyOf,
          parentSchema: schema101.properties.port,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      } else {
        errors = _errs3;
        if (vErrors !== null) {
          if (_errs3) {
            vErrors.length = _errs3;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.host !== undefined) {
      let data1 = data.host;
      if (typeof data1 === 'string') {
        if (func5(data1) < 1) {
          const err8 = {
            instancePath: instancePath + '/host',
            schemaPath: '#/properties/host/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema101.properties.host,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/host',
          schemaPath: '#/properties/host/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema101.properties.host.type,
          parentSchema: schema101.properties.host,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.owner !== undefined) {
      let data2 = data.owner;
      if (!(data2 === 'job' || data2 === 'any')) {
        const err10 = {
          instancePath: instancePath + '/owner',
          schemaPath: '#/$defs/portOwner/enum',
          keyword: 'enum',
          params: { allowedValues: schema103.enum },
          schema: schema103.enum,
          parentSchema: schema103,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
  } else {
    const err11 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema101.type,
      parentSchema: schema101,
      data,
    };
    if (vErrors === null) {
      vErrors = [err11];
    } else {
      vErrors.push(err11);
    }
    errors++;
  }
  validate72.errors = vErrors;
  return errors === 0;
}
validate72.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema105 = {
  title: 'an `http` probe',
  examples: [{ url: 'http://localhost:3000/health' }],
  type: 'object',
  required: ['url'],
  properties: {
    url: {
      title: 'an `http://` URL',
      type: 'string',
      minLength: 1,
      examples: ['http://localhost:${ports.web}/health'],
    },
    status: {
      title: 'a status such as 204, a range such as `200-399`, or a list of them',
      anyOf: [
        { $ref: '#/$defs/statusCode' },
        { $ref: '#/$defs/statusRange' },
        {
          title: 'a list of status codes and ranges',
          type: 'array',
          items: {
            title: 'a status such as 204, or a range such as `200-399`',
            anyOf: [{ $ref: '#/$defs/statusCode' }, { $ref: '#/$defs/statusRange' }],
            examples: [200, '200-299'],
          },
          minItems: 1,
          examples: [[200, '300-399']],
        },
      ],
      default: '200-399',
      examples: [200, '200-399', [200, 401]],
    },
    body: { $ref: '#/$defs/regex', examples: ['"status": *"ok"'] },
    owner: { $ref: '#/$defs/portOwner' },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};
const schema106 = {
  title: 'a status code from 100 to 599',
  type: 'integer',
  minimum: 100,
  maximum: 599,
  examples: [200],
};
const schema107 = {
  title: 'a range such as `200-399`',
  type: 'string',
  pattern: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$',
  examples: ['200-399'],
};
const pattern52 = new RegExp('^[1-5][0-9]{2}(-[1-5][0-9]{2})?$', 'u');

function validate74(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate74.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.url === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'url' },
        schema: schema105.required,
        parentSchema: schema105,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'url' || key0 === 'status' || key0 === 'body' || key0 === 'owner' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema105,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.url !== undefined) {
      let data0 = data.url;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/url',
            schemaPath: '#/properties/url/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema105.properties.url,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/url',
          schemaPath: '#/properties/url/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema105.properties.url.type,
          parentSchema: schema105.properties.url,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.status !== undefined) {
      let data1 = data.status;
      const _errs5 = errors;
      let valid1 = false;
      const _errs6 = errors;
      if (!(typeof data1 == 'number' && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        const err4 = {
          instancePath: instancePath + '/status',
          schemaPath: '#/$defs/statusCode/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema106.type,
          parentSchema: schema106,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (typeof data1 == 'number' && isFinite(data1)) {
        if (data1 > 599 || isNaN(data1)) {
          const err5 = {
            instancePath: instancePath + '/status',
            schemaPath: '#/$defs/statusCode/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 599 },
            schema: 599,
            parentSchema: schema106,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data1 < 100 || isNaN(data1)) {
          const err6 = {
            instancePath: instancePath + '/status',
            schemaPath: '#/$defs/statusCode/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 100 },
            schema: 100,
            parentSchema: schema106,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      var _valid0 = _errs6 === errors;
      valid1 = valid1 || _valid0;
      const _errs9 = errors;
      if (typeof data1 === 'string') {
        if (!pattern52.test(data1)) {
          const err7 = {
            instancePath: instancePath + '/status',
            schemaPath: '#/$defs/statusRange/pattern',
            keyword: 'pattern',
            params: { pattern: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$' },
            schema: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$',
            parentSchema: schema107,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/status',
          schemaPath: '#/$defs/statusRange/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema107.type,
          parentSchema: schema107,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      var _valid0 = _errs9 === errors;
      valid1 = valid1 || _valid0;
      const _errs12 = errors;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err9 = {
            instancePath: instancePath + '/status',
            schemaPath: '#/properties/status/anyOf/2/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema105.properties.status.anyOf[2],
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          const _errs15 = errors;
          let valid6 = false;
          const _errs16 = errors;
          if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
            const err10 = {
              instancePath: instancePath + '/status/' + i0,
              schemaPath: '#/$defs/statusCode/type',
              keyword: 'type',
              params: { type: 'integer' },
              schema: schema106.type,
              parentSchema: schema106,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
          if (typeof data2 == 'number' && isFinite(data2)) {
            if (data2 > 599 || isNaN(data2)) {
              const err11 = {
                instancePath: instancePath + '/status/' + i0,
                schemaPath: '#/$defs/statusCode/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 599 },
                schema: 599,
                parentSchema: schema106,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data2 < 100 || isNaN(data2)) {
              const err12 = {
                instancePath: instancePath + '/status/' + i0,
                schemaPath: '#/$defs/statusCode/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 100 },
                schema: 100,
                parentSchema: schema106,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          }
          var _valid1 = _errs16 === errors;
          valid6 = valid6 || _valid1;
          const _errs19 = errors;
          if (typeof data2 === 'string') {
            if (!pattern52.test(data2)) {
              const err13 = {
                instancePath: instancePath + '/status/' + i0,
                schemaPath: '#/$defs/statusRange/pattern',
                keyword: 'pattern',
                params: { pattern: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$' },
                schema: '^[1-5][0-9]{2}(-[1-5][0-9]{2})?$',
                parentSchema: schema107,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = {
              instancePath: instancePath + '/status/' + i0,
              schemaPath: '#/$defs/statusRange/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema107.type,
              parentSchema: schema107,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
          var _valid1 = _errs19 === errors;
          valid6 = valid6 || _valid1;
          if (!valid6) {
            const err15 = {
              instancePath: instancePath + '/status/' + i0,
              schemaPath: '#/properties/status/anyOf/2/items/anyOf',
              keyword: 'anyOf',
              params: {},
              schema: schema105.properties.status.anyOf[2].items.anyOf,
              parentSchema: schema105.properties.status.anyOf[2].items,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          } else {
            errors = _errs15;
            if (vErrors !== null) {
              if (_errs15) {
                vErrors.length = _errs15;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err16 = {
          instancePath: instancePath + '/status',
          schemaPath: '#/properties/status/anyOf/2/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema105.properties.status.anyOf[2].type,
          parentSchema: schema105.properties.status.anyOf[2],
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
      var _valid0 = _errs12 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const err17 = {
          instancePath: instancePath + '/status',
          schemaPath: '#/properties/status/anyOf',
          keyword: 'anyOf',
          params: {},
          schema: schema105.properties.status.anyOf,
          parentSchema: schema105.properties.status,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      } else {
        errors = _errs5;
        if (vErrors !== null) {
          if (_errs5) {
            vErrors.length = _errs5;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.body !== undefined) {
      let data3 = data.body;
      if (typeof data3 === 'string') {
        if (func5(data3) < 1) {
          const err18 = {
            instancePath: instancePath + '/body',
            schemaPath: '#/$defs/regex/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema86,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      } else {
        const err19 = {
          instancePath: instancePath + '/body',
          schemaPath: '#/$defs/regex/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema86.type,
          parentSchema: schema86,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.owner !== undefined) {
      let data4 = data.owner;
      if (!(data4 === 'job' || data4 === 'any')) {
        const err20 = {
          instancePath: instancePath + '/owner',
          schemaPath: '#/$defs/portOwner/enum',
          keyword: 'enum',
          params: { allowedValues: schema103.enum },
          schema: schema103.enum,
          parentSchema: schema103,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
  } else {
    const err21 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema105.type,
      parentSchema: schema105,
      data,
    };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate74.errors = vErrors;
  return errors === 0;
}
validate74.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema113 = {
  title: 'an `exec` probe',
  examples: [{ command: ['pg_isready', '-q'] }],
  type: 'object',
  required: ['command'],
  properties: { command: { $ref: '#/$defs/command' } },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate76(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate76.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.command === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'command' },
        schema: schema113.required,
        parentSchema: schema113,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'command' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema113,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate36(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema113.type,
      parentSchema: schema113,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate76.errors = vErrors;
  return errors === 0;
}
validate76.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema115 = {
  title: 'a `file` probe',
  examples: [{ path: 'tmp/server.pid' }],
  type: 'object',
  required: ['path'],
  properties: { path: { $ref: '#/$defs/path' } },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate79(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate79.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.path === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'path' },
        schema: schema115.required,
        parentSchema: schema115,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'path' || pattern4.test(key0))) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema115,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.path !== undefined) {
      let data0 = data.path;
      if (typeof data0 === 'string') {
        if (func5(data0) < 1) {
          const err2 = {
            instancePath: instancePath + '/path',
            schemaPath: '#/$defs/path/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema43,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/path',
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema43.type,
          parentSchema: schema43,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
  } else {
    const err4 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema115.type,
      parentSchema: schema115,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate79.errors = vErrors;
  return errors === 0;
}
validate79.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate69(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate69.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.log === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/oneOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'log' },
        schema: schema97.oneOf[0].required,
        parentSchema: schema97.oneOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs3 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.tcp === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/oneOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'tcp' },
        schema: schema97.oneOf[1].required,
        parentSchema: schema97.oneOf[1],
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
    const _errs4 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.http === undefined) {
        const err2 = {
          instancePath,
          schemaPath: '#/oneOf/2/required',
          keyword: 'required',
          params: { missingProperty: 'http' },
          schema: schema97.oneOf[2].required,
          parentSchema: schema97.oneOf[2],
          data,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    var _valid0 = _errs4 === errors;
    if (_valid0 && valid0) {
      valid0 = false;
      passing0 = [passing0, 2];
    } else {
      if (_valid0) {
        valid0 = true;
        passing0 = 2;
      }
      const _errs5 = errors;
      if (data && typeof data == 'object' && !Array.isArray(data)) {
        if (data.exec === undefined) {
          const err3 = {
            instancePath,
            schemaPath: '#/oneOf/3/required',
            keyword: 'required',
            params: { missingProperty: 'exec' },
            schema: schema97.oneOf[3].required,
            parentSchema: schema97.oneOf[3],
            data,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
      var _valid0 = _errs5 === errors;
      if (_valid0 && valid0) {
        valid0 = false;
        passing0 = [passing0, 3];
      } else {
        if (_valid0) {
          valid0 = true;
          passing0 = 3;
        }
        const _errs6 = errors;
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          if (data.file === undefined) {
            const err4 = {
              instancePath,
              schemaPath: '#/oneOf/4/required',
              keyword: 'required',
              params: { missingProperty: 'file' },
              schema: schema97.oneOf[4].required,
              parentSchema: schema97.oneOf[4],
              data,
            };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        var _valid0 = _errs6 === errors;
        if (_valid0 && valid0) {
          valid0 = false;
          passing0 = [passing0, 4];
        } else {
          if (_valid0) {
            valid0 = true;
            passing0 = 4;
          }
        }
      }
    }
  }
  if (!valid0) {
    const err5 = {
      instancePath,
      schemaPath: '#/oneOf',
      keyword: 'oneOf',
      params: { passingSchemas: passing0 },
      schema: schema97.oneOf,
      parentSchema: schema97,
      data,
    };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema97.properties, key0) || pattern4.test(key0))) {
        const err6 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema97,
          data,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      if (
        !validate70(data.log, {
          instancePath: instancePath + '/log',
          parentData: data,
          parentDataProperty: 'log',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
        errors = vErrors.length;
      }
    }
    if (data.tcp !== undefined) {
      if (
        !validate72(data.tcp, {
          instancePath: instancePath + '/tcp',
          parentData: data,
          parentDataProperty: 'tcp',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
        errors = vErrors.length;
      }
    }
    if (data.http !== undefined) {
      if (
        !validate74(data.http, {
          instancePath: instancePath + '/http',
          parentData: data,
          parentDataProperty: 'http',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
        errors = vErrors.length;
      }
    }
    if (data.exec !== undefined) {
      if (
        !validate76(data.exec, {
          instancePath: instancePath + '/exec',
          parentData: data,
          parentDataProperty: 'exec',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
        errors = vErrors.length;
      }
    }
    if (data.file !== undefined) {
      if (
        !validate79(data.file, {
          instancePath: instancePath + '/file',
          parentData: data,
          parentDataProperty: 'file',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
        errors = vErrors.length;
      }
    }
    if (data.timeout !== undefined) {
      let data5 = data.timeout;
      if (typeof data5 === 'string') {
        if (!pattern7.test(data5)) {
          const err7 = {
            instancePath: instancePath + '/timeout',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/timeout',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.interval !== undefined) {
      let data6 = data.interval;
      if (typeof data6 === 'string') {
        if (!pattern7.test(data6)) {
          const err9 = {
            instancePath: instancePath + '/interval',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/interval',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.attempt_timeout !== undefined) {
      let data7 = data.attempt_timeout;
      if (typeof data7 === 'string') {
        if (!pattern7.test(data7)) {
          const err11 = {
            instancePath: instancePath + '/attempt_timeout',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = {
          instancePath: instancePath + '/attempt_timeout',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.successes !== undefined) {
      let data8 = data.successes;
      if (!(typeof data8 == 'number' && !(data8 % 1) && !isNaN(data8) && isFinite(data8))) {
        const err13 = {
          instancePath: instancePath + '/successes',
          schemaPath: '#/properties/successes/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema97.properties.successes.type,
          parentSchema: schema97.properties.successes,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 > 100 || isNaN(data8)) {
          const err14 = {
            instancePath: instancePath + '/successes',
            schemaPath: '#/properties/successes/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 100 },
            schema: 100,
            parentSchema: schema97.properties.successes,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data8 < 1 || isNaN(data8)) {
          const err15 = {
            instancePath: instancePath + '/successes',
            schemaPath: '#/properties/successes/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema97.properties.successes,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      }
    }
  } else {
    const err16 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema97.type,
      parentSchema: schema97,
      data,
    };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  }
  validate69.errors = vErrors;
  return errors === 0;
}
validate69.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema122 = {
  title: '`health`',
  examples: [{ http: { url: 'http://localhost:3000/health' }, on_failure: 'restart' }],
  type: 'object',
  properties: {
    log: { $ref: '#/$defs/logProbe' },
    tcp: { $ref: '#/$defs/tcpProbe' },
    http: { $ref: '#/$defs/httpProbe' },
    exec: { $ref: '#/$defs/execProbe' },
    file: { $ref: '#/$defs/fileProbe' },
    interval: { $ref: '#/$defs/duration', default: '10s', examples: ['30s'] },
    attempt_timeout: { $ref: '#/$defs/duration', default: '2s', examples: ['5s'] },
    failures: {
      title: 'a whole number from 1 to 100',
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 3,
      examples: [5],
    },
    on_failure: {
      title: '`report`, `restart` or `stop`',
      enum: ['report', 'restart', 'stop'],
      default: 'report',
      examples: ['restart'],
    },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
  oneOf: [
    { required: ['log'] },
    { required: ['tcp'] },
    { required: ['http'] },
    { required: ['exec'] },
    { required: ['file'] },
  ],
};

function validate83(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate83.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.log === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/oneOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'log' },
        schema: schema122.oneOf[0].required,
        parentSchema: schema122.oneOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs3 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.tcp === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/oneOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'tcp' },
        schema: schema122.oneOf[1].required,
        parentSchema: schema122.oneOf[1],
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
    const _errs4 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.http === undefined) {
        const err2 = {
          instancePath,
          schemaPath: '#/oneOf/2/required',
          keyword: 'required',
          params: { missingProperty: 'http' },
          schema: schema122.oneOf[2].required,
          parentSchema: schema122.oneOf[2],
          data,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    var _valid0 = _errs4 === errors;
    if (_valid0 && valid0) {
      valid0 = false;
      passing0 = [passing0, 2];
    } else {
      if (_valid0) {
        valid0 = true;
        passing0 = 2;
      }
      const _errs5 = errors;
      if (data && typeof data == 'object' && !Array.isArray(data)) {
        if (data.exec === undefined) {
          const err3 = {
            instancePath,
            schemaPath: '#/oneOf/3/required',
            keyword: 'required',
            params: { missingProperty: 'exec' },
            schema: schema122.oneOf[3].required,
            parentSchema: schema122.oneOf[3],
            data,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
      var _valid0 = _errs5 === errors;
      if (_valid0 && valid0) {
        valid0 = false;
        passing0 = [passing0, 3];
      } else {
        if (_valid0) {
          valid0 = true;
          passing0 = 3;
        }
        const _errs6 = errors;
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          if (data.file === undefined) {
            const err4 = {
              instancePath,
              schemaPath: '#/oneOf/4/required',
              keyword: 'required',
              params: { missingProperty: 'file' },
              schema: schema122.oneOf[4].required,
              parentSchema: schema122.oneOf[4],
              data,
            };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        var _valid0 = _errs6 === errors;
        if (_valid0 && valid0) {
          valid0 = false;
          passing0 = [passing0, 4];
        } else {
          if (_valid0) {
            valid0 = true;
            passing0 = 4;
          }
        }
      }
    }
  }
  if (!valid0) {
    const err5 = {
      instancePath,
      schemaPath: '#/oneOf',
      keyword: 'oneOf',
      params: { passingSchemas: passing0 },
      schema: schema122.oneOf,
      parentSchema: schema122,
      data,
    };
    if (vErrors === null) {
      vErrors = [err5];
    } else {
      vErrors.push(err5);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema122.properties, key0) || pattern4.test(key0))) {
        const err6 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema122,
          data,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      if (
        !validate70(data.log, {
          instancePath: instancePath + '/log',
          parentData: data,
          parentDataProperty: 'log',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
        errors = vErrors.length;
      }
    }
    if (data.tcp !== undefined) {
      if (
        !validate72(data.tcp, {
          instancePath: instancePath + '/tcp',
          parentData: data,
          parentDataProperty: 'tcp',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
        errors = vErrors.length;
      }
    }
    if (data.http !== undefined) {
      if (
        !validate74(data.http, {
          instancePath: instancePath + '/http',
          parentData: data,
          parentDataProperty: 'http',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
        errors = vErrors.length;
      }
    }
    if (data.exec !== undefined) {
      if (
        !validate76(data.exec, {
          instancePath: instancePath + '/exec',
          parentData: data,
          parentDataProperty: 'exec',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
        errors = vErrors.length;
      }
    }
    if (data.file !== undefined) {
      if (
        !validate79(data.file, {
          instancePath: instancePath + '/file',
          parentData: data,
          parentDataProperty: 'file',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
        errors = vErrors.length;
      }
    }
    if (data.interval !== undefined) {
      let data5 = data.interval;
      if (typeof data5 === 'string') {
        if (!pattern7.test(data5)) {
          const err7 = {
            instancePath: instancePath + '/interval',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/interval',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.attempt_timeout !== undefined) {
      let data6 = data.attempt_timeout;
      if (typeof data6 === 'string') {
        if (!pattern7.test(data6)) {
          const err9 = {
            instancePath: instancePath + '/attempt_timeout',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/attempt_timeout',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.failures !== undefined) {
      let data7 = data.failures;
      if (!(typeof data7 == 'number' && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        const err11 = {
          instancePath: instancePath + '/failures',
          schemaPath: '#/properties/failures/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema122.properties.failures.type,
          parentSchema: schema122.properties.failures,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data7 == 'number' && isFinite(data7)) {
        if (data7 > 100 || isNaN(data7)) {
          const err12 = {
            instancePath: instancePath + '/failures',
            schemaPath: '#/properties/failures/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 100 },
            schema: 100,
            parentSchema: schema122.properties.failures,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data7 < 1 || isNaN(data7)) {
          const err13 = {
            instancePath: instancePath + '/failures',
            schemaPath: '#/properties/failures/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema122.properties.failures,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
    }
    if (data.on_failure !== undefined) {
      let data8 = data.on_failure;
      if (!(data8 === 'report' || data8 === 'restart' || data8 === 'stop')) {
        const err14 = {
          instancePath: instancePath + '/on_failure',
          schemaPath: '#/properties/on_failure/enum',
          keyword: 'enum',
          params: { allowedValues: schema122.properties.on_failure.enum },
          schema: schema122.properties.on_failure.enum,
          parentSchema: schema122.properties.on_failure,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
  } else {
    const err15 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema122.type,
      parentSchema: schema122,
      data,
    };
    if (vErrors === null) {
      vErrors = [err15];
    } else {
      vErrors.push(err15);
    }
    errors++;
  }
  validate83.errors = vErrors;
  return errors === 0;
}
validate83.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema126 = {
  title: '`restart`',
  examples: [{ on: 'failure', max: 5 }],
  type: 'object',
  required: ['on'],
  properties: {
    on: { title: '`failure` or `always`', enum: ['failure', 'always'], examples: ['failure'] },
    max: {
      title: 'a whole number from 1 to 1000',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 5,
      examples: [5],
    },
    backoff: { $ref: '#/$defs/duration', default: '1s', examples: ['1s'] },
    max_backoff: { $ref: '#/$defs/duration', default: '30s', examples: ['30s'] },
    reset_after: { $ref: '#/$defs/duration', default: '60s', examples: ['60s'] },
  },
  patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
  additionalProperties: false,
};

function validate90(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate90.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.on === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'on' },
        schema: schema126.required,
        parentSchema: schema126,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(
        key0 === 'on' ||
        key0 === 'max' ||
        key0 === 'backoff' ||
        key0 === 'max_backoff' ||
        key0 === 'reset_after' ||
        pattern4.test(key0)
      )) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema126,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.on !== undefined) {
      let data0 = data.on;
      if (!(data0 === 'failure' || data0 === 'always')) {
        const err2 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/properties/on/enum',
          keyword: 'enum',
          params: { allowedValues: schema126.properties.on.enum },
          schema: schema126.properties.on.enum,
          parentSchema: schema126.properties.on,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.max !== undefined) {
      let data1 = data.max;
      if (!(typeof data1 == 'number' && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        const err3 = {
          instancePath: instancePath + '/max',
          schemaPath: '#/properties/max/type',
          keyword: 'type',
          params: { type: 'integer' },
          schema: schema126.properties.max.type,
          parentSchema: schema126.properties.max,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (typeof data1 == 'number' && isFinite(data1)) {
        if (data1 > 1000 || isNaN(data1)) {
          const err4 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000 },
            schema: 1000,
            parentSchema: schema126.properties.max,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err5 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            schema: 1,
            parentSchema: schema126.properties.max,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
    }
    if (data.backoff !== undefined) {
      let data2 = data.backoff;
      if (typeof data2 === 'string') {
        if (!pattern7.test(data2)) {
          const err6 = {
            instancePath: instancePath + '/backoff',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = {
          instancePath: instancePath + '/backoff',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.max_backoff !== undefined) {
      let data3 = data.max_backoff;
      if (typeof data3 === 'string') {
        if (!pattern7.test(data3)) {
          const err8 = {
            instancePath: instancePath + '/max_backoff',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/max_backoff',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.reset_after !== undefined) {
      let data4 = data.reset_after;
      if (typeof data4 === 'string') {
        if (!pattern7.test(data4)) {
          const err10 = {
            instancePath: instancePath + '/reset_after',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$' },
            schema: '^[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h)$',
            parentSchema: schema34,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = {
          instancePath: instancePath + '/reset_after',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema34.type,
          parentSchema: schema34,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
  } else {
    const err12 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema126.type,
      parentSchema: schema126,
      data,
    };
    if (vErrors === null) {
      vErrors = [err12];
    } else {
      vErrors.push(err12);
    }
    errors++;
  }
  validate90.errors = vErrors;
  return errors === 0;
}
validate90.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate54(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate54.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.command === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/oneOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'command' },
        schema: schema78.oneOf[0].required,
        parentSchema: schema78.oneOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs3 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.shell === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/oneOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'shell' },
        schema: schema78.oneOf[1].required,
        parentSchema: schema78.oneOf[1],
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    const err2 = {
      instancePath,
      schemaPath: '#/oneOf',
      keyword: 'oneOf',
      params: { passingSchemas: passing0 },
      schema: schema78.oneOf,
      parentSchema: schema78,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func4.call(schema78.properties, key0) || pattern4.test(key0))) {
        const err3 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema78,
          data,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate36(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
    if (data.shell !== undefined) {
      if (
        !validate56(data.shell, {
          instancePath: instancePath + '/shell',
          parentData: data,
          parentDataProperty: 'shell',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
        errors = vErrors.length;
      }
    }
    if (data.description !== undefined) {
      let data2 = data.description;
      if (typeof data2 !== 'string') {
        const err4 = {
          instancePath: instancePath + '/description',
          schemaPath: '#/properties/description/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema78.properties.description.type,
          parentSchema: schema78.properties.description,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.type !== undefined) {
      let data3 = data.type;
      if (!(data3 === 'task' || data3 === 'service')) {
        const err5 = {
          instancePath: instancePath + '/type',
          schemaPath: '#/properties/type/enum',
          keyword: 'enum',
          params: { allowedValues: schema78.properties.type.enum },
          schema: schema78.properties.type.enum,
          parentSchema: schema78.properties.type,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.params !== undefined) {
      let data4 = data.params;
      if (data4 && typeof data4 == 'object' && !Array.isArray(data4)) {
        for (const key1 in data4) {
          const _errs12 = errors;
          if (typeof key1 === 'string') {
            if (!pattern36.test(key1)) {
              const err6 = {
                instancePath: instancePath + '/params',
                schemaPath: '#/$defs/shortKey/pattern',
                keyword: 'pattern',
                params: { pattern: '^(<<|[a-z][a-z0-9_]{0,47})$' },
                schema: '^(<<|[a-z][a-z0-9_]{0,47})$',
                parentSchema: schema82,
                data: key1,
                propertyName: key1,
              };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = {
              instancePath: instancePath + '/params',
              schemaPath: '#/$defs/shortKey/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema82.type,
              parentSchema: schema82,
              data: key1,
              propertyName: key1,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
          var valid2 = _errs12 === errors;
          if (!valid2) {
            const err8 = {
              instancePath: instancePath + '/params',
              schemaPath: '#/properties/params/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key1 },
              schema: schema78.properties.params.propertyNames,
              parentSchema: schema78.properties.params,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        for (const key2 in data4) {
          if (
            !validate60(data4[key2], {
              instancePath: instancePath + '/params/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data4,
              parentDataProperty: key2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/params',
          schemaPath: '#/properties/params/type',
          keyword: 'type',
          params: { type: 'object' },
          schema: schema78.properties.params.type,
          parentSchema: schema78.properties.params,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.cwd !== undefined) {
      let data6 = data.cwd;
      if (typeof data6 === 'string') {
        if (func5(data6) < 1) {
          const err10 = {
            instancePath: instancePath + '/cwd',
            schemaPath: '#/$defs/cwd/minLength',
            keyword: 'minLength',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema38,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = {
          instancePath: instancePath + '/cwd',
          schemaPath: '#/$defs/cwd/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema38.type,
          parentSchema: schema38,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.env !== undefined) {
      if (
        !validate24(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
        errors = vErrors.length;
      }
    }
    if (data.env_file !== undefined) {
      if (
        !validate26(data.env_file, {
          instancePath: instancePath + '/env_file',
          parentData: data,
          parentDataProperty: 'env_file',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
        errors = vErrors.length;
      }
    }
    if (data.inherit_env !== undefined) {
      if (
        !validate33(data.inherit_env, {
          instancePath: instancePath + '/inherit_env',
          parentData: data,
          parentDataProperty: 'inherit_env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
        errors = vErrors.length;
      }
    }
    if (data.secrets !== undefined) {
      let data10 = data.secrets;
      if (Array.isArray(data10)) {
        const len0 = data10.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data11 = data10[i0];
          if (typeof data11 === 'string') {
            if (!pattern39.test(data11)) {
              const err12 = {
                instancePath: instancePath + '/secrets/' + i0,
                schemaPath: '#/$defs/variableName/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' },
                schema: '^[A-Za-z_][A-Za-z0-9_.-]*$',
                parentSchema: schema89,
                data: data11,
              };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = {
              instancePath: instancePath + '/secrets/' + i0,
              schemaPath: '#/$defs/variableName/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema89.type,
              parentSchema: schema89,
              data: data11,
            };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
      } else {
        const err14 = {
          instancePath: instancePath + '/secrets',
          schemaPath: '#/properties/secrets/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema78.properties.secrets.type,
          parentSchema: schema78.properties.secrets,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.ports !== undefined) {
      let data12 = data.ports;
      if (data12 && typeof data12 == 'object' && !Array.isArray(data12)) {
        for (const key3 in data12) {
          const _errs30 = errors;
          if (typeof key3 === 'string') {
            if (!pattern36.test(key3)) {
              const err15 = {
                instancePath: instancePath + '/ports',
                schemaPath: '#/$defs/shortKey/pattern',
                keyword: 'pattern',
                params: { pattern: '^(<<|[a-z][a-z0-9_]{0,47})$' },
                schema: '^(<<|[a-z][a-z0-9_]{0,47})$',
                parentSchema: schema82,
                data: key3,
                propertyName: key3,
              };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = {
              instancePath: instancePath + '/ports',
              schemaPath: '#/$defs/shortKey/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema82.type,
              parentSchema: schema82,
              data: key3,
              propertyName: key3,
            };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          var valid9 = _errs30 === errors;
          if (!valid9) {
            const err17 = {
              instancePath: instancePath + '/ports',
              schemaPath: '#/properties/ports/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key3 },
              schema: schema78.properties.ports.propertyNames,
              parentSchema: schema78.properties.ports,
              data: data12,
            };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        for (const key4 in data12) {
          if (
            !validate65(data12[key4], {
              instancePath: instancePath + '/ports/' + key4.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data12,
              parentDataProperty: key4,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err18 = {
          instancePath: instancePath + '/ports',
          schemaPath: '#/properties/ports/type',
          keyword: 'type',
          params: { type: 'object' },
          schema: schema78.properties.ports.type,
          parentSchema: schema78.properties.ports,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.ready !== undefined) {
      let data14 = data.ready;
      const _errs36 = errors;
      let valid12 = false;
      const _errs37 = errors;
      if (
        !validate69(data14, {
          instancePath: instancePath + '/ready',
          parentData: data,
          parentDataProperty: 'ready',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
        errors = vErrors.length;
      }
      var _valid1 = _errs37 === errors;
      valid12 = valid12 || _valid1;
      const _errs38 = errors;
      if (Array.isArray(data14)) {
        if (data14.length < 1) {
          const err19 = {
            instancePath: instancePath + '/ready',
            schemaPath: '#/properties/ready/anyOf/1/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema78.properties.ready.anyOf[1],
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        const len1 = data14.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (
            !validate69(data14[i1], {
              instancePath: instancePath + '/ready/' + i1,
              parentData: data14,
              parentDataProperty: i1,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err20 = {
          instancePath: instancePath + '/ready',
          schemaPath: '#/properties/ready/anyOf/1/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema78.properties.ready.anyOf[1].type,
          parentSchema: schema78.properties.ready.anyOf[1],
          data: data14,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      var _valid1 = _errs38 === errors;
      valid12 = valid12 || _valid1;
      if (!valid12) {
        const err21 = {
          instancePath: instancePath + '/ready',
          schemaPath: '#/properties/ready/anyOf',
          keyword: 'anyOf',
          params: {},
          schema: schema78.properties.ready.anyOf,
          parentSchema: schema78.properties.ready,
          data: data14,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      } else {
        errors = _errs36;
        if (vErrors !== null) {
          if (_errs36) {
            vErrors.length = _errs36;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.health !== undefined) {
      if (
        !validate83(data.health, {
          instancePath: instancePath + '/health',
          parentData: data,
          parentDataProperty: 'health',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
        errors = vErrors.length;
      }
    }
    if (data.restart !== undefined) {
      let data17 = data.restart;
      const _errs43 = errors;
      let valid15 = false;
      const _errs44 = errors;
      if ('never' !== data17) {
        const err22 = {
          instancePath: instancePath + '/restart',
          schemaPath: '#/properties/restart/anyOf/0/const',
          keyword: 'const',
          params: { allowedValue: 'never' },
          schema: 'never',
          parentSchema: schema78.properties.restart.anyOf[0],
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      var _valid2 = _errs44 === errors;
      valid15 = valid15 || _valid2;
      const _errs45 = errors;
      if (
        !validate90(data17, {
          instancePath: instancePath + '/restart',
          parentData: data,
          parentDataProperty: 'restart',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
        errors = vErrors.length;
      }
      var _valid2 = _errs45 === errors;
      valid15 = valid15 || _valid2;
      if (!valid15) {
        const err23 = {
          instancePath: instancePath + '/restart',
          schemaPath: '#/properties/restart/anyOf',
          keyword: 'anyOf',
          params: {},
          schema: schema78.properties.restart.anyOf,
          parentSchema: schema78.properties.restart,
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      } else {
        errors = _errs43;
        if (vErrors !== null) {
          if (_errs43) {
            vErrors.length = _errs43;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.stop !== undefined) {
      if (
        !validate35(data.stop, {
          instancePath: instancePath + '/stop',
          parentData: data,
          parentDataProperty: 'stop',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.timeout !== undefined) {
      let data19 = data.timeout;
      if (typeof data19 === 'string') {
        if (!pattern8.test(data19)) {
          const err24 = {
            instancePath: instancePath + '/timeout',
            schemaPath: '#/$defs/timeout/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      } else {
        const err25 = {
          instancePath: instancePath + '/timeout',
          schemaPath: '#/$defs/timeout/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data19,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.idle_timeout !== undefined) {
      let data20 = data.idle_timeout;
      if (typeof data20 === 'string') {
        if (!pattern8.test(data20)) {
          const err26 = {
            instancePath: instancePath + '/idle_timeout',
            schemaPath: '#/$defs/idleTimeout/pattern',
            keyword: 'pattern',
            params: { pattern: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$' },
            schema: '^(none|[0-9]{1,15}(\\.[0-9]{1,3})?(ms|s|m|h))$',
            parentSchema: schema35,
            data: data20,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      } else {
        const err27 = {
          instancePath: instancePath + '/idle_timeout',
          schemaPath: '#/$defs/idleTimeout/type',
          keyword: 'type',
          params: { type: 'string' },
          schema: schema35.type,
          parentSchema: schema35,
          data: data20,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.success_codes !== undefined) {
      let data21 = data.success_codes;
      if (Array.isArray(data21)) {
        if (data21.length < 1) {
          const err28 = {
            instancePath: instancePath + '/success_codes',
            schemaPath: '#/properties/success_codes/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            schema: 1,
            parentSchema: schema78.properties.success_codes,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
        const len2 = data21.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data22 = data21[i2];
          if (!(typeof data22 == 'number' && !(data22 % 1) && !isNaN(data22) && isFinite(data22))) {
            const err29 = {
              instancePath: instancePath + '/success_codes/' + i2,
              schemaPath: '#/properties/success_codes/items/type',
              keyword: 'type',
              params: { type: 'integer' },
              schema: schema78.properties.success_codes.items.type,
              parentSchema: schema78.properties.success_codes.items,
              data: data22,
            };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
          if (typeof data22 == 'number' && isFinite(data22)) {
            if (data22 > 255 || isNaN(data22)) {
              const err30 = {
                instancePath: instancePath + '/success_codes/' + i2,
                schemaPath: '#/properties/success_codes/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 255 },
                schema: 255,
                parentSchema: schema78.properties.success_codes.items,
                data: data22,
              };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
            if (data22 < 0 || isNaN(data22)) {
              const err31 = {
                instancePath: instancePath + '/success_codes/' + i2,
                schemaPath: '#/properties/success_codes/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                schema: 0,
                parentSchema: schema78.properties.success_codes.items,
                data: data22,
              };
              if (vErrors === null) {
                vErrors = [err31];
              } else {
                vErrors.push(err31);
              }
              errors++;
            }
          }
        }
        if (true && !func32(data21)) {
          const err32 = {
            instancePath: instancePath + '/success_codes',
            schemaPath: '#/properties/success_codes/uniqueItems',
            keyword: 'uniqueItems',
            params: {},
            schema: true,
            parentSchema: schema78.properties.success_codes,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      } else {
        const err33 = {
          instancePath: instancePath + '/success_codes',
          schemaPath: '#/properties/success_codes/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema78.properties.success_codes.type,
          parentSchema: schema78.properties.success_codes,
          data: data21,
        };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.stdin !== undefined) {
      let data23 = data.stdin;
      if (!(data23 === 'open' || data23 === 'closed')) {
        const err34 = {
          instancePath: instancePath + '/stdin',
          schemaPath: '#/$defs/stdin/enum',
          keyword: 'enum',
          params: { allowedValues: schema59.enum },
          schema: schema59.enum,
          parentSchema: schema59,
          data: data23,
        };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.tty !== undefined) {
      let data24 = data.tty;
      if (typeof data24 !== 'boolean') {
        const err35 = {
          instancePath: instancePath + '/tty',
          schemaPath: '#/properties/tty/type',
          keyword: 'type',
          params: { type: 'boolean' },
          schema: schema78.properties.tty.type,
          parentSchema: schema78.properties.tty,
          data: data24,
        };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.depends_on !== undefined) {
      let data25 = data.depends_on;
      if (data25 && typeof data25 == 'object' && !Array.isArray(data25)) {
        for (const key5 in data25) {
          let data26 = data25[key5];
          if (!(data26 === 'started' || data26 === 'ready' || data26 === 'succeeded')) {
            const err36 = {
              instancePath: instancePath + '/depends_on/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/depends_on/additionalProperties/enum',
              keyword: 'enum',
              params: { allowedValues: schema78.properties.depends_on.additionalProperties.enum },
              schema: schema78.properties.depends_on.additionalProperties.enum,
              parentSchema: schema78.properties.depends_on.additionalProperties,
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
        }
      } else {
        const err37 = {
          instancePath: instancePath + '/depends_on',
          schemaPath: '#/properties/depends_on/type',
          keyword: 'type',
          params: { type: 'object' },
          schema: schema78.properties.depends_on.type,
          parentSchema: schema78.properties.depends_on,
          data: data25,
        };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.if_running !== undefined) {
      let data27 = data.if_running;
      if (!(data27 === 'reuse' || data27 === 'reject' || data27 === 'replace' || data27 === 'parallel')) {
        const err38 = {
          instancePath: instancePath + '/if_running',
          schemaPath: '#/properties/if_running/enum',
          keyword: 'enum',
          params: { allowedValues: schema78.properties.if_running.enum },
          schema: schema78.properties.if_running.enum,
          parentSchema: schema78.properties.if_running,
          data: data27,
        };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.lifetime !== undefined) {
      let data28 = data.lifetime;
      if (!(data28 === 'session' || data28 === 'persistent')) {
        const err39 = {
          instancePath: instancePath + '/lifetime',
          schemaPath: '#/properties/lifetime/enum',
          keyword: 'enum',
          params: { allowedValues: schema78.properties.lifetime.enum },
          schema: schema78.properties.lifetime.enum,
          parentSchema: schema78.properties.lifetime,
          data: data28,
        };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
    if (data.expose !== undefined) {
      let data29 = data.expose;
      if (!(data29 === 'preset' || data29 === 'tool')) {
        const err40 = {
          instancePath: instancePath + '/expose',
          schemaPath: '#/properties/expose/enum',
          keyword: 'enum',
          params: { allowedValues: schema78.properties.expose.enum },
          schema: schema78.properties.expose.enum,
          parentSchema: schema78.properties.expose,
          data: data29,
        };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      if (
        !validate41(data.log, {
          instancePath: instancePath + '/log',
          parentData: data,
          parentDataProperty: 'log',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
    if (data.tags !== undefined) {
      let data31 = data.tags;
      if (Array.isArray(data31)) {
        const len3 = data31.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data32 = data31[i3];
          if (typeof data32 === 'string') {
            if (func5(data32) > 48) {
              const err41 = {
                instancePath: instancePath + '/tags/' + i3,
                schemaPath: '#/properties/tags/items/maxLength',
                keyword: 'maxLength',
                params: { limit: 48 },
                schema: 48,
                parentSchema: schema78.properties.tags.items,
                data: data32,
              };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
            if (func5(data32) < 1) {
              const err42 = {
                instancePath: instancePath + '/tags/' + i3,
                schemaPath: '#/properties/tags/items/minLength',
                keyword: 'minLength',
                params: { limit: 1 },
                schema: 1,
                parentSchema: schema78.properties.tags.items,
                data: data32,
              };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
          } else {
            const err43 = {
              instancePath: instancePath + '/tags/' + i3,
              schemaPath: '#/properties/tags/items/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema78.properties.tags.items.type,
              parentSchema: schema78.properties.tags.items,
              data: data32,
            };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
        }
        if (true && !func35(data31)) {
          const err44 = {
            instancePath: instancePath + '/tags',
            schemaPath: '#/properties/tags/uniqueItems',
            keyword: 'uniqueItems',
            params: {},
            schema: true,
            parentSchema: schema78.properties.tags,
            data: data31,
          };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
      } else {
        const err45 = {
          instancePath: instancePath + '/tags',
          schemaPath: '#/properties/tags/type',
          keyword: 'type',
          params: { type: 'array' },
          schema: schema78.properties.tags.type,
          parentSchema: schema78.properties.tags,
          data: data31,
        };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
  } else {
    const err46 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema78.type,
      parentSchema: schema78,
      data,
    };
    if (vErrors === null) {
      vErrors = [err46];
    } else {
      vErrors.push(err46);
    }
    errors++;
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  /*# sourceURL="https://unpkg.com/bgjobs/schema/bgjobs.schema.json" */ let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.version === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'version' },
        schema: schema31.required,
        parentSchema: schema31,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(
        key0 === 'version' ||
        key0 === 'limits' ||
        key0 === 'defaults' ||
        key0 === 'policy' ||
        key0 === 'profiles' ||
        pattern4.test(key0)
      )) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          schema: false,
          parentSchema: schema31,
          data,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.version !== undefined) {
      let data0 = data.version;
      if (1 !== data0) {
        const err2 = {
          instancePath: instancePath + '/version',
          schemaPath: '#/properties/version/const',
          keyword: 'const',
          params: { allowedValue: 1 },
          schema: 1,
          parentSchema: schema31.properties.version,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.limits !== undefined) {
      if (
        !validate21(data.limits, {
          instancePath: instancePath + '/limits',
          parentData: data,
          parentDataProperty: 'limits',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
        errors = vErrors.length;
      }
    }
    if (data.defaults !== undefined) {
      if (
        !validate23(data.defaults, {
          instancePath: instancePath + '/defaults',
          parentData: data,
          parentDataProperty: 'defaults',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.policy !== undefined) {
      if (
        !validate44(data.policy, {
          instancePath: instancePath + '/policy',
          parentData: data,
          parentDataProperty: 'policy',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
        errors = vErrors.length;
      }
    }
    if (data.profiles !== undefined) {
      let data4 = data.profiles;
      if (data4 && typeof data4 == 'object' && !Array.isArray(data4)) {
        for (const key1 in data4) {
          const _errs8 = errors;
          if (typeof key1 === 'string') {
            if (!pattern31.test(key1)) {
              const err3 = {
                instancePath: instancePath + '/profiles',
                schemaPath: '#/$defs/profileKey/pattern',
                keyword: 'pattern',
                params: { pattern: '^(<<|[a-z][a-z0-9_-]{0,47})$' },
                schema: '^(<<|[a-z][a-z0-9_-]{0,47})$',
                parentSchema: schema77,
                data: key1,
                propertyName: key1,
              };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
          } else {
            const err4 = {
              instancePath: instancePath + '/profiles',
              schemaPath: '#/$defs/profileKey/type',
              keyword: 'type',
              params: { type: 'string' },
              schema: schema77.type,
              parentSchema: schema77,
              data: key1,
              propertyName: key1,
            };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
          var valid1 = _errs8 === errors;
          if (!valid1) {
            const err5 = {
              instancePath: instancePath + '/profiles',
              schemaPath: '#/properties/profiles/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key1 },
              schema: schema31.properties.profiles.propertyNames,
              parentSchema: schema31.properties.profiles,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
        for (const key2 in data4) {
          if (
            !validate54(data4[key2], {
              instancePath: instancePath + '/profiles/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data4,
              parentDataProperty: key2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err6 = {
          instancePath: instancePath + '/profiles',
          schemaPath: '#/properties/profiles/type',
          keyword: 'type',
          params: { type: 'object' },
          schema: schema31.properties.profiles.type,
          parentSchema: schema31.properties.profiles,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      schema: schema31.type,
      parentSchema: schema31,
      data,
    };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
