import { closeSync, constants, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { systemMessage, type JobFolder } from '../jobFolder.js';
import type { LogFacts } from '../output/jobLog.js';
import { openRegular, readRegular } from '../regularFile.js';

/**
 * The facts of a log that is dropped from, which change several times a second under a flood. The record has them too, but
 * to replace that waits for a busy disk, and so would the hole that is to be punched next. This is one block that is written
 * over in place: a checksum, the facts, blanks.
 */
const LENGTH = 512;
/** A block that is read while it is written may be half old and half new, for less than a microsecond. */
const MOST_READS = 5;

/** Writes the facts. @returns what went wrong, if anything. */
export function writeLogFacts({ logFactsFile }: JobFolder, text: string): string | undefined {
  const block = Buffer.from(`${checksum(text)} ${text}`.padEnd(LENGTH - 1).concat('\n'));
  if (block.length !== LENGTH) return 'they are too long';
  try {
    const fd = openRegular(logFactsFile, constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      writeSync(fd, block, 0, LENGTH, 0);
    } finally {
      closeSync(fd);
    }
    return undefined;
  } catch (error) {
    return systemMessage(error);
  }
}

/** Reads the facts, as text: see `parseLogFacts`. @returns undefined where there are none, or none that can be read. */
export function readLogFacts({ logFactsFile }: JobFolder): string | undefined {
  for (let reads = 0; reads < MOST_READS; reads++) {
    let block: string;
    try {
      block = readRegular(logFactsFile);
    } catch {
      return undefined;
    }
    const at = block.indexOf(' ');
    const text = block.slice(at + 1).trimEnd();
    if (block.slice(0, at) === checksum(text)) return text;
  }
  return undefined;
}

/** The facts as text. */
export function formatLogFacts(facts: LogFacts): string {
  return JSON.stringify(facts);
}

/** The facts in a text whose checksum was right. */
export function parseLogFacts(text: string): LogFacts {
  return JSON.parse(text) as LogFacts;
}

function checksum(text: string): string {
  return crc32(text).toString(16);
}
