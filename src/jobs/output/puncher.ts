import type { Brand } from '../process/brand.js';
import { spawnTalkingHelper } from '../spawn.js';
import { punchHole, type PunchHole } from './punchHole.js';

/** A puncher that has nothing to do for so long ends, milliseconds. */
const IDLE_MS = 2_000;

/**
 * Punches what it reads of (number, offset and length in one line, the file in the next), each in the background, and answers
 * with the number and the exit status. Its brand tells that none of what it runs belongs to a job, whose log it writes to.
 * It ends with its input, and so with the server.
 */
const SCRIPT = `
ulimit -S -m "$1" 2>/dev/null
while read -r number offset length && IFS= read -r file; do
  { fallocate -p -o "$offset" -l "$length" "$file" 2>/dev/null; printf '%s %s\\n' "$number" "$?"; } &
done
`;

interface Order {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly resolve: (worked: boolean | Promise<boolean>) => void;
}

/**
 * Makes what punches holes through one small process of its own: to start one from the server for each hole holds the server
 * up, since its memory is marked for copying each time (20 to 40 ms on a busy machine).
 * @param brand one that no job has.
 */
export function createPuncher(brand: Brand): PunchHole {
  let puncher: Puncher | undefined;
  let idle: NodeJS.Timeout | undefined;

  function letRest(): void {
    idle = setTimeout(() => {
      puncher?.end();
      puncher = undefined;
    }, IDLE_MS).unref();
  }

  return (file, offset, length) => {
    clearTimeout(idle);
    if (file.includes('\n')) return punchHole(file, offset, length);
    if (puncher?.isOver() !== false) puncher = startPuncher(brand, letRest);
    return puncher === undefined
      ? punchHole(file, offset, length)
      : new Promise((resolve) => puncher?.take({ file, offset, length, resolve }));
  };
}

interface Puncher {
  take(order: Order): void;
  end(): void;
  isOver(): boolean;
}

/** @param rested called whenever nothing is left to do. */
function startPuncher(brand: Brand, rested: () => void): Puncher | undefined {
  const spawned = spawnTalkingHelper('/bin/sh', ['-c', SCRIPT, 'bgjobs-puncher', brand.kilobytes]);
  if (!spawned.ok) return undefined;
  const { stdin, stdout, ended } = spawned.value;
  const orders = new Map<number, Order>();
  let last = 0;
  let isOver = false;
  let rest = '';

  stdout
    .on('error', () => undefined)
    .on('data', (bytes: Buffer) => {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) settle(line);
    });
  void ended.then(() => {
    isOver = true;
    // Whoever ended it did not mean the logs.
    for (const { file, offset, length, resolve } of orders.values()) resolve(punchHole(file, offset, length));
    orders.clear();
  });

  function settle(line: string): void {
    const [number, status] = line.split(' ', 2);
    orders.get(Number(number))?.resolve(status === '0');
    orders.delete(Number(number));
    if (orders.size === 0) rested();
  }

  return {
    take(order) {
      orders.set(++last, order);
      stdin?.write(`${last} ${order.offset} ${order.length}\n${order.file}\n`);
    },
    end: () => void stdin?.end(),
    isOver: () => isOver,
  };
}
