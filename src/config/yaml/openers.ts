import { Lexer } from 'yaml';

/** The bracket or quote that is still open at an offset of a text, innermost last seen. */
export interface Opener {
  readonly offset: number;
  readonly text: string;
}

/** Finds where the list, map (`[`, `{`) or quoted text began that does not end before `offset`. */
export function openerBefore(text: string, offset: number, kind: 'bracket' | 'quote'): Opener | undefined {
  const brackets: Opener[] = [];
  let quote: Opener | undefined;
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    if (at >= offset) break;
    if (token === '[' || token === '{') brackets.push({ offset: at, text: token });
    else if (token === ']' || token === '}') brackets.pop();
    else if (token.startsWith('"') || token.startsWith("'")) quote = { offset: at, text: token.slice(0, 1) };
    if (token !== '\u0002' && token !== '\u0018' && token !== '\u001f') at += token.length;
  }
  return kind === 'bracket' ? brackets.at(-1) : quote;
}
