// What may run under a file, decided without running anything.
//   node decide.mjs bgjobs.yaml npm test
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compilePolicy, describeDenial, evaluate, loadConfig, localPolicyHost, splitWords } from 'bgjobs';

const [file = 'bgjobs.yaml', ...argv] = process.argv.slice(2);
const path = resolve(file);
const root = dirname(path);

const { config, diagnostics } = loadConfig(
  { file: path, bytes: readFileSync(path) },
  { env: process.env, splitWords, root },
);
if (config === undefined) {
  for (const { code, message } of diagnostics) console.error(`${code}: ${message}`);
  process.exit(2);
}

const host = localPolicyHost({ root, path: (process.env.PATH ?? '').split(':') });
const { policy } = compilePolicy(config.policy, host);
const evaluation = evaluate(policy, { input: { kind: 'argv', argv }, cwd: undefined, env: new Map() }, config.profiles);

console.log(`${evaluation.decision}: ${describeDenial(evaluation)}`);
process.exitCode = evaluation.decision === 'allow' ? 0 : 1;
