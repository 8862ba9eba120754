import { programs } from '../lib/programs.mjs';
import { interleave, toRow } from '../lib/rounds.mjs';
import { runNode } from '../lib/runNode.mjs';

const bgjobs = { name: 'bgjobs', role: 'bgjobs' };
const engines = ['shell-quote', 'tree-sitter-bash', 'unbash'];

export const policy = {
  id: 'policy',
  title: 'Policy: one decision with 200 rules, hostile inputs of 8 KiB, compiling 1,000 rules',
  unit: 'µs',
  async run(context) {
    const peers = context.libraries === undefined ? [] : engines.map((name) => ({ name, role: 'peer' }));
    const decisions = String(context.size(2_000, 300));
    const figures = new Map([bgjobs, ...peers].map(({ name }) => [name, []]));
    const results = await interleave(context.size(7, 3), [bgjobs, ...peers], async ({ name, role }) => {
      const args =
        role === 'bgjobs'
          ? [programs.policyOurs, decisions]
          : [programs.policyPeer, name, decisions, context.libraries];
      const run = await runNode(args, 60_000);
      figures.get(name).push(run);
      return run.typical;
    });
    return [bgjobs, ...peers].flatMap((contender) => {
      const result = results.get(contender.name);
      const runs = figures.get(contender.name);
      const more = (variant, unit, pick, extra = {}) =>
        toRow(contender, { samples: runs.flatMap(pick), othersBusy: result.othersBusy }, { variant, unit, ...extra });
      const rows = [toRow(contender, result, { variant: 'typical command' })];
      if (runs.length === 0) return rows;
      const note = `slowest input begins ${JSON.stringify(runs.at(-1).hostileInput)}`;
      rows.push(more('slowest hostile input', 'ms', ({ hostile }) => hostile, { note }));
      if (contender === bgjobs)
        rows.push(
          more('typical command, program looked up', 'µs', ({ looked }) => looked),
          more('compile of 1,000 rules, first time', 'ms', ({ compileFirst }) => compileFirst),
          more('compile of 1,000 rules, again', 'ms', ({ compile }) => compile),
        );
      return rows;
    });
  },
};
