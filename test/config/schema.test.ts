import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.js';

type Json = Readonly<Record<string, unknown>>;

const top = new URL('../../', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schema/bgjobs.schema.json', top), 'utf8')) as Json;
const definitions = schema.$defs as Record<string, Json>;
const example = readFileSync(new URL('bgjobs.yaml.example', top), 'utf8');
const sandbox = createSandbox();
afterAll(() => sandbox.remove());

/** Every node of the schema that describes a value, with where it stands. */
function* nodes(node: Json, at: string): Generator<readonly [string, Json]> {
  yield [at, node];
  for (const key of ['properties', '$defs', 'patternProperties']) {
    for (const [name, child] of Object.entries((node[key] ?? {}) as Record<string, Json>))
      yield* nodes(child, `${at}/${key}/${name}`);
  }
  for (const key of ['items', 'additionalProperties', 'propertyNames']) {
    if (typeof node[key] === 'object') yield* nodes(node[key] as Json, `${at}/${key}`);
  }
  for (const [index, child] of ((node.anyOf ?? []) as Json[]).entries()) yield* nodes(child, `${at}/anyOf/${index}`);
}

/** A node with what it refers to; what it says itself wins. */
function resolved(node: Json): Json {
  const reference = node.$ref;
  if (typeof reference !== 'string') return node;
  return { ...resolved(definitions[reference.replace('#/$defs/', '')] ?? {}), ...node };
}

const all = [...nodes(schema, '#')];

describe('the schema', () => {
  it('describes every node and gives an example of it', () => {
    expect(all.length).toBeGreaterThan(150);
    for (const [at, node] of all) {
      const { description, examples } = resolved(node);
      expect(typeof description, at).toBe('string');
      expect(Array.isArray(examples), at).toBe(true);
    }
  });

  it('gives examples and defaults that it accepts itself', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const [at, node] of all) {
      const { $ref, ...own } = node;
      const validate = ajv.compile({
        ...(typeof $ref === 'string' ? { $ref, ...own } : own),
        $id: `https://example.org/${encodeURIComponent(at)}`,
        $defs: definitions,
      });
      const { examples = [], default: fallback } = resolved(node) as { examples?: unknown[]; default?: unknown };
      for (const value of [...examples, ...(fallback === undefined ? [] : [fallback])]) {
        expect(validate(value), `${at}: ${JSON.stringify(value)} ${ajv.errorsText(validate.errors)}`).toBe(true);
      }
    }
  });

  it('closes every map of fixed keys, and leaves `x-*` free in it', () => {
    const maps = all.filter(([, node]) => node.properties !== undefined);
    expect(maps.length).toBeGreaterThan(15);
    for (const [at, node] of maps) {
      expect(node, at).toMatchObject({
        type: 'object',
        additionalProperties: false,
        patternProperties: { '^x-': { $ref: '#/$defs/extension' } },
      });
    }
  });

  it('names what it wants, for messages', () => {
    for (const [name, node] of Object.entries(definitions)) expect(resolved(node), name).toHaveProperty('title');
  });
});

describe('bgjobs.yaml.example', () => {
  it('is good, without a warning', () => {
    const { diagnostics, config } = sandbox.load(example);
    expect(sandbox.render(diagnostics, example)).toBe('');
    expect(config?.profiles.size).toBeGreaterThan(1);
  });

  it('begins with the modeline', () => {
    expect(example).toMatch(/^# yaml-language-server: \$schema=\S+\n/);
  });

  it('has every key of the schema in it', () => {
    const keys = new Set(all.flatMap(([, node]) => Object.keys((node.properties ?? {}) as Json)));
    for (const key of keys) expect(example).toMatch(new RegExp(`(^|[\\s{#])${key}:`, 'm'));
  });
});

describe('what is generated from the schema', () => {
  it('is up to date', () => {
    const script = fileURLToPath(new URL('scripts/generate.mjs', top));
    const words = [script, '--check', '--only', 'schemaTypes', '--only', 'configuration'];
    const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it('the first file of docs/configuration.md is good', () => {
    const page = readFileSync(new URL('docs/configuration.md', top), 'utf8');
    const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(sandbox.render(sandbox.load(block).diagnostics, block)).toBe('');
  });
});
