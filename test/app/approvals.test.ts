import { chmodSync, linkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approvalsIn } from '../../src/app/approvals.js';
import { compareFiles } from '../../src/app/compareFiles.js';
import { makeScratch, type Scratch } from '../rig/scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

const FILE = '/project/bgjobs.yaml';

describe('an approval', () => {
  it('is for one content of one file, and for what was held before it', () => {
    const approvals = approvalsIn(scratch.folder('state'), FILE);
    expect(approvals.isApproved('aa', 0)).toBe(false);
    const before = Date.now();
    approvals.approve('aa');
    expect(approvals.isApproved('aa', before)).toBe(true);
    expect(approvals.isApproved('bb', before)).toBe(false);
    expect(approvals.isApproved('aa', Date.now() + 1_000)).toBe(false);
    expect(approvalsIn(scratch.folder('state'), '/other/bgjobs.yaml').isApproved('aa', before)).toBe(false);
  });

  it.each<readonly [string, (approved: string) => void]>([
    [
      'a link',
      (approved) => {
        renameSync(approved, join(scratch.path, 'approved.json'));
        symlinkSync(join(scratch.path, 'approved.json'), approved);
      },
    ],
    ['a file with a second name', (approved) => linkSync(approved, join(scratch.path, 'approved.json'))],
    ['a file that others may write', (approved) => chmodSync(approved, 0o666)],
    ['a file in a folder that others may write', (approved) => chmodSync(dirname(approved), 0o777)],
    ['no JSON', (approved) => writeFileSync(approved, '{')],
    ['something else', (approved) => writeFileSync(approved, 'null')],
  ])('is not believed when it is %s', (_what, spoil) => {
    const approvals = approvalsIn(scratch.folder('state'), FILE);
    approvals.approve('aa');
    expect(approvals.isApproved('aa', 0)).toBe(true);
    spoil(approvals.approvedFile);
    expect(approvals.isApproved('aa', 0)).toBe(false);
  });
});

describe('what waits', () => {
  it('is told for as long as its server lives', () => {
    const approvals = approvalsIn(scratch.folder('state'), FILE);
    const record = { file: FILE, inForce: 'version: 1\n', pendingDigest: 'aa', server: process.pid };
    approvals.setPending(record);
    expect(approvals.pending()).toEqual([record]);
    approvals.setPending({ ...record, server: 2 ** 30 });
    expect(approvals.pending()).toEqual([]);
    approvals.setPending(record);
    approvals.setPending(undefined);
    expect(approvals.pending()).toEqual([]);
  });

  it('is compared with what each server has in force', () => {
    const rules = (rule: string): string => `version: 1\npolicy: { allow: [${rule}] }\n`;
    const file = scratch.write('bgjobs.yaml', rules('git push'));
    const server = { file, pendingDigest: 'aa', server: 1 };
    const pending = [server, { ...server, inForce: rules('git push') }, { ...server, inForce: rules('rm *') }];
    const compared = compareFiles(file, pending, { PATH: process.env.PATH });
    expect(compared.ok && compared.value.changes.map(({ text }) => text)).toEqual([
      'would newly allow: `git push`',
      'ad-hoc commands: `deny` would become `rules`',
      'would no longer allow: `rm *`',
    ]);
  });
});
