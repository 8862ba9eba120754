import { readFileSync, statSync } from 'node:fs';
import { parseDuration } from '../../lib/duration.js';
import { err, ok, type Result } from '../../lib/result.js';
import type { HttpOptions } from '../../mcp/serveHttp.js';
import type { CommandValues } from '../command.js';

/** Where HTTP is served when nobody says. */
const STANDARD_HOST = '127.0.0.1';
const STANDARD_PORT = 7417;

/** What the command line says of the endpoint. */
export type ServeHttpOptions = HttpOptions;

/** Flags that mean nothing without `--http`. */
const ONLY_HTTP = ['token-file', 'allow-host', 'session-idle'];

/**
 * Reads the flags of `bgjobs serve --http`.
 * @returns undefined without `--http`, or one sentence for the person who typed it.
 */
export function readHttpOptions(
  values: CommandValues,
  positionals: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<ServeHttpOptions | undefined, string> {
  const [address] = positionals;
  if (values.http !== true) {
    const stray = ONLY_HTTP.find((name) => values[name] !== undefined);
    if (stray !== undefined) return err(`\`--${stray}\` is for \`--http\``);
    return address === undefined
      ? ok(undefined)
      : err(`unexpected argument \`${address}\`; an address is for \`--http\``);
  }
  const place = readAddress(address);
  if (!place.ok) return place;
  const token = readToken(values['token-file'] as string | undefined, env.BGJOBS_TOKEN);
  if (!token.ok) return token;
  const idle = readIdle(values['session-idle'] as string | undefined);
  if (!idle.ok) return idle;
  const names = (values['allow-host'] ?? []) as readonly string[];
  return ok({ ...place.value, ...idle.value, names, token: token.value });
}

/** `HOST:PORT`, `HOST`, `:PORT`, `PORT`, `[::1]:PORT`. */
function readAddress(address: string | undefined): Result<{ hostname: string; port: number }, string> {
  if (address === undefined) return ok({ hostname: STANDARD_HOST, port: STANDARD_PORT });
  const [, bracketed, plain = '', digits] = /^(?:\[([\da-f:.]+)\]|([^:[\]]*))(?::(\d+))?$/i.exec(address) ?? [];
  const port = digits === undefined ? STANDARD_PORT : Number(digits);
  if ((bracketed === undefined && plain === '' && digits === undefined) || port > 65_535) {
    return err(`\`${address}\` is no address; write HOST:PORT, such as 127.0.0.1:${STANDARD_PORT}`);
  }
  // A number alone is a port.
  if (/^\d+$/.test(plain) && digits === undefined) return readAddress(`:${plain}`);
  return ok({ hostname: bracketed ?? (plain === '' ? STANDARD_HOST : plain), port });
}

function readToken(file: string | undefined, fromEnv: string | undefined): Result<string | undefined, string> {
  if (file === undefined) return ok(fromEnv === '' ? undefined : fromEnv);
  try {
    const { mode } = statSync(file);
    if ((mode & 0o077) !== 0) {
      return err(
        `the token file \`${file}\` can be read by others (mode ${(mode & 0o777).toString(8)}); run \`chmod 600 ${file}\``,
      );
    }
    return ok(readFileSync(file, 'utf8').trim());
  } catch (error) {
    return err(`the token file \`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readIdle(text: string | undefined): Result<{ idleMs?: number }, string> {
  if (text === undefined) return ok({});
  const parsed = parseDuration(text);
  return parsed.ok
    ? ok({ idleMs: parsed.value })
    : err(`\`--session-idle\` cannot be \`${text}\`: ${parsed.error.message}`);
}
