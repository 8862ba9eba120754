import { Lexer, Parser, type CST } from 'yaml';

/** Levels of lists and maps that a file may nest. The format itself needs eight. */
export const DEEPEST_NESTING = 64;

/** What the parser is fed with, and where it became too deep. */
export interface GuardedTokens {
  /** Ends early at the first level too many. */
  readonly tokens: Iterable<CST.Token>;
  /** The offset of the first level too many; known when the tokens have ended. */
  tooDeepAt(): number | undefined;
}

/**
 * Parses a text into tokens and finds brackets and list marks that nest too deep, before anything recursive sees them: that
 * would run out of stack, and at some depths the engine aborts the process instead of throwing.
 */
export function guardedTokens(text: string): GuardedTokens {
  let tooDeep: number | undefined;
  return { tokens: parse(), tooDeepAt: () => tooDeep };

  function* parse(): Generator<CST.Token> {
    const parser = new Parser();
    let flow = 0;
    let marks = 0;
    let offset = 0;
    for (const lexeme of new Lexer().lex(text)) {
      if (lexeme === '[' || lexeme === '{') flow += 1;
      else if (lexeme === ']' || lexeme === '}') flow -= 1;
      else if (lexeme === '\n' || lexeme === '\r\n') marks = 0;
      else if (lexeme === '-' || lexeme === '?' || lexeme === ':') marks += 1;
      if (flow > DEEPEST_NESTING || marks > DEEPEST_NESTING * 4) {
        tooDeep = offset;
        return;
      }
      // The lexer's own marks (start of document, scalar, flow error) are no part of the text.
      if (lexeme !== '\u0002' && lexeme !== '\u0018' && lexeme !== '\u001f') offset += lexeme.length;
      yield* parser.next(lexeme);
    }
    yield* parser.end();
  }
}
