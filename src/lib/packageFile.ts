import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let top: string | undefined;

/** Absolute path of a file of this package, wherever the code that asks was put by the build. */
export function packageFile(path: string): string {
  top ??= packageFolder(dirname(fileURLToPath(import.meta.url)));
  return join(top, path);
}

function packageFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'schema', 'bgjobs.schema.json'))) return at;
    if (at === dirname(at)) throw new Error(`no package of bgjobs holds ${folder}`);
  }
}
