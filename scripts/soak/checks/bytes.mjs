import { bytesOf, expectedText, LINE_BYTES } from '../plan.mjs';

/**
 * Follows one reader of one stream, page by page. Every byte is either lost, and said so, or stands where it was written.
 * `page` and `atEnd` return what is wrong, in a sentence, or undefined.
 */
export function createByteCheck(plan, stream) {
  /** Of the stream as readers see it. */
  let position = 0;
  let lost = 0;
  let newlines = 0;

  /** As bytes stand in the log. */
  function accounted() {
    return position + (plan.tty ? newlines : 0);
  }

  return {
    accounted,
    lost: () => lost,
    /** A page that `lost_bytes` come before. */
    page({ text, lost_bytes: gone = 0 }) {
      if (gone > 0 && plan.tty) return `${gone} bytes of ${stream} are lost, and nothing that little should lose any`;
      position += gone;
      lost += gone;
      if (gone > 0 && text !== '' && expectedText(plan, stream, position - 1, position) !== '\n') {
        return `after ${gone} lost bytes ${stream} goes on at ${position}, in the middle of a line`;
      }
      const expected = expectedText(plan, stream, position, position + text.length);
      if (text !== expected) return describeDifference(stream, position, text, expected);
      position += text.length;
      if (plan.tty) newlines += text.split('\n').length - 1;
      return undefined;
    },
    /** There is no more. `isWhole`: the job came to its own end, so that it wrote all it had to. */
    atEnd(isWhole) {
      const written = bytesOf(plan, stream);
      const seen = accounted();
      if (isWhole ? seen === written : seen <= written) return undefined;
      return `${seen} bytes of ${stream} are accounted for (${lost} of them lost), and ${written} were written`;
    },
  };
}

function describeDifference(stream, position, text, expected) {
  let at = 0;
  while (at < text.length && text[at] === expected[at]) at++;
  const show = (whole) => JSON.stringify(whole.slice(Math.max(0, at - 20), at + 80));
  return `${stream} is wrong at ${position + at}: ${show(text)} where ${show(expected)} was written`;
}

/** Whether the sums of a job that has ended fit: what its streams account for, and what the job's own view says. */
export function checkSums({ output_bytes: whole, lost_bytes: lost }, streams, merged) {
  const accounted = streams.reduce((sum, check) => sum + check.accounted(), 0);
  if (accounted !== whole) return `its streams account for ${accounted} bytes, and \`output_bytes\` is ${whole}`;
  if (merged !== undefined && merged.lost + merged.bytes !== whole) {
    return `put together, ${merged.bytes} bytes are there and ${merged.lost} lost, and \`output_bytes\` is ${whole}`;
  }
  // Readers begin at a whole line, so that they may miss the rest of the one before.
  const missed = (merged?.lost ?? streams[0].lost()) - lost;
  if (missed < 0 || missed > LINE_BYTES * 2) {
    return `\`lost_bytes\` is ${lost}, and readers miss ${missed + lost} bytes`;
  }
  return undefined;
}
