// A process that has loaded the MCP SDK and does nothing: the memory that any server on it begins with.
import '@modelcontextprotocol/server';
import '@modelcontextprotocol/server/stdio';
import 'zod';

process.stdout.write('ready\n');
process.stdin.resume();
