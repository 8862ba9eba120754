import { RE2JS, RE2JSSyntaxException } from 're2js';
import { err, ok, type Result } from './result.js';

const LONGEST_PATTERN = 1_000;
/** States of the program that a pattern becomes: each repetition of `x{1,1000}` is two. */
const MOST_STATES = 2_100;
/** One character in one state takes about 24 ns (measured with `[\pL\pN]{1,1000}$`, re2js 2.10), so that these take 48 ms. */
const MOST_STEPS = 2_000_000;

/** A regular expression in RE2 syntax; every use of it takes time linear in the text, and less than 50 ms. */
export interface LinearPattern {
  readonly source: string;
  /** Only so many characters of a text are looked at: the larger the pattern, the fewer. 16 KiB for one of 120 states. */
  readonly reach: number;
  /** Whether it matches anywhere in the text, as far as it reaches. */
  test(text: string): boolean;
  /** Whether it matches the whole text; a text that it does not reach the end of is none. */
  testWhole(text: string): boolean;
}

/**
 * Compiles a pattern that comes from the file or from an agent. Patterns without special characters become a plain search.
 * @returns the pattern, or one sentence that says what is wrong with it.
 */
export function compilePattern(source: string): Result<LinearPattern, string> {
  if (source.length > LONGEST_PATTERN) return err(`a pattern has at most ${LONGEST_PATTERN} characters`);
  if (!/[\\^$.|?*+()[\]{}]/.test(source)) {
    const reach = Infinity;
    return ok({ source, reach, test: (text) => text.includes(source), testWhole: (text) => text === source });
  }
  try {
    const compiled = RE2JS.compile(source);
    const states = compiled.programSize();
    if (states > MOST_STATES) return err('its repetitions multiply to too much; write smaller numbers in `{}`');
    const reach = Math.floor(MOST_STEPS / states);
    return ok({
      source,
      reach,
      test: (text) => compiled.test(text.slice(0, reach)),
      testWhole: (text) => text.length <= reach && compiled.testExact(text),
    });
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const detail = error.message.replace(/^error parsing regexp: /, '');
    const unsupported = /\(\?[=!<]|\\[1-9]/.test(source)
      ? ' (look-around and back-references do not exist in RE2, which matches in linear time)'
      : '';
    return err(`${detail}${unsupported}`);
  }
}
