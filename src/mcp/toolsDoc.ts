import type { Tool as ToolDefinition } from '@modelcontextprotocol/server';
import { INSTRUCTIONS } from './instructions.js';
import { toolDefinitions } from './toolDefinitions.js';

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Property;
  readonly additionalProperties?: Property;
}

/** Writes docs/tools.md from the definitions that clients get, so that the page cannot say anything else. */
export function renderToolsDoc(): string {
  const definitions = toolDefinitions([]);
  return [
    '<!-- Generated from src/mcp by `npm run generate`. Do not edit. -->',
    '',
    '# Tools',
    '',
    'What an agent can call, in the words that it gets. Arguments that a tool does not have are errors. Every result',
    'carries structured content and the same facts as text. A call that is refused has `isError` and',
    '`{error: {code, message, hint, ...}}` in place of the result; [errors](errors.md) has a row for each code.',
    '',
    '| tool | title | reads only | may destroy | idempotent | open world |',
    '| ---- | ----- | ---------- | ----------- | ---------- | ---------- |',
    ...definitions.map(summaryRow),
    '',
    '## Instructions',
    '',
    'Clients may put this before their model:',
    '',
    `> ${INSTRUCTIONS}`,
    '',
    ...definitions.flatMap(section),
  ].join('\n');
}

function summaryRow({ name, title, annotations }: ToolDefinition): string {
  const hints = [
    annotations?.readOnlyHint,
    annotations?.destructiveHint,
    annotations?.idempotentHint,
    annotations?.openWorldHint,
  ];
  const cells = [`[\`${name}\`](#${name})`, title, ...hints.map((hint) => (hint === true ? 'yes' : 'no'))];
  return `| ${cells.join(' | ')} |`;
}

function section({ name, description, inputSchema, outputSchema }: ToolDefinition): string[] {
  const properties = Object.entries((inputSchema.properties ?? {}) as Record<string, Property>);
  const results = Object.entries((outputSchema?.properties ?? {}) as Record<string, Property>);
  const required = new Set(inputSchema.required);
  return [
    `## ${name}`,
    '',
    description ?? '',
    '',
    ...(properties.length === 0
      ? ['It takes no arguments.']
      : [
          '| argument | type | default | meaning |',
          '| -------- | ---- | ------- | ------- |',
          ...properties.map(([key, property]) => argumentRow(key, property, required.has(key))),
        ]),
    '',
    `Result: ${results
      .filter(([key]) => key !== 'error')
      .map(([key, { description: what }]) => `\`${key}\`${what === undefined ? '' : ` (${cell(what)})`}`)
      .join(', ')}.`,
    '',
  ];
}

function argumentRow(name: string, property: Property, isRequired: boolean): string {
  const standard = property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``;
  return `| \`${name}\` | ${typeText(property)} | ${isRequired ? 'required' : standard} | ${cell(property.description ?? '')} |`;
}

function typeText(property: Property): string {
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  const { type = 'any', items, additionalProperties: values, minimum, maximum } = property;
  if (items !== undefined) return `array of ${typeText(items)}`;
  if (type === 'object' && values !== undefined) return `object of ${typeText(values)}`;
  if (minimum !== undefined && maximum !== undefined) return `${type} ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${type} from ${minimum}`;
  return type;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
