import type { Tool as ToolDefinition, ToolAnnotations } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Profile } from '../config/config.js';
import { exposedDescription, exposedName } from './exposedTools.js';
import { paramSchema } from './profileView.js';
import type { Effect, Tool } from './tool.js';
import { startProfile } from './tools/startProfile.js';
import { TOOLS } from './toolTable.js';

type ObjectSchema = ToolDefinition['inputSchema'];

const ANNOTATIONS: Readonly<Record<Effect, ToolAnnotations>> = {
  reads: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  // What a program does is not known here, so these hints promise nothing.
  runs: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  stops: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
};

let fixed: readonly ToolDefinition[] | undefined;

/**
 * What `tools/list` answers while these profiles are in force, in the order of the table. It never depends on the
 * connection: the specification forbids that.
 * @param profiles in the order of the file
 */
export function toolDefinitions(profiles: readonly Profile[]): readonly ToolDefinition[] {
  fixed ??= TOOLS.map(definitionOf);
  const names = profiles.map((profile) => profile.name);
  const own = fixed.map((definition) =>
    definition.name === startProfile.name ? withProfiles(definition, names) : definition,
  );
  return [...own, ...profiles.filter((profile) => profile.expose === 'tool').map(exposedDefinition)];
}

/** A profile as a tool of its own: its parameters are the arguments. */
function exposedDefinition(profile: Profile): ToolDefinition {
  const params = [...profile.params.values()];
  const required = params.filter((param) => param.required).map((param) => param.name);
  const outputSchema = bare(jsonSchema(startProfile.output));
  return {
    name: exposedName(profile),
    title: `Run ${profile.name}`,
    description: exposedDescription(profile),
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(params.map((param) => [param.name, paramSchema(param) as Record<string, string>])),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    },
    outputSchema,
    annotations: ANNOTATIONS.runs,
  };
}

function definitionOf({ name, title, description, effect, input, output }: Tool): ToolDefinition {
  const annotations = ANNOTATIONS[effect];
  return {
    name,
    title,
    description,
    inputSchema: jsonSchema(input),
    outputSchema: bare(jsonSchema(output)),
    annotations,
  };
}

/** Names the profiles in force. An empty enum would permit nothing and is no valid schema, so there is none then. */
function withProfiles(definition: ToolDefinition, names: readonly string[]): ToolDefinition {
  if (names.length === 0) return definition;
  const { properties = {} } = definition.inputSchema;
  const profile = { ...(properties.profile as Record<string, string>), enum: [...names] };
  return { ...definition, inputSchema: { ...definition.inputSchema, properties: { ...properties, profile } } };
}

/** Results are read by models, which gain nothing from hearing that a list of objects holds objects. */
function bare(schema: ObjectSchema): ObjectSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { items, ...rest } = property as { readonly items?: object };
    return [name, JSON.stringify(items) === '{"type":"object"}' ? rest : property] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** JSON Schema 2020-12, which is the dialect that MCP takes for granted, without what says nothing. */
function jsonSchema(schema: z.ZodObject): ObjectSchema {
  const json = z.toJSONSchema(schema, {
    // As input, an object that is not strict is left open: results may carry more than the schema declares.
    io: 'input',
    override: ({ jsonSchema: node, path }) => {
      delete node.propertyNames;
      // Where an integer has no bound of its own, zod writes the largest that JavaScript counts to.
      if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
      if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
      if (isEmpty(node.additionalProperties)) delete node.additionalProperties;
      if (path.length > 0 && isEmpty(node.properties)) delete node.properties;
    },
  });
  delete json.$schema;
  return json as ObjectSchema;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
