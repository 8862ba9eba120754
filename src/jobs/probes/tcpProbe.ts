import { connect } from 'node:net';
import { addressesOf, anyPasses, boundAttempt, failed, passed, type Attempt, type AttemptLimits } from './attempt.js';

/** Whether something accepts a connection on the port. */
export function attemptTcp(host: string, port: number, limits: AttemptLimits): Promise<Attempt> {
  return anyPasses(addressesOf(host).map((address) => attemptAddress(address, port, limits)));
}

function attemptAddress(address: string, port: number, limits: AttemptLimits): Promise<Attempt> {
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
    socket.on('error', (error: NodeJS.ErrnoException) => settle(failed(connectFailure(error, where))));
  });
}

/** A failed connection in words. */
export function connectFailure(error: NodeJS.ErrnoException, where: string): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return `connection refused on ${where}`;
    case 'ECONNRESET':
      return `the connection to ${where} was reset`;
    default:
      return `no connection to ${where} (${error.code ?? error.message})`;
  }
}
