import { readFileSync } from 'node:fs';
import { packageFile } from '../../lib/packageFile.js';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** A node of the JSON Schema, as far as messages are made from it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** One violation; with `parentSchema` and `data`. */
export type SchemaViolation = ErrorObject<string, Record<string, unknown>> & { readonly parentSchema?: SchemaNode };

/** The definition of the file format, and what checks it. */
export interface ConfigSchema {
  readonly root: SchemaNode;
  /** Every violation, or none. */
  violations(value: unknown): readonly SchemaViolation[];
  /** Follows `$ref`; the node itself when there is none. */
  resolve(node: SchemaNode): SchemaNode;
  /** The name in `$defs` of a node that a violation speaks of. */
  definitionOf(node: SchemaNode | undefined): string | undefined;
}

let loaded: ConfigSchema | undefined;

/** The schema that comes with this package: read and compiled once, at first use. */
export function configSchema(): ConfigSchema {
  loaded ??= compileSchema(packageFile('schema/bgjobs.schema.json'));
  return loaded;
}

function compileSchema(file: string): ConfigSchema {
  const root = JSON.parse(readFileSync(file, 'utf8')) as SchemaNode;
  const definitions = root.$defs ?? {};
  // Messages are found by structure, since violations carry copies of nodes.
  const names = new Map(Object.entries(definitions).map(([name, node]) => [JSON.stringify(node), name]));
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
  });
  // ajv's own compares maps through their `valueOf`, which a key of the file can be.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: hasDistinctScalars });
  const validate: ValidateFunction = ajv.compile(root);
  return {
    root,
    violations: (value) => (validate(value) ? [] : ((validate.errors ?? []) as SchemaViolation[])),
    resolve: (node) => (node.$ref === undefined ? node : (definitions[node.$ref.replace('#/$defs/', '')] ?? node)),
    definitionOf: (node) => (node === undefined ? undefined : names.get(JSON.stringify(node))),
  };
}

/** Lists whose items have to differ hold scalars; other items are wrong for another reason. */
function hasDistinctScalars(wanted: boolean, list: readonly unknown[]): boolean {
  const scalars = list.filter((item) => typeof item !== 'object');
  return !wanted || new Set(scalars).size === scalars.length;
}
