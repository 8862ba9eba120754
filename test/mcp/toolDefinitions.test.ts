import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS } from '../../src/mcp/instructions.js';
import { toolDefinitions } from '../../src/mcp/toolDefinitions.js';
import { renderToolsDoc } from '../../src/mcp/toolsDoc.js';
import { profile } from './fakeHost.js';
import { TOOLS } from '../../src/mcp/toolTable.js';

/** `UPDATE_TOOLSNAPS=1 npx vitest run test/mcp/toolDefinitions.test.ts` writes the snapshots and docs/tools.md anew. */
const UPDATE = process.env.UPDATE_TOOLSNAPS === '1';
const SNAPS = new URL('../toolsnaps/', import.meta.url);
const DOC = new URL('../../docs/tools.md', import.meta.url);

/** The most that `tools/list` may cost in every conversation, bytes. */
const BUDGET = 12_000;
/** Ten names as projects have them. */
const PROFILES = ['web', 'api', 'db', 'worker', 'unit-tests', 'e2e-tests', 'typecheck', 'lint', 'storybook', 'build'];

const definitions = toolDefinitions([]);
const known = new Set([
  ...definitions.map((tool) => tool.name),
  ...definitions.flatMap((tool) => Object.keys(tool.inputSchema.properties ?? {})),
  ...definitions.flatMap((tool) => Object.keys(tool.outputSchema?.properties ?? {})),
]);
/** Words with an underscore that are neither tools nor top-level properties: fields of a page of output. */
const FIELDS = new Set(['next_cursor', 'lost_bytes']);

describe('all tools', () => {
  it('stand in a file each, named after the tool, and in the table', () => {
    const files = readdirSync(new URL('../../src/mcp/tools/', import.meta.url)).sort();
    expect(TOOLS.map(({ name }) => `${camel(name)}.ts`).sort()).toEqual(files);
    expect(new Set(TOOLS.map(({ name }) => name)).size).toBe(TOOLS.length);
  });

  it(`cost less than ${BUDGET} bytes with ten profiles`, () => {
    const bytes = Buffer.byteLength(JSON.stringify({ tools: toolDefinitions(PROFILES.map((name) => profile(name))) }));
    expect(bytes).toBeLessThan(BUDGET);
  });

  it('are the same objects whatever the connection is', () => {
    expect(toolDefinitions([profile('a')])).toEqual(toolDefinitions([profile('a')]));
    expect(toolDefinitions([profile('a')])).not.toEqual(toolDefinitions([profile('b')]));
  });

  it('have instructions of 300 to 900 characters that name no tool that is not there', () => {
    expect(INSTRUCTIONS.length).toBeGreaterThanOrEqual(300);
    expect(INSTRUCTIONS.length).toBeLessThanOrEqual(900);
    expect(strangers(INSTRUCTIONS)).toEqual([]);
  });

  it('have their snapshots, and no other is left over', () => {
    expect(readdirSync(SNAPS).sort()).toEqual(definitions.map(({ name }) => `${name}.json`).sort());
  });

  it('are what docs/tools.md says', async () => {
    const text = await format(renderToolsDoc(), { ...(await resolveConfig(DOC)), parser: 'markdown' });
    if (UPDATE) writeFileSync(DOC, text);
    expect(readFileSync(DOC, 'utf8'), 'docs/tools.md is stale; see UPDATE_TOOLSNAPS in this test').toBe(text);
  });
});

describe.each(definitions.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  const { title, description = '', inputSchema, outputSchema, annotations } = tool;

  it('has a name that every model API takes', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(`mcp__bgjobs__${name}`.length).toBeLessThanOrEqual(64);
    expect(title).toMatch(/^[A-Z][a-z ]{4,40}$/);
  });

  it('says what it does and what else there is, in words that exist', () => {
    expect(description.length).toBeGreaterThanOrEqual(120);
    expect(description.length).toBeLessThanOrEqual(400);
    expect(description).toMatch(/\.$/);
    expect(strangers(description)).toEqual([]);
  });

  it('states all four hints', () => {
    expect(annotations).toEqual({
      readOnlyHint: expect.any(Boolean) as boolean,
      destructiveHint: expect.any(Boolean) as boolean,
      idempotentHint: expect.any(Boolean) as boolean,
      openWorldHint: expect.any(Boolean) as boolean,
    });
    if (annotations?.readOnlyHint === true)
      expect(annotations).toMatchObject({ destructiveHint: false, idempotentHint: true });
    expect(annotations?.readOnlyHint).toBe(/^(list|get|read|wait|check)_/.test(name));
  });

  it('takes a closed object, every property described', () => {
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    for (const [key, property] of Object.entries(inputSchema.properties ?? {})) {
      expect(key).toMatch(/^[a-z]+(_[a-z]+)*$/);
      const { description: said } = property as { readonly description?: string };
      expect(said, `${name}.${key}`).toMatch(/\S{2}/);
    }
    expect(Object.keys(inputSchema.properties ?? {})).toEqual(expect.arrayContaining(inputSchema.required ?? []));
  });

  it('answers with an object that may be a refusal', () => {
    expect(outputSchema).toMatchObject({ type: 'object', properties: { error: { type: 'object' } } });
    // The 1.x client holds refusals against this schema, too.
    expect(outputSchema).not.toHaveProperty('required');
    expect(outputSchema).not.toHaveProperty('additionalProperties');
  });

  it('has schemas that every host can read', () => {
    for (const schema of [inputSchema, outputSchema]) {
      for (const word of ['anyOf', 'oneOf', 'allOf', '$ref', '$schema', 'not', 'if'])
        expect(schema).not.toHaveProperty(word);
      walk(schema, (node) => {
        expect(Array.isArray(node.type), `a list of types in ${JSON.stringify(node)}`).toBe(false);
        expect(node).not.toHaveProperty('$ref');
      });
    }
  });

  it('is as its snapshot has it', () => {
    const file = new URL(`${name}.json`, SNAPS);
    const text = `${JSON.stringify(tool, null, 2)}\n`;
    if (UPDATE) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8'), `${name} changed; see UPDATE_TOOLSNAPS in this test`).toBe(text);
  });
});

function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Words that look like names of tools or properties and are none. */
function strangers(text: string): string[] {
  return (text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []).filter((word) => !known.has(word) && !FIELDS.has(word));
}

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>);
  for (const child of Object.values(node)) walk(child, visit);
}
