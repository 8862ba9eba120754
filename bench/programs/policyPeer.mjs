// policyPeer.mjs ENGINE DECISIONS MODULES: extraction of commands by another parser, and token prefixes against the
// same rules, as gates built on it do. Prints `{typical, hostile, hostileInput}` like policyOurs.mjs.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '../lib/stats.mjs';
import { hostile, rules, typical } from './policyCases.mjs';

const [engine, rounds, modules] = process.argv.slice(2);
const engines = { 'shell-quote': shellQuote, 'tree-sitter-bash': treeSitter, unbash };
const extract = await engines[engine]();
const prefixes = rules(200).map((rule) => rule.split(' ').filter((word) => word !== '**'));

const refused = typical.filter((text) => !decide(text));
if (refused.length > 0) throw new Error(`${engine} refuses ${refused[0]}`);

const times = typical.map(() => []);
for (let round = 0; round < Number(rounds); round++)
  for (const [at, text] of typical.entries()) times[at].push(milliseconds(() => decide(text)) * 1000);

const worst = hostile
  .map((input) => {
    const taken = Array.from({ length: 5 }, () => milliseconds(() => decideOrRefuse(input))).sort((a, b) => a - b)[1];
    return { input, taken };
  })
  .sort((a, b) => b.taken - a.taken)[0];

process.stdout.write(
  JSON.stringify({ typical: times.map(median), hostile: worst.taken, hostileInput: worst.input.slice(0, 24) }),
);

function decide(text) {
  const commands = extract(text);
  return (
    commands !== undefined &&
    commands.length > 0 &&
    commands.every((argv) => prefixes.some((prefix) => prefix.every((word, at) => argv[at] === word)))
  );
}

function decideOrRefuse(text) {
  try {
    return decide(text);
  } catch {
    return false;
  }
}

/** Words split by shell-quote, commands at its operators; anything else that is not a string refuses. */
async function shellQuote() {
  const { parse } = createRequire(join(modules, 'x.js'))('shell-quote');
  return (text) => {
    const commands = [[]];
    for (const token of parse(text)) {
      if (typeof token === 'string') commands.at(-1).push(token);
      else if (['&&', '||', ';', '|'].includes(token.op)) commands.push([]);
      else return undefined;
    }
    return commands;
  };
}

/** The `command` nodes of the tree, refused when the tree has errors; words as their text, quotes taken off. */
async function treeSitter() {
  const { Parser, Language } = await import(pathToFileURL(join(modules, 'web-tree-sitter/web-tree-sitter.js')).href);
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(modules, 'tree-sitter-bash/tree-sitter-bash.wasm'))));
  return (text) => {
    const tree = parser.parse(text);
    try {
      if (tree.rootNode.hasError) return undefined;
      return tree.rootNode
        .descendantsOfType('command')
        .map((command) => command.namedChildren.map((word) => word.text.replace(/^(['"])(.*)\1$/s, '$2')));
    } finally {
      tree.delete();
    }
  };
}

/** The simple commands of unbash's tree, by a strict visitor: any other node refuses. */
async function unbash() {
  const { parse } = await import(pathToFileURL(createRequire(join(modules, 'x.js')).resolve('unbash')).href);
  const visit = (node, into) => {
    switch (node.type) {
      case 'Script':
      case 'Pipeline':
      case 'AndOr':
        return (node.commands ?? []).every((child) => visit(child, into));
      case 'Statement':
        return visit(node.command, into);
      case 'Command':
        if (node.name === undefined || node.prefix.length > 0 || node.redirects.length > 0) return false;
        into.push([node.name, ...node.suffix].map((word) => word.value));
        return true;
      default:
        return false;
    }
  };
  return (text) => {
    const tree = parse(text);
    const commands = [];
    return (tree.errors ?? []).length === 0 && visit(tree, commands) ? commands : undefined;
  };
}

function milliseconds(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}
