// policyOurs.mjs DECISIONS: prints what deciding and compiling cost here: `{typical, looked, hostile, hostileInput,
// compileFirst, compile}`; microseconds a decision (one an input), milliseconds for hostile and compile.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../dist/config/loadConfig.js';
import { compilePolicy } from '../../dist/policy/compilePolicy.js';
import { evaluate } from '../../dist/policy/evaluate.js';
import { localPolicyHost } from '../../dist/policy/localPolicyHost.js';
import { simulatedHost } from '../../dist/policy/simulatedHost.js';
import { splitWords } from '../../dist/policy/splitWords.js';
import { median } from '../lib/stats.mjs';
import { hostile, hostileDenials, hostileRules, rules, typical } from './policyCases.mjs';

const decisions = Number(process.argv[2]);
const root = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-policy-')));
const path = (process.env.PATH ?? '').split(':');
const real = localPolicyHost({ root, path });
const imagined = simulatedHost({ root, platform: 'linux', symlinks: new Map(), files: [], path: ['/usr/bin'] });
const profiles = new Map();

try {
  const [compileFirst, ...compiles] = Array.from({ length: 6 }, () => {
    const section = sectionWith(rules(1000));
    return milliseconds(() => compilePolicy(section, real));
  });
  const few = sectionWith(rules(200));
  const armed = sectionWith([...hostileRules, ...rules(200)], hostileDenials);
  const worst = hostileWorst(compilePolicy(armed, real).policy);
  process.stdout.write(
    JSON.stringify({
      typical: typicalTimes(compilePolicy(few, imagined).policy),
      looked: typicalTimes(compilePolicy(few, real).policy),
      hostile: worst.taken,
      hostileInput: worst.input.slice(0, 24),
      compileFirst,
      compile: median(compiles),
    }),
  );
} finally {
  rmSync(root, { recursive: true });
}

function sectionWith(allow, deny = []) {
  const bytes = Buffer.from(`version: 1\npolicy: ${JSON.stringify({ allow, deny })}\n`);
  const { policy } = loadConfig({ file: join(root, 'bgjobs.yaml'), bytes }, { env: process.env, splitWords, root });
  if (policy === undefined) throw new Error('the rules do not load');
  return policy;
}

/** The median of many rounds for each typical input, microseconds. */
function typicalTimes(policy) {
  const decide = (command) => evaluate(policy, requestFor(command), profiles);
  const allowed = typical.filter((command) => decide(command).decision === 'allow').length;
  if (policy.host === imagined && allowed !== typical.length)
    throw new Error(`only ${allowed} typical commands allowed`);
  const times = typical.map(() => []);
  for (let round = 0; round < decisions; round++)
    for (const [at, command] of typical.entries()) times[at].push(milliseconds(() => decide(command)) * 1000);
  return times.map(median);
}

/** The slowest hostile input, at its second fastest of five: a pause of the machine is not the policy's. */
function hostileWorst(policy) {
  const all = hostile.map((input) => {
    const times = Array.from({ length: 5 }, () => milliseconds(() => evaluate(policy, requestFor(input), profiles)));
    return { input, taken: times.sort((a, b) => a - b)[1] };
  });
  return all.sort((a, b) => b.taken - a.taken)[0];
}

function requestFor(text) {
  return { input: { kind: 'text', text }, cwd: undefined, env: new Map() };
}

function milliseconds(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}
