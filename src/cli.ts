#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runWithCodeCache } from './cli/codeCache.js';

// The build puts the program itself (src/cli/program.ts and all that it needs) beside this file.
runWithCodeCache(fileURLToPath(new URL('./program.cjs', import.meta.url)), process.argv.slice(2), process.env);
