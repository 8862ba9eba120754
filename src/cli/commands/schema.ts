import { readFileSync } from 'node:fs';
import { packageFile } from '../../lib/packageFile.js';
import { EXIT_OK, type Command } from '../command.js';

/** `bgjobs schema`: the JSON Schema of the file, for editors and other tools. */
export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the file',
  usage: 'bgjobs schema',
  help: 'Draft 2020-12, the same that bgjobs validates with.',
  options: {},
  positionals: 0,
  run(_values, _positionals, io) {
    io.stdout.write(readFileSync(packageFile('schema/bgjobs.schema.json'), 'utf8'));
    return EXIT_OK;
  },
};
