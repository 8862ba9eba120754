import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';

/** A folder of one test. */
export interface Scratch {
  /** Real path; short, so that a Unix socket's path fits into it. */
  readonly path: string;
  /** Writes a file below it (with its folders) and returns its absolute path. */
  write(file: string, text: string): string;
  /** The same, as careful editors do: a new file that is renamed over the old one. */
  replace(file: string, text: string): string;
  folder(name: string): string;
  remove(): void;
}

/** Makes an empty folder in the system's place for temporary files. */
export function makeScratch(): Scratch {
  const path = mkdtempSync(`${realpathSync(tmpdir())}/bgj-`);
  return {
    path,
    write(file, text) {
      const target = resolve(path, file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      return target;
    },
    replace(file, text) {
      const target = resolve(path, file);
      writeFileSync(`${target}.new~`, text);
      renameSync(`${target}.new~`, target);
      return target;
    },
    folder(name) {
      const target = resolve(path, name);
      mkdirSync(target, { recursive: true });
      return target;
    },
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
