import type { HealthCheck, Probe, ProbeTarget } from '../config.js';
import { inTicks } from '../inTicks.js';
import {
  schemaDefaults,
  type HealthSource,
  type HttpProbeSource,
  type ProbeSource,
  type ProfileSource,
  type TcpProbeSource,
} from '../schemaTypes.js';
import { literal, type Template } from '../template.js';
import { checkPattern } from './checkPattern.js';
import type { ResolveContext, Scope } from './context.js';
import { expand } from './expand.js';
import { knownText, resolvePath } from './folders.js';
import { asList, asText, get, items, type Node } from './node.js';
import { resolveWords } from './resolveCommand.js';
import { durationMs } from './scalars.js';

/** The readiness probes of a profile; all have to pass. */
export function resolveReady(context: ResolveContext, profile: Node<ProfileSource>, scope: Scope): readonly Probe[] {
  const ready = get(profile, 'ready');
  if (ready === undefined) return [];
  const list = asList(ready);
  const probes: Node<ProbeSource>[] = list === undefined ? [ready as Node<ProbeSource>] : items(list);
  return probes.flatMap((node): Probe[] => {
    const target = resolveTarget(context, node, scope);
    if (target === undefined) return [];
    const { timeout, interval, attempt_timeout: attempt, successes } = schemaDefaults.probe;
    return [
      {
        target,
        timeoutMs: durationMs(context, get(node, 'timeout'), timeout, 'positive'),
        intervalMs: durationMs(context, get(node, 'interval'), interval, 'positive'),
        attemptTimeoutMs: durationMs(context, get(node, 'attempt_timeout'), attempt, 'positive'),
        successes: get(node, 'successes')?.value ?? successes,
        range: context.places.keyOf(node.pointer),
      },
    ];
  });
}

/** The check that is repeated after the job is ready. */
export function resolveHealth(
  context: ResolveContext,
  profile: Node<ProfileSource>,
  scope: Scope,
): HealthCheck | undefined {
  const node = get(profile, 'health');
  if (node === undefined) return undefined;
  const target = resolveTarget(context, node, scope);
  const { interval, attempt_timeout: attempt, failures, on_failure: onFailure } = schemaDefaults.health;
  const intervalMs = durationMs(context, get(node, 'interval'), interval, 'positive');
  const attemptTimeoutMs = durationMs(context, get(node, 'attempt_timeout'), attempt, 'positive');
  const range = context.places.keyOf(node.pointer);
  return {
    probes:
      target === undefined
        ? []
        : [{ target, timeoutMs: attemptTimeoutMs, intervalMs, attemptTimeoutMs, successes: 1, range }],
    intervalMs,
    failures: get(node, 'failures')?.value ?? failures,
    onFailure: get(node, 'on_failure')?.value ?? onFailure,
  };
}

function resolveTarget(
  context: ResolveContext,
  probe: Node<ProbeSource | HealthSource>,
  scope: Scope,
): ProbeTarget | undefined {
  const node = probe as Node<Pick<ProbeSource, 'log' | 'tcp' | 'http' | 'exec' | 'file'>>;
  const log = get(node, 'log');
  if (log !== undefined) {
    const pattern = checkedPattern(context, get(log, 'pattern')) ?? '';
    return { kind: 'log', pattern, stream: get(log, 'stream')?.value ?? schemaDefaults.logProbe.stream };
  }
  const tcp = get(node, 'tcp');
  if (tcp !== undefined) return resolveTcp(context, tcp, scope);
  const http = get(node, 'http');
  if (http !== undefined) return resolveHttp(context, http, scope);
  const exec = get(get(node, 'exec'), 'command');
  if (exec !== undefined) {
    const command = resolveWords(context, exec, scope);
    return command && { kind: 'exec', command };
  }
  const file = get(get(node, 'file'), 'path');
  const path = file && resolvePath(context, file, scope);
  return path && { kind: 'file', path };
}

function resolveTcp(context: ResolveContext, tcp: Node<TcpProbeSource>, scope: Scope): ProbeTarget | undefined {
  const port = get(tcp, 'port');
  const host = get(tcp, 'host');
  if (port === undefined) return undefined;
  const text = asText(port);
  const number = text === undefined ? literal(String(port.value)) : portTemplate(context, text, scope);
  const name = host === undefined ? literal(schemaDefaults.tcpProbe.host) : expand(context, host, scope);
  if (number === undefined || name === undefined) return undefined;
  return {
    kind: 'tcp',
    port: number,
    host: name,
    owner: get(tcp, 'owner')?.value ?? schemaDefaults.tcpProbe.owner,
  };
}

function portTemplate(context: ResolveContext, node: Node<string>, scope: Scope): Template | undefined {
  const template = expand(context, node, scope);
  const known = template && knownText(template);
  const number = Number(known);
  if (known !== undefined && !(/^\d{1,5}$/.test(known) && number >= 1 && number <= 65_535)) {
    context.tell(node.pointer, 'out-of-range', context.places.of(node.pointer), `\`port\` becomes ${inTicks(known)}`, {
      expected: 'a port number from 1 to 65535',
    });
  }
  return template;
}

function resolveHttp(context: ResolveContext, http: Node<HttpProbeSource>, scope: Scope): ProbeTarget | undefined {
  const url = get(http, 'url');
  if (url === undefined) return undefined;
  const template = expand(context, url, scope);
  if (template !== undefined) checkUrl(context, url, template);
  const status = resolveStatus(context, http);
  const body = checkedPattern(context, get(http, 'body'));
  return (
    template && {
      kind: 'http',
      url: template,
      status,
      body,
      owner: get(http, 'owner')?.value ?? schemaDefaults.httpProbe.owner,
    }
  );
}

function checkUrl(context: ResolveContext, node: Node<string>, template: Template): void {
  const text = template.map((part) => (part.kind === 'text' ? part.text : '1')).join('');
  const tell = (message: string, suggestion: string | undefined): void => {
    context.tell(node.pointer, 'bad-url', context.places.of(node.pointer), message, {
      expected: 'a URL such as `http://localhost:3000/health`',
      suggestion,
    });
  };
  if (!URL.canParse(text)) {
    tell(
      `${inTicks(node.value)} is not a URL`,
      /^[\w.-]+(:|\/|$)/.test(node.value) ? `write ${inTicks(`http://${node.value}`)}` : undefined,
    );
    return;
  }
  const { protocol } = new URL(text);
  if (protocol === 'http:') return;
  if (protocol === 'https:') tell('`https` is not probed', 'probe the plain `http` port, or use a `tcp` probe');
  else {
    const rest = node.value.replace(/^[a-z+.-]+:\/\//i, '');
    tell(`${inTicks(protocol)} is no protocol of an \`http\` probe`, `write ${inTicks(`http://${rest}`)}`);
  }
}

function resolveStatus(
  context: ResolveContext,
  http: Node<HttpProbeSource>,
): readonly { from: number; to: number }[] | undefined {
  const status = get(http, 'status');
  if (status === undefined) return undefined;
  const list = asList(status);
  return (list === undefined ? [status] : items(list)).map((node) => {
    const [from = 0, to = from] = String(node.value as string | number)
      .split('-')
      .map(Number);
    if (from > to) {
      context.tell(
        node.pointer,
        'status-range',
        context.places.of(node.pointer),
        `${inTicks(String(node.value))} ends before it begins`,
        {
          suggestion: `write ${inTicks(`${to}-${from}`)}`,
        },
      );
    }
    return { from, to };
  });
}

function checkedPattern(context: ResolveContext, node: Node<string> | undefined): string | undefined {
  if (node === undefined) return undefined;
  checkPattern(context, node);
  return node.value;
}
