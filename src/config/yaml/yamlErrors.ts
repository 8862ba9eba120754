import type { ErrorCode, YAMLError } from 'yaml';
import type { DiagnosticCode } from '../diagnosticCodes.js';
import { inTicks } from '../inTicks.js';
import type { FindingDetails, Report } from '../report.js';
import type { Source } from '../source.js';
import { openerBefore } from './openers.js';

interface Explanation extends FindingDetails {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Offsets, where the parser's own are not what people would point at. */
  readonly at?: readonly [number, number];
}

/** Whether the rest of the text cannot be trusted after such a fault. */
export function isStructural(code: ErrorCode): boolean {
  return code !== 'BAD_DQ_ESCAPE' && code !== 'TAG_RESOLVE_FAILED' && code !== 'BAD_DIRECTIVE';
}

/** Puts a fault of the YAML parser into the words of this project. */
export function explainYamlError(fault: YAMLError, source: Source, report: Report): void {
  const { code, message, at = fault.pos, ...details } = explain(fault, source.text);
  report.add(code, source.range(...at), message, details);
}

function explain(fault: YAMLError, text: string): Explanation {
  const [start] = fault.pos;
  const character = text.slice(start, start + 1);
  const line = lineAround(text, start);
  const block = isStructural(fault.code) ? outsideBlock(text, start) : undefined;
  if (block !== undefined) return block;
  if (character === '{' && text[start - 1] === '$') return unquotedReference(text, start);
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'tab-indent',
        message: 'a tab stands where YAML wants spaces',
        expected: 'spaces',
        suggestion: 'indent with two spaces a level, and set the editor to do so',
      };
    case 'BAD_SCALAR_START':
      return needsQuotes(`a text that begins with ${inTicks(character)} has to be quoted`, line, start);
    case 'BAD_ALIAS':
      return needsQuotes('a text that begins with `*` has to be quoted; unquoted it names an anchor', line, start);
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (!/:(\s|$)/.test(line.text.slice(line.text.length - (line.end - start))))
        return unlikeNeighbours(text, line.end);
      return {
        ...needsQuotes('a text with `: ` in it has to be quoted; unquoted it begins another map', line, start),
        at: [start, line.end],
      };
    case 'BAD_INDENT':
      if (fault.message.startsWith('Flow')) return unclosed(fault, text);
      return unlikeNeighbours(text, start);
    case 'UNEXPECTED_TOKEN':
      // Where a line begins, it is its indentation that nothing can be made of.
      if (
        !fault.message.includes('at node end') ||
        text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() !== ''
      )
        break;
      return unlikeNeighbours(text, start);
    case 'MISSING_CHAR':
      if (!/^Missing closing|end with/.test(fault.message)) break;
      return unclosed(fault, text);
    case 'BAD_DQ_ESCAPE':
      return {
        code: 'bad-escape',
        message: `${inTicks(text.slice(start, start + 2))} is no escape in double quotes`,
        expected: 'an escape such as `\\n`, `\\t`, `\\"` or `\\\\`',
        suggestion: 'use single quotes, which take backslashes as they are',
        at: [start, start + 2],
      };
    case 'MULTIPLE_DOCS':
      return {
        code: 'multiple-documents',
        message: 'a second document begins here',
        expected: 'one document in the file',
        suggestion: text.startsWith('---', start) ? 'remove the `---`' : 'remove what follows the `...`',
        at: [start, start + 3],
      };
    case 'TAG_RESOLVE_FAILED':
      return {
        code: 'unknown-tag',
        message: `the tag ${inTicks(text.slice(...fault.pos))} means nothing here`,
        expected: 'a plain value',
        suggestion: 'remove the tag, or quote the text if it begins with `!`',
      };
    default:
      break;
  }
  return { code: 'yaml-syntax', message: plainSentence(fault.message) };
}

/** The line at an offset, or the next one with something in it. */
function unlikeNeighbours(text: string, offset: number): Explanation {
  const start = offset + Math.max(0, text.slice(offset).search(/\S/));
  return {
    code: 'bad-indent',
    message: 'this line is indented unlike its neighbours',
    expected: 'the same indentation for all keys of a map',
    at: [start, Math.max(start + 1, lineAround(text, start).end)],
  };
}

/** A line below `key: |` that is not indented further than the key, and so is no part of the text. */
function outsideBlock(text: string, start: number): Explanation | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1));
  const opener = / ([|>])[-+0-9]*\s*$/.exec(above.replace(/ #.*$/, ''))?.[1];
  const { end, text: line } = lineAround(text, start);
  const indent = line.length - line.trimStart().length;
  const keyIndent = above.length - above.trimStart().length;
  if (opener === undefined || !above.includes(':') || line === '' || indent > keyIndent) return undefined;
  return {
    code: 'bad-indent',
    message: `this line is not part of the text that ${inTicks(opener)} begins`,
    expected: 'a line that is indented further than the key',
    suggestion: 'indent the lines of the text by two more spaces',
    at: [lineStart + indent, Math.max(lineStart + indent + 1, end)],
  };
}

function needsQuotes(message: string, line: { end: number; text: string }, start: number): Explanation {
  const rest = line.text.slice(line.text.length - (line.end - start)).trim();
  return { code: 'needs-quotes', message, suggestion: `write ${singleQuoted(rest)}`, at: [start, line.end] };
}

function unclosed(fault: YAMLError, text: string): Explanation {
  const [start] = fault.pos;
  const isQuote = fault.message.startsWith('Missing closing');
  const opener = openerBefore(text, start, isQuote ? 'quote' : 'bracket');
  const closer = opener && { '[': ']', '{': '}', '"': '"', "'": "'" }[opener.text];
  if (opener === undefined || closer === undefined)
    return { code: 'yaml-syntax', message: plainSentence(fault.message) };
  return {
    code: 'yaml-syntax',
    message: `${isQuote ? 'this quote' : inTicks(opener.text)} is never closed`,
    suggestion: `close it with ${inTicks(closer)}`,
    at: [opener.offset, opener.offset + 1],
  };
}

/** `${` in a list or map in brackets, where `{` begins a map. */
function unquotedReference(text: string, brace: number): Explanation {
  const before = /[^\s,[\]{}]*$/.exec(text.slice(Math.max(0, brace - 200), brace))?.[0] ?? '$';
  const rest = /^\{[^}\n]*\}[^\s,\]}]*/.exec(text.slice(brace, brace + 200))?.[0] ?? '{';
  return {
    code: 'needs-quotes',
    message: 'a reference inside brackets has to be quoted; unquoted its `{` begins a map',
    suggestion: `write ${inTicks(`"${before}${rest}"`)}`,
    at: [brace - before.length, brace + rest.length],
  };
}

/** How to write a text in single quotes, in backticks unless it has some. */
function singleQuoted(text: string): string {
  return inTicks(`'${text.replaceAll("'", "''")}'`);
}

function lineAround(text: string, offset: number): { end: number; text: string } {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const whole = text.slice(from, newline === -1 ? text.length : newline).replace(/\r$/, '');
  return { end: Math.max(offset, from + whole.trimEnd().length), text: whole.trimEnd() };
}

function plainSentence(message: string): string {
  const text = message.replace(/\.$/, '').replace(/; please use .*$/, '');
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
