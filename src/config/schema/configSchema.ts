import { readFileSync } from 'node:fs';
import { packageFile } from '../../lib/packageFile.js';
import { schemaCheck } from './schemaCheck.js';

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

/** One violation, as ajv tells it. */
export interface SchemaViolation {
  readonly keyword: string;
  /** JSON pointer of the value; of its map where `propertyName` is the culprit. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  /** The node whose keyword is violated. */
  readonly parentSchema?: SchemaNode;
  readonly data?: unknown;
}

/** A function that ajv made: false leaves what is wrong in `errors`. */
interface SchemaCheck {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaViolation[] | null;
}

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

const check = schemaCheck as unknown as SchemaCheck;

let loaded: ConfigSchema | undefined;

/** The schema that comes with this package: read once, at first use. */
export function configSchema(): ConfigSchema {
  loaded ??= readSchema(packageFile('schema/bgjobs.schema.json'));
  return loaded;
}

function readSchema(file: string): ConfigSchema {
  const root = JSON.parse(readFileSync(file, 'utf8')) as SchemaNode;
  const definitions = root.$defs ?? {};
  // Messages are found by structure, since violations carry copies of nodes.
  const names = new Map(Object.entries(definitions).map(([name, node]) => [structureOf(node), name]));
  return {
    root,
    violations: (value) => (check(value) ? [] : (check.errors ?? [])),
    resolve: (node) => (node.$ref === undefined ? node : (definitions[node.$ref.replace('#/$defs/', '')] ?? node)),
    definitionOf: (node) => (node === undefined ? undefined : names.get(structureOf(node))),
  };
}

/** The copies lack descriptions (scripts/generate/schemaCheck.mjs); a key of the file that is called so is a map. */
function structureOf(node: SchemaNode): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
}
