import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/lib/linearPattern.js';
import { createMasks, type Mask } from '../../../src/jobs/output/masks.js';
import { createLineMatcher } from '../../../src/jobs/probes/lineMatcher.js';

async function match(
  pattern: string,
  pieces: readonly (string | Buffer)[],
  masks: readonly Mask[] = [],
): Promise<string | undefined> {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  const matcher = createLineMatcher(compiled.value, masks);
  for (const piece of pieces) {
    const line = await matcher.push(Buffer.from(piece));
    if (line !== undefined) return line;
  }
  return matcher.finish();
}

describe('createLineMatcher', () => {
  it('sees of a masked value nothing but what is shown, and nothing of its beginning', async () => {
    const masks = createMasks(['TOKEN'], { TOKEN: 'pX9secretvalue' });
    expect(await match('token', ['token=pX9sec', 'retvalue\n'], masks)).toBe('token=');
    expect(await match('pX9', ['token=pX9sec', 'retvalue\n'], masks)).toBeUndefined();
    expect(await match('TOKEN', ['token=pX9sec', 'retvalue\n'], masks)).toBe('token=[TOKEN]');
    expect(await match('x$', [`${'x'.repeat(16_380)}pX9secretvalue\n`], masks)).toMatch(/^x+$/);
    // What turns out to be none is seen in the end.
    expect(await match('map$', ['a map\n'], masks)).toBe('a map');
    expect(await match('map$', ['a map'], masks)).toBe('a map');
  });

  it('begins in the middle of a line, of which something new has to match', async () => {
    async function rest(pattern: string, before: string | undefined, pieces: readonly string[]) {
      const compiled = compilePattern(pattern);
      if (!compiled.ok) throw new Error(compiled.error);
      const matcher = createLineMatcher(compiled.value);
      matcher.begin(before === undefined ? undefined : Buffer.from(before));
      for (const piece of pieces) {
        const line = await matcher.push(Buffer.from(piece));
        if (line !== undefined) return line;
      }
      return matcher.finish();
    }
    expect(await rest('listening on', 'listen', ['ing on 3000\n'])).toBe('listening on 3000');
    expect(await rest('^ERROR', 'user said: ', ['ERROR\n'])).toBeUndefined();
    expect(await rest('>>> ', '>>> ', ['4'])).toBeUndefined();
    expect(await rest('>>> ', '>>> ', ['4\n>>> '])).toBe('>>> ');
    expect(await rest('x', undefined, ['x\n'])).toBeUndefined();
    expect(await rest('x', undefined, ['x', '\nx\n'])).toBe('x');
    // Whatever comes, and the end of a line comes too.
    expect(await rest('', 'abc', [])).toBeUndefined();
    expect(await rest('', 'abc', ['d'])).toBe('d');
    expect(await rest('', 'abc', ['\n'])).toBe('');
  });

  it('sees nothing of an escape sequence that is not complete', async () => {
    expect(await match('.', ['\x1b[3', '1m\n'])).toBeUndefined();
    expect(await match('.', ['\x1b]0;title', '\x07ok'])).toBe('ok');
  });

  it('finds a line however it comes in pieces', async () => {
    const text = 'booting\nListening on http://localhost:5173/\nmore\n';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: text.length }), { maxLength: 6 }), async (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), text.length];
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        expect(await match('Listening on .*5173', pieces)).toMatch(/^Listening on http:\/\/localhost:5173/);
      }),
    );
  });

  it('sees a line that has no end yet', async () => {
    expect(await match('Name:', ['Your Na', 'me: '])).toBe('Your Name: ');
  });

  it('looks through colours and over carriage returns', async () => {
    expect(await match('^ready in \\d+', ['10%\r50%\r\x1b[32mready\x1b[0m in 300 ms\n'])).toBe('ready in 300 ms');
  });

  it('does not join lines, and looks at no more than the first 16 KiB of one', async () => {
    expect(await match('ab', ['a\nb'])).toBeUndefined();
    expect(await match('end', ['x'.repeat(17_000), 'end\n'])).toBeUndefined();
    expect(await match('end', ['x'.repeat(17_000), 'end\nend\n'])).toBe('end');
  });

  it('keeps a character that comes in two pieces', async () => {
    const bytes = Buffer.from('größer');
    expect(await match('^größer$', [bytes.subarray(0, 3), bytes.subarray(3)])).toBe('größer');
  });

  it('lets others have their turn while a pattern takes long', async () => {
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    expect(await match('[\\pL\\pN]{1,1000}$', [`${'a'.repeat(900)}!\n`.repeat(8)])).toBeUndefined();
    isDone = true;
    expect(turns).toBeGreaterThan(2);
  });
});
