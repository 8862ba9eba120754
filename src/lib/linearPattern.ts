import { RE2JS, RE2JSSyntaxException } from 're2js';
import { err, ok, type Result } from './result.js';

const LONGEST_PATTERN = 1_000;

/** A regular expression in RE2 syntax; every use of it takes time linear in the text. */
export interface LinearPattern {
  readonly source: string;
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** Whether it matches the whole text. */
  testWhole(text: string): boolean;
}

/**
 * Compiles a pattern that comes from the file or from an agent. Patterns without special characters become a plain search.
 * @returns the pattern, or one sentence that says what is wrong with it.
 */
export function compilePattern(source: string): Result<LinearPattern, string> {
  if (source.length > LONGEST_PATTERN) return err(`a pattern has at most ${LONGEST_PATTERN} characters`);
  if (!/[\\^$.|?*+()[\]{}]/.test(source)) {
    return ok({ source, test: (text) => text.includes(source), testWhole: (text) => text === source });
  }
  try {
    const compiled = RE2JS.compile(source);
    return ok({ source, test: (text) => compiled.test(text), testWhole: (text) => compiled.testExact(text) });
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const detail = error.message.replace(/^error parsing regexp: /, '');
    const unsupported = /\(\?[=!<]|\\[1-9]/.test(source)
      ? ' (look-around and back-references do not exist in RE2, which matches in linear time)'
      : '';
    return err(`${detail}${unsupported}`);
  }
}
