// What was asked for on the command line, made complete.
import { parseArgs } from 'node:util';
import { cpus } from 'node:os';

export const USAGE = `usage: npm run bench -- [--quick] [--only ID]... [--no-peers] [--peers-dir DIR] [--keep] [--save]

--quick        a small run: fewer samples, 64 MiB where the full run writes 1 GiB
--only ID      this measure alone (may be given several times); the figures of the others stay as they were
--no-peers     bgjobs and the physical limits only; nothing is installed
--peers-dir    where the peers are installed, and found again the next time (default: a scratch folder)
--keep         leave the scratch folder, and say where it is
--save         write the figures of a quick run too
--list         the measures, one a line`;

/** Reads the arguments; throws with a message for people. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      'no-peers': { type: 'boolean', default: false },
      'peers-dir': { type: 'string' },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const quick = values.quick;
  return {
    ...values,
    quick,
    peers: !values['no-peers'],
    peersDir: values['peers-dir'],
    cores: cpus().length,
    /** Picks the size for this run: `size(fullValue, quickValue)`. */
    size: (full, small) => (quick ? small : full),
  };
}
