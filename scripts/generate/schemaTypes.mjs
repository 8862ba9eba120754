// src/config/schemaTypes.ts: the types of the file as YAML gives it, and the defaults that the schema states.
import { compile } from 'json-schema-to-typescript';

const SCHEMA = 'schema/bgjobs.schema.json';

/** @param {{ read: (file: string) => Promise<string> }} context */
export default async function schemaTypes({ read }) {
  const schema = JSON.parse(await read(SCHEMA));
  const types = await compile(forTypes(schema), 'ConfigFile', {
    bannerComment: '',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
    unknownAny: true,
    format: false,
  });
  const text = [
    `// Generated from ${SCHEMA} by \`npm run generate\`. Change that file instead.\n`,
    types,
    '/** The defaults that the schema states, by definition and key. */',
    `export const schemaDefaults = ${JSON.stringify(defaultsOf(schema), null, 2)} as const;\n`,
  ].join('\n');
  return [{ file: 'src/config/schemaTypes.ts', text }];
}

/** The schema as the type generator wants it: names from `$defs`, no `x-*` keys, no "exactly one of these keys". */
function forTypes(schema) {
  const copy = JSON.parse(JSON.stringify(schema));
  visit(copy, (node) => {
    delete node.title;
    delete node.examples;
    delete node.propertyNames;
    if (node.patternProperties !== undefined) delete node.patternProperties;
    if (node.oneOf?.every((branch) => Object.keys(branch).join() === 'required')) delete node.oneOf;
  });
  delete copy.$id;
  delete copy.$schema;
  delete copy.$defs.extension;
  for (const [name, node] of Object.entries(copy.$defs)) {
    if (node.type === 'object' && node.properties !== undefined) node.title = `${pascal(name)}Source`;
  }
  return { ...copy, title: 'ConfigFile' };
}

function visit(node, change) {
  if (Array.isArray(node)) for (const item of node) visit(item, change);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if (['type', '$ref', 'anyOf', 'const', 'enum', 'properties'].some((key) => key in node)) change(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'default' || key === 'examples' || key === 'enum') continue;
    if (key === 'properties' || key === '$defs') {
      for (const child of Object.values(value)) visit(child, change);
    } else visit(value, change);
  }
}

function defaultsOf(schema) {
  const all = {};
  for (const [name, node] of [['file', schema], ...Object.entries(schema.$defs)]) {
    if (node.properties === undefined) continue;
    const defaults = {};
    for (const [key, property] of Object.entries(node.properties)) {
      const target = property.$ref === undefined ? {} : schema.$defs[property.$ref.replace('#/$defs/', '')];
      const value = property.default ?? target.default;
      if (value !== undefined) defaults[key] = value;
    }
    if (Object.keys(defaults).length > 0) all[name] = defaults;
  }
  return all;
}

function pascal(name) {
  return name[0].toUpperCase() + name.slice(1);
}
