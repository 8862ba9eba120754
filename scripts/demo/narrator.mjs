const WIDTH = 88;

/** Tells a story on a stream: headings, paragraphs, and what was really said. Quiet, it keeps count alone. */
export function narrator({ quiet, stream }) {
  const color = stream.isTTY === true && !process.env.NO_COLOR;
  const paint = (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const write = (text) => void (quiet || stream.write(`${text}\n`));
  let steps = 0;
  let title = 'the beginning';

  return {
    count: () => steps,
    current: () => title,
    /** A step begins. */
    step(text) {
      steps += 1;
      title = text;
      write(`\n${paint(1, `${steps}. ${text}`)}`);
    },
    /** A paragraph. */
    say: (text) => write(wrap(text.replace(/\s+/g, ' ').trim(), '   ')),
    /** Words of the server, the app or the file, as they are: so many lines at most. */
    quote(text, most = 8) {
      const lines = text.trim().split('\n');
      const shown = lines.length > most ? [...lines.slice(0, most), `... ${lines.length - most} more lines`] : lines;
      write(shown.map((line) => paint(36, wrap(line.trimEnd(), '   | '))).join('\n'));
    },
    verdict: (text) => stream.write(`${quiet ? '' : '\n'}${paint('1;32', text)}\n`),
  };
}

/** Breaks at blanks; a longer word stays whole. */
function wrap(text, indent) {
  const lines = [''];
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    if (lines.at(-1) !== '' && (lines.at(-1) + word).trimEnd().length > WIDTH) lines.push('');
    lines.push(lines.pop() + word);
  }
  return lines.map((line) => `${indent}${line}`.trimEnd()).join('\n');
}
