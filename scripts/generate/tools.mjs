// docs/tools.md, from the definitions that clients get.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export default async function generate({ root }) {
  spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: root, stdio: ['ignore', 2, 2] });
  const { renderToolsDoc } = await import(pathToFileURL(join(root, 'dist/mcp/toolsDoc.js')).href);
  return [{ file: 'docs/tools.md', text: renderToolsDoc() }];
}
