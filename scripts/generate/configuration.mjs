// The reference tables of docs/configuration.md, between `<!-- keys of NAME -->` and `<!-- end of keys -->`.
// NAME is a definition of the schema, or `file` for the top level.
const SCHEMA = 'schema/bgjobs.schema.json';
const PAGE = 'docs/configuration.md';

/** @param {{ read: (file: string) => Promise<string> }} context */
export default async function configuration({ read }) {
  const schema = JSON.parse(await read(SCHEMA));
  const page = await read(PAGE);
  const text = page.replaceAll(/(<!-- keys of (\w+) -->\n)[^]*?(<!-- end of keys -->)/g, (_, start, name, end) => {
    const node = name === 'file' ? schema : schema.$defs[name];
    if (node === undefined) throw new Error(`${PAGE} asks for the keys of ${name}, which the schema does not have`);
    return `${start}\n${table(schema, node)}\n\n${end}`;
  });
  return [{ file: PAGE, text }];
}

function table(schema, node) {
  const rows = Object.entries(node.properties).map(([key, property]) => {
    const merged = resolved(schema, property);
    const required = node.required?.includes(key) === true ? 'required' : '';
    const example = merged.examples?.[0];
    return [
      `\`${key}\``,
      kind(merged),
      merged.default === undefined ? required : code(merged.default),
      merged.description,
      example === undefined ? '' : code(example),
    ];
  });
  return [
    '| key | value | default | meaning | example |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
  ].join('\n');
}

/** A node with what it refers to; what it says itself wins. */
function resolved(schema, node) {
  if (node.$ref === undefined) return node;
  const { $ref, ...own } = node;
  return { ...resolved(schema, schema.$defs[$ref.replace('#/$defs/', '')]), ...own };
}

/** What kind of value a key takes, in a few words. */
function kind(node) {
  if (node.const !== undefined) return code(node.const);
  if (node.properties !== undefined) return 'a map';
  return node.title ?? 'anything';
}

/** A value as YAML in flow style, in backticks. */
function code(value) {
  return `\`${flow(value)}\``;
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, child]) => `${key}: ${flow(child)}`);
    return `{${pairs.join(', ')}}`;
  }
  if (typeof value !== 'string') return String(value);
  return value === '' || /[:#,[\]{}"'`]|^[\s*&!|>%@.?-]|^\d+$|\s$/.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : value;
}
