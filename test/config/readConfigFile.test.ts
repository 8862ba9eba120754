import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LARGEST_FILE_BYTES, readConfigFile } from '../../src/config/readConfigFile.js';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'bgjobs-read-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe('readConfigFile', () => {
  it('gives bytes and their digest, through symlinks', () => {
    const file = join(top, 'a.yaml');
    const content = 'version: 1\n# é\n';
    writeFileSync(file, content);
    symlinkSync(file, join(top, 'link.yaml'));
    for (const path of [file, join(top, 'link.yaml')]) {
      const read = readConfigFile(path);
      if (!read.ok) throw new Error(read.error.message);
      expect(Buffer.from(read.value.bytes).toString('utf8')).toBe(content);
      expect(read.value.digest).toBe(createHash('sha256').update(content).digest('hex'));
    }
  });

  it('takes exactly 256 KiB and not a byte more', () => {
    const file = join(top, 'large.yaml');
    writeFileSync(file, '#'.repeat(LARGEST_FILE_BYTES));
    expect(readConfigFile(file)).toMatchObject({ ok: true });
    writeFileSync(file, '#'.repeat(LARGEST_FILE_BYTES + 1));
    expect(readConfigFile(file)).toMatchObject({ ok: false, error: { code: 'file-too-large' } });
  });

  it('does not wait for a pipe, and does not read a device', () => {
    const pipe = join(top, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(readConfigFile(pipe)).toMatchObject({ ok: false, error: { code: 'file-not-regular' } });
    expect(readConfigFile('/dev/zero')).toMatchObject({ ok: false, error: { code: 'file-not-regular' } });
  });
});
