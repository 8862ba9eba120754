// The suite's task scenarios call tools of fixed names, which only a fixture server has. This stands in front of the real
// server and says what each of them is in its own words, so that the scenarios try the real tasks. Nothing but the name
// and the arguments of a call is changed, and never an answer.
import { createServer, request } from 'node:http';

const WORDS = {
  // A tool that is never a task.
  greet: ({ name }) => ['check_command', { argv: ['echo', String(name)] }],
  // One that becomes a task where the client knows what that is.
  slow_compute: ({ seconds }) => ['start_command', { argv: ['sleep', String(seconds)], wait_until: 'exited' }],
};

/** Opens the stand-in before the server at `url`. @returns its own address, and the way to close it. */
export function openDictionary(url) {
  const target = new URL(url);
  const server = createServer((req, res) => {
    const parts = [];
    req.on('data', (part) => parts.push(part));
    req.on('end', () => {
      const { headers, body } = translate(req.headers, Buffer.concat(parts));
      const options = { hostname: target.hostname, port: target.port, path: req.url, method: req.method, headers };
      const onward = request(options, (answer) => {
        res.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(res);
      });
      onward.on('error', () => res.destroy());
      res.on('close', () => onward.destroy());
      onward.end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = `http://127.0.0.1:${server.address().port}${target.pathname}`;
      resolve({
        url: address,
        close() {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}

function translate(headers, body) {
  const message = parse(body);
  const word = message?.method === 'tools/call' ? WORDS[message.params?.name] : undefined;
  if (word === undefined) return { headers, body };
  const [name, args] = word(message.params.arguments ?? {});
  const translated = Buffer.from(JSON.stringify({ ...message, params: { ...message.params, name, arguments: args } }));
  return {
    headers: {
      ...headers,
      ...(headers['mcp-name'] === message.params.name ? { 'mcp-name': name } : {}),
      'content-length': String(translated.length),
    },
    body: translated,
  };
}

function parse(body) {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
