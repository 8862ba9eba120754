// src/config/schema/schemaCheck.ts: ajv's own code for the schema, so that nothing is compiled when a server starts
// (140 ms of its CPU) and ajv need not be installed with it.
import { _, Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const SCHEMA = 'schema/bgjobs.schema.json';

/** What ajv would `require`, by the name that its code knows it under. */
const HELPERS = {
  'require("ajv/dist/runtime/ucs2length").default': 'countCharacters',
  'require("hasDistinctScalars")': 'hasDistinctScalars',
};

/** @param {{ read: (file: string) => Promise<string> }} context */
export default async function schemaCheck({ read }) {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
  });
  // ajv's own compares maps through their `valueOf`, which a key of the file can be.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    code(context) {
      // Here it checks the schema's own lists; what is generated calls the helper that `code` names.
      const ref = (list) => new Set(list).size === list.length;
      const isDistinct = context.gen.scopeValue('func', { ref, code: _`require("hasDistinctScalars")` });
      context.fail(_`${context.schemaCode} && !${isDistinct}(${context.data})`);
    },
  });
  const check = ajv.compile(JSON.parse(await read(SCHEMA), withoutDescription));
  let code = standalone.default(ajv, check);
  for (const [required, helper] of Object.entries(HELPERS)) code = code.replaceAll(required, helper);
  const [, name] = /^"use strict";\s*export const validate = (\w+);\s*export default \w+;/.exec(code) ?? [];
  if (name === undefined || code.includes('require(')) throw new Error('the code that ajv makes has changed its form');
  const text = [
    '// @ts-nocheck',
    `// Generated from ${SCHEMA} by \`npm run generate\`. Change that file instead.\n`,
    "import { countCharacters, hasDistinctScalars } from './schemaCheckHelpers.js';\n",
    '/** Whether a value has the shape of the file; `errors` says what is wrong. */',
    `export const schemaCheck = ${name};`,
    code.slice(code.indexOf('export default')).replace(/^.*?;/, ''),
  ].join('\n');
  return [{ file: 'src/config/schema/schemaCheck.ts', text }];
}

/** Violations carry copies of the schema's nodes, and what these describe is not in any message. */
function withoutDescription(key, value) {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}
