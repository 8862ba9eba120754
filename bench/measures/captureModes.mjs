import { rmSync } from 'node:fs';
import { requireRoom } from '../lib/flood.mjs';
import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { runNode } from '../lib/runNode.mjs';

const MIB = 1024 ** 2;
const own = ['file descriptor', 'pipe to a write stream', 'one string, last MiB kept'];
const execas = [
  'execa, stdout: {file}',
  'execa, buffer: false, data thrown away',
  'execa, line by line',
  'execa, all in memory',
];

export const captureModes = {
  id: 'capture-modes',
  title: 'Ways to take the output of a job in Node, without any server',
  unit: 'MiB/s',
  async run(context) {
    const bytes = context.size(256, 32) * MIB;
    const contenders = [...own, ...(context.libraries === undefined ? [] : execas)].map((name) => ({
      name,
      role: own.indexOf(name) === 0 ? 'limit' : 'peer',
    }));
    const cpu = new Map(contenders.map(({ name }) => [name, []]));
    const memory = new Map(contenders.map(({ name }) => [name, []]));
    const results = await interleave(context.size(3, 2), contenders, async ({ name }) => {
      const folder = context.newFolder('capture');
      requireRoom(folder, bytes);
      const args = [programs.capture, name, String(bytes), folder];
      const figures = await runNode(context.libraries === undefined ? args : [...args, context.libraries], 60_000);
      rmSync(folder, { recursive: true });
      cpu.get(name).push((figures.cpu * 1024 ** 3) / bytes);
      memory.get(name).push(figures.memory);
      return figures.rate;
    });
    return contenders.flatMap((contender) => {
      const result = results.get(contender.name);
      const more = (variant, unit, samples) =>
        toRow(contender, { samples, othersBusy: result.othersBusy }, { variant, unit });
      return [
        toRow(contender, result, { variant: 'rate' }),
        more('CPU of the Node process', 's/GiB', cpu.get(contender.name)),
        more('memory at the end', 'MiB', memory.get(contender.name)),
      ];
    });
  },
};
