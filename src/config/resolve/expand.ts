import { nearest } from '../../lib/nearest.js';
import { inTicks, listed } from '../inTicks.js';
import type { FindingDetails } from '../report.js';
import type { Template, TemplatePart } from '../template.js';
import { FILE_SCOPE, type ResolveContext, type Scope } from './context.js';
import type { Node } from './node.js';
import { pieces, type Piece } from './references.js';

/** Expands the references of a text; undefined when something is wrong with them, which is told. */
export function expand(context: ResolveContext, node: Node<string>, scope: Scope): Template | undefined {
  if (node.value.includes('\0')) {
    context.tell(
      node.pointer,
      'nul-character',
      context.places.of(node.pointer),
      'a NUL character cannot be passed on',
      {
        suggestion: 'remove `\\0`',
      },
    );
    return undefined;
  }
  const parts = pieces(node.value).map((piece) => expandPiece(context, node, piece, scope));
  return parts.every((part) => part !== undefined) ? joinTexts(parts) : undefined;
}

/** Expands a text that has to be known when the file is loaded. */
export function expandNow(context: ResolveContext, node: Node<string>): string | undefined {
  const template = expand(context, node, FILE_SCOPE);
  return template?.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

/** Expands one piece; `node` is the text that it stands in. Undefined when that is told to be wrong. */
export function expandPiece(
  context: ResolveContext,
  node: Node<string>,
  piece: Piece,
  scope: Scope,
): TemplatePart | undefined {
  switch (piece.kind) {
    case 'text':
      return { kind: 'text', text: piece.text };
    case 'dollar':
      return { kind: 'text', text: '$' };
    case 'root':
      return { kind: 'text', text: context.root };
    case 'env': {
      const value = context.env[piece.name];
      if (value !== undefined && (value !== '' || piece.fallback === undefined)) return { kind: 'text', text: value };
      if (piece.fallback !== undefined) return { kind: 'text', text: piece.fallback };
      const near = nearest(piece.name, Object.keys(context.env));
      refuse('unset-variable', `the variable ${inTicks(piece.name)} is not set`, {
        expected: 'a variable of the environment that the server was started in',
        suggestion: `${near.length > 0 ? `did you mean ${listed(near)}, or ` : ''}give a default: ${inTicks(`\${env.${piece.name}:-default}`)}`,
      });
      return undefined;
    }
    case 'param':
    case 'port':
      return expandName(piece);
    case 'shell-variable':
      refuse('shell-variable', `${inTicks(`$${piece.name}`)} is not expanded here`, {
        suggestion: `write ${inTicks(`\${env.${piece.name}}`)} for the variable, or ${inTicks(`$$${piece.name}`)} for the text`,
      });
      return undefined;
    case 'unclosed':
      refuse('unclosed-reference', '`${` has no `}`', { suggestion: 'close it, or write `$${` for the text' });
      return undefined;
    case 'unknown':
      refuse('unknown-reference', `${inTicks(`\${${piece.body}}`)} is no reference`, {
        expected: '`${env.NAME}`, `${env.NAME:-default}`, `${params.name}`, `${ports.name}` or `${root}`',
        suggestion: meantReference(piece.body, scope),
      });
      return undefined;
  }

  function expandName({ kind, name }: { kind: 'param' | 'port'; name: string }): TemplatePart | undefined {
    const [declared, key] = kind === 'param' ? [scope.params, 'params'] : [scope.ports, 'ports'];
    const text = `\${${key}.${name}}`;
    if (declared === undefined) {
      refuse('reference-not-here', `${inTicks(text)} has no meaning here`, {
        expected: '`${env.NAME}` or `${root}`',
        suggestion: `only profiles have ${key}`,
      });
      return undefined;
    }
    if (kind === 'param') scope.used.add(name);
    if (declared.has(name)) return { kind, name };
    const near = nearest(name, declared);
    // A slip of one name is told once, and not also as another that is used nowhere.
    if (kind === 'param') for (const meant of near) scope.used.add(meant);
    refuse(
      kind === 'param' ? 'undeclared-param' : 'undeclared-port',
      `${inTicks(name)} is not declared under \`${key}\``,
      {
        suggestion:
          near.length > 0
            ? `did you mean ${listed(near.map((other) => `\${${key}.${other}}`))}`
            : `declare it: ${inTicks(kind === 'param' ? `params: {${name}: {type: string}}` : `ports: {${name}: 3000}`)}`,
      },
    );
    return undefined;
  }

  function refuse(code: Parameters<ResolveContext['tell']>[1], message: string, details: FindingDetails): void {
    context.tell(node.pointer, code, context.places.within(node.pointer, piece.start, piece.end), message, details);
  }
}

/** What an unknown reference was probably meant to be. */
function meantReference(body: string, scope: Scope): string {
  if (body.includes('${')) return 'references do not nest; give a plain default';
  const [, namespace, name] = /^([a-z]+)[.:]([A-Za-z_][A-Za-z0-9_-]*)$/i.exec(body.replace(/:?-.*$/, '')) ?? [];
  if (namespace !== undefined && name !== undefined) {
    const [near] = nearest(namespace, ['env', 'params', 'ports', 'param', 'port', 'args', 'environment']);
    const fixed = { param: 'params', args: 'params', port: 'ports', environment: 'env' }[near ?? ''] ?? near;
    if (fixed !== undefined) return `did you mean ${inTicks(`\${${fixed}.${name}}`)}`;
  }
  const withDefault = /^(?:env[.:])?([A-Za-z_][A-Za-z0-9_]*):?[-=?](.*)$/.exec(body);
  if (withDefault?.[1] !== undefined) {
    return `did you mean ${inTicks(`\${env.${withDefault[1]}:-${withDefault[2] ?? ''}}`)}`;
  }
  if (scope.params?.has(body) === true) return `did you mean ${inTicks(`\${params.${body}}`)}`;
  if (scope.ports?.has(body) === true) return `did you mean ${inTicks(`\${ports.${body}}`)}`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(body)) return `did you mean ${inTicks(`\${env.${body}}`)}`;
  return 'write `$${` for the text itself';
}

/** Neighbouring texts become one; a template is never empty. */
export function joinTexts(parts: readonly TemplatePart[]): Template {
  const joined: TemplatePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    } else if (part.kind !== 'text' || part.text !== '') joined.push(part);
  }
  return joined.length === 0 ? [{ kind: 'text', text: '' }] : joined;
}
