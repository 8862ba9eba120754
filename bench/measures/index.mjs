// Every measure, in the order in which they run and are shown.
import { captureModes } from './captureModes.mjs';
import { coldStart } from './coldStart.mjs';
import { idleCpu } from './idleCpu.mjs';
import { idleMemory } from './idleMemory.mjs';
import { memoryFlat } from './memoryFlat.mjs';
import { output } from './output.mjs';
import { parallelStarts } from './parallelStarts.mjs';
import { policy } from './policy.mjs';
import { queries } from './queries.mjs';
import { reload } from './reload.mjs';
import { size } from './size.mjs';
import { startCommand } from './startCommand.mjs';
import { stopTree } from './stopTree.mjs';
import { waitLatency } from './waitLatency.mjs';

/** @see ../README.md for what each has. */
export const measures = [
  size,
  coldStart,
  idleMemory,
  memoryFlat,
  startCommand,
  queries,
  parallelStarts,
  output,
  captureModes,
  policy,
  reload,
  waitLatency,
  idleCpu,
  stopTree,
];
