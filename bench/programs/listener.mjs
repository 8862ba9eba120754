// listener.mjs PORT GATE REPORT: waits for a line in the pipe GATE, listens on PORT, and writes to the file REPORT
// when it began to: nanoseconds of the machine's monotonic clock.
import { open, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

const [port, gate, report] = process.argv.slice(2);
const pipe = await open(gate, 'r');
await pipe.read();
createServer((socket) => socket.end()).listen(Number(port), '127.0.0.1', () => {
  const at = process.hrtime.bigint();
  void writeFile(report, String(at));
});
