import { fileURLToPath } from 'node:url';

/** The small programs that are run while measuring. */
export const programs = {
  empty: at('empty.mjs'),
  sdkImport: at('sdkImport.mjs'),
  sdkServer: at('sdkServer.mjs'),
  spawner: at('spawner.mjs'),
  lines: at('lines.sh'),
  tree: at('tree.sh'),
  listener: at('listener.mjs'),
  capture: at('capture.mjs'),
  policyOurs: at('policyOurs.mjs'),
  policyPeer: at('policyPeer.mjs'),
  loadFile: at('loadFile.mjs'),
};

function at(name) {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}
