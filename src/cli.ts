#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runWithCodeCache } from './cli/codeCache.js';
import { keepYoungHeapSmall } from './cli/smallYoungHeap.js';

const args = process.argv.slice(2);
// What runs for a second has no time to be small; a server has.
if (args[0] === 'serve') keepYoungHeapSmall();
// The build puts the program itself (src/cli/program.ts and all that it needs) beside this file.
runWithCodeCache(fileURLToPath(new URL('./program.cjs', import.meta.url)), args, process.env);
