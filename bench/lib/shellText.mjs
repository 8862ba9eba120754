/** A command line for servers that take shell text: every word in single quotes. */
export function shellText(argv) {
  return argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}
