import { names, type Grammar, type Platform, type ProgramHazards } from './grammar.js';
import { archive } from './programs/archive.js';
import { cloud } from './programs/cloud.js';
import { builds } from './programs/builds.js';
import { rustAndGo } from './programs/rustAndGo.js';
import { containers } from './programs/containers.js';
import { databases } from './programs/databases.js';
import { files } from './programs/files.js';
import { forges } from './programs/forges.js';
import { git } from './programs/git.js';
import { interpreters } from './programs/interpreters.js';
import { jsBuilds } from './programs/jsBuilds.js';
import { jsTests } from './programs/jsTests.js';
import { jsTools } from './programs/jsTools.js';
import { media } from './programs/media.js';
import { network } from './programs/network.js';
import { nodePackages } from './programs/nodePackages.js';
import { javaAndDotnet } from './programs/javaAndDotnet.js';
import { rubyAndPhp } from './programs/rubyAndPhp.js';
import { pythonCheckers } from './programs/pythonCheckers.js';
import { pythonTools } from './programs/pythonTools.js';
import { search } from './programs/search.js';
import { shells } from './programs/shells.js';
import { system } from './programs/system.js';
import { text } from './programs/text.js';
import { wrappers } from './programs/wrappers.js';

/** Every family of the table. */
export const FAMILIES: readonly (readonly ProgramHazards[])[] = [
  archive,
  cloud,
  builds,
  rustAndGo,
  containers,
  databases,
  files,
  forges,
  git,
  interpreters,
  jsBuilds,
  jsTests,
  jsTools,
  media,
  network,
  nodePackages,
  javaAndDotnet,
  rubyAndPhp,
  pythonCheckers,
  pythonTools,
  search,
  shells,
  system,
  text,
  wrappers,
];

let table: Map<string, Grammar> | undefined;

/** The entry of a program: by its name, or without the version at its end (`python3.12`); undefined when it has none. */
export function findProgram(program: string, platform: Platform): Grammar | undefined {
  table ??= fill();
  const name = platform === 'linux' ? program : program.toLowerCase();
  const bare = platform === 'win32' ? name.replace(/\.(?:exe|cmd|bat|com|ps1)$/, '') : name;
  return table.get(bare) ?? table.get(withoutVersion(bare));
}

function fill(): Map<string, Grammar> {
  const filled = new Map<string, Grammar>();
  for (const family of FAMILIES) {
    for (const entry of family) for (const name of names(entry.programs)) filled.set(name, entry);
  }
  return filled;
}

function withoutVersion(name: string): string {
  let end = name.length;
  while (end > 1 && '0123456789.-'.includes(name[end - 1] ?? ' ')) end--;
  return name.slice(0, end);
}
