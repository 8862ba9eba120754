import { connect } from 'node:net';
import { boundAttempt, failed, passed, type Attempt, type AttemptLimits } from './attempt.js';

/** Whether something accepts a connection on the port of an address. */
export function attemptTcp(address: string, port: number, limits: AttemptLimits): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const where = `${address.includes(':') ? `[${address}]` : address}:${port}`;
    const settle = (attempt: Attempt): void => {
      unbound();
      socket.destroy();
      resolve(attempt);
    };
    const unbound = boundAttempt(limits, (why) => settle(failed(`no answer from ${where} ${why}`)));
    socket.once('connect', () => settle(passed));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(connectFailure(error, where)));
  });
}

/** Why a connection failed. */
export function connectFailure(error: NodeJS.ErrnoException, where: string): Attempt {
  switch (error.code) {
    case 'ECONNREFUSED':
      return { ok: false, why: `connection refused on ${where}`, isRefused: true };
    case 'ECONNRESET':
      return failed(`the connection to ${where} was reset`);
    default:
      return failed(`no connection to ${where} (${error.code ?? error.message})`);
  }
}
