import { describe, test } from 'vitest';
import { CLIENT_KINDS, type ClientKind } from './clients.js';
import { makeRig, type Rig } from './rig.js';

/** Longer than any single wait in the rig, which fails with the name of what did not come. */
export const LONGEST_TEST_MS = 180_000;

/** Vitest's `it` whose tests may ask for a `rig`. */
export type RigTest = ReturnType<typeof rigTest>;

/** `it` with a rig whose client is of this kind, for what is the same with every client. */
export function rigTest(kind: ClientKind) {
  return test.extend<{ rig: Rig }>({
    rig: async ({ task }, use) => {
      const handle = makeRig(kind);
      await use(handle.rig);
      await handle.end(task.result?.state === 'fail');
    },
  });
}

/** Describes something three times: for the 1.x client, and for the 2.x client in both eras. */
export function describeEachClient(title: string, define: (it: RigTest, kind: ClientKind) => void): void {
  describe.each(CLIENT_KINDS)(`${title}, client %s`, { timeout: LONGEST_TEST_MS }, (kind) => {
    define(rigTest(kind), kind);
  });
}
