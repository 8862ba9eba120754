// An MCP server with a transport and a shutdown of its own: what `bgjobs serve` does, as a program.
import { createApp, NO_OVERRIDES, serveStdio } from 'bgjobs';

const app = createApp({
  configFlag: undefined,
  env: process.env,
  cwd: process.cwd(),
  locked: false,
  pin: undefined,
  overrides: NO_OVERRIDES,
  // stdout belongs to the protocol.
  log: (line) => console.error(`library example: ${line}`),
});

const connection = serveStdio(app.host, { stdin: process.stdin, stdout: process.stdout });
const reason = await connection.closed;
for (const { pid, command } of await app.close(`server (${reason})`)) console.error(`left: ${pid} ${command}`);
await connection.close();
process.exit(0);
