import type { ProfileRun } from '../config.js';
import { inTicks, listed } from '../inTicks.js';
import type { ProfileSource } from '../schemaTypes.js';
import { schemaDefaults } from '../schemaTypes.js';
import type { Template, TemplatePart } from '../template.js';
import type { ResolveContext, Scope } from './context.js';
import { expand, expandPiece, joinTexts } from './expand.js';
import { asList, asMap, asText, get, items, type Node } from './node.js';
import { pieces } from './references.js';
import { splitText } from './splitText.js';

/** A longer text would not be shown whole. */
const LONGEST_SHOWN = 40;

/** What a profile runs; undefined when that is told to be wrong. */
export function resolveRun(
  context: ResolveContext,
  profile: Node<ProfileSource>,
  scope: Scope,
): ProfileRun | undefined {
  const command = get(profile, 'command');
  if (command !== undefined) {
    const words = resolveWords(context, command, scope);
    return words && { kind: 'argv', words, range: context.places.of(command.pointer) };
  }
  const shell = get(profile, 'shell');
  if (shell === undefined) return undefined;
  const range = context.places.of(shell.pointer);
  const map = asMap(shell);
  const script = asText(shell) ?? get(map, 'script');
  if (script === undefined) return undefined;
  checkScript(context, script, scope);
  const program = get(map, 'with')?.value ?? schemaDefaults.shellMap.with;
  return { kind: 'shell', script: script.value, shell: program, range };
}

/** The words of a command, given as a list or as a text of plain words. */
export function resolveWords(
  context: ResolveContext,
  command: Node<string | readonly string[]>,
  scope: Scope,
): readonly Template[] | undefined {
  const text = asText(command);
  const words =
    text === undefined
      ? allOrNone(items(asList(command)).map((word) => expand(context, word, scope)))
      : splitCommand(context, text, scope);
  const program = words?.[0];
  if (words === undefined || program === undefined) return undefined;
  const at = text !== undefined ? command.pointer : `${command.pointer}/0`;
  if (program.some((part) => part.kind !== 'text')) {
    context.tell(at, 'param-as-program', context.places.of(at), 'the program cannot come from a parameter or a port', {
      expected: 'a program that the file names',
      suggestion: 'write one profile for each program',
    });
    return undefined;
  }
  if (program.every((part) => part.kind === 'text' && part.text === '')) {
    context.tell(at, 'program-empty', context.places.of(at), 'the program is an empty text', {
      expected: 'the name or path of a program',
    });
    return undefined;
  }
  return words;
}

function splitCommand(context: ResolveContext, command: Node<string>, scope: Scope): readonly Template[] | undefined {
  // A block text (`>`) ends with a line break that nobody wrote.
  const text = command.value.replace(/\n+$/, '');
  const opaque = pieces(text).filter((piece) => piece.kind !== 'text');
  const parts = opaque.map((piece) => expandPiece(context, command, piece, scope));
  // `$NAME` is told in its own words; the splitter would only call it shell syntax.
  const words = splitText(text, opaque, context.splitWords);
  if (words.ok) {
    if (!parts.every((part) => part !== undefined)) return undefined;
    return words.value.map((word) =>
      joinTexts(
        word.map((piece): TemplatePart => {
          if ('text' in piece) return { kind: 'text', text: piece.text };
          return parts[piece.opaque] ?? { kind: 'text', text: '' };
        }),
      ),
    );
  }
  const { message, offset } = words.error;
  // The second brace of a reference in a reference, which is told as such.
  if (opaque.some((piece) => piece.kind === 'unknown' && piece.body.includes('${') && piece.end === offset))
    return undefined;
  // Hints about `argv` and lines are for agents, and one command each is for rules.
  const hint = /`argv`|one command each|newline/.test(words.error.hint ?? '') ? undefined : words.error.hint;
  const end = /^\s*$/.test(text)
    ? text.length
    : offset + (/^(&&|\|\||;;|>>|<<|\|&|\$\()/.exec(text.slice(offset))?.[0].length ?? 1);
  context.tell(
    command.pointer,
    'command-syntax',
    context.places.within(command.pointer, offset, Math.min(end, text.length)),
    message,
    {
      expected: 'plain words, since `command` runs without a shell',
      suggestion: `${hint === undefined ? '' : `${hint}; or `}${otherWays(command, opaque.length === 0)}`,
    },
  );
  return undefined;
}

/** How the same text is run by a shell, as it would be written, or taken as it is. */
function otherWays({ pointer, value: text }: Node<string>, isPlain: boolean): string {
  const words = 'write the words as a list';
  if (text.trimEnd().includes('\n')) return 'write one profile a command, or `shell: |` and the lines below it';
  if (!isPlain || text.length > LONGEST_SHOWN || /['"\\\n]/.test(text)) return `${words}, or use \`shell\``;
  const quoted = `'${text}'`;
  const isProfile = /^\/profiles\/[^/]+\/command$/.test(pointer);
  const inShell = isProfile
    ? `shell: ${/^[A-Za-z./][^#]*$/.test(text) && !text.includes(': ') ? text : quoted}`
    : `[sh, -c, ${quoted}]`;
  return `write ${inTicks(inShell)} to have a shell run it, or ${words}`;
}

function allOrNone<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** A script goes to its shell as it is; references would look as if they worked. */
function checkScript(context: ResolveContext, script: Node<string>, scope: Scope): void {
  for (const match of script.value.matchAll(/\$\{(params|ports|env)\.([A-Za-z0-9_-]+)[^}]*\}|\$\{root\}/g)) {
    const [text, namespace, name = ''] = match;
    const at = context.places.within(script.pointer, match.index, match.index + text.length);
    context.tell(script.pointer, 'reference-in-shell', at, `${inTicks(text)} is not filled in inside \`shell\``, {
      expected: 'shell variables, so that no value can become code',
      suggestion: `write ${listed(['"$' + shellName(namespace, name) + '"'])}`,
    });
    if (namespace === 'params') scope.used.add(name);
  }
  for (const match of script.value.matchAll(/\$\{?BGJOBS_PARAM_([A-Z0-9_]+)/g))
    scope.used.add((match[1] ?? '').toLowerCase());
}

function shellName(namespace: string | undefined, name: string): string {
  if (namespace === 'params') return `BGJOBS_PARAM_${name.toUpperCase()}`;
  if (namespace === 'ports') return name.toUpperCase();
  return namespace === 'env' ? name : 'PWD';
}
