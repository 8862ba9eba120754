import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Stream } from '../../config/config.js';
import type { AppendFds } from './appendFds.js';
import { createLineIndex, type LineIndex } from './lineIndex.js';
import { createLogFile, NEW_FILE, openLogFile, type FileFacts, type LogFile } from './logFile.js';
import { createMergedLog } from './mergedLog.js';
import { followedOrder, keptOrder } from './orderKeeping.js';
import type { OutputLog } from './outputLog.js';
import type { PunchHole } from './punchHole.js';

/** Where the files of a log are. Apart streams use all three, merged ones the first. */
export interface LogPaths {
  /** Both streams, or standard output alone. */
  readonly logFile: string;
  readonly errorLogFile: string;
  readonly orderFile: string;
}

/** What another process has to know to read a log, beside its files. */
export interface LogFacts extends FileFacts {
  /** There when the streams are kept apart: the facts of standard error; the others are those of standard output. */
  readonly stderr?: FileFacts;
}

/** The bounded record of a job's output: one file that it appends to, or one for each stream. Itself, it is the merged view. */
export interface JobLog extends OutputLog {
  /** One stream of it; undefined where both are one. */
  of(stream: Stream): OutputLog | undefined;
  /** Finds lines of a stream that there is. */
  linesOf(stream: Stream): LineIndex | undefined;
  /** The caller closes them. @throws what the file system says. */
  openForAppending(): AppendFds;
  /** Drops everything before a merged position. @returns whether that worked; where it did not, nothing was lost. */
  drop(position: number, mostCounted: number): Promise<boolean>;
  /** Bytes that take up space. */
  sizeOnDisk(): number;
  /** What stands last in it, at most so many bytes, for each descriptor of the job. */
  lastBytes(length: number): { readonly stdout: Buffer; readonly stderr: Buffer };
  /** Looks whether there is any room left for the log. */
  checkRoom(): void;
  /** What its reader has to know: what the job did to its own log, a disk that was full. Sentences without a full stop. */
  notices(): readonly string[];
  facts(): LogFacts;
  /** Called when the facts have changed, so that they can be written down; resolves when they are. */
  onFacts: () => Promise<void>;
  /** The job has ended: descriptors are closed, everything else keeps working. */
  settle(): void;
  /** Lets go of everything. */
  close(): void;
}

/** Creates the files of a log (mode 0600) and opens it. @throws what the file system says. */
export function createJobLog(paths: LogPaths, streams: 'merged' | 'separate', punch: PunchHole | undefined): JobLog {
  createLogFile(paths.logFile);
  if (streams === 'separate') createLogFile(paths.errorLogFile);
  const facts = streams === 'separate' ? { ...NEW_FILE, stderr: NEW_FILE } : NEW_FILE;
  return openJobLog(paths, facts, { punch });
}

/**
 * Opens a log that is there.
 * @param latest there when another process watches it, so that it is only read here, and of streams that are apart so much as
 *   that has put in order, until it is settled: what that has said of it since this was last asked; undefined is nothing new.
 */
export function openJobLog(
  paths: LogPaths,
  known: LogFacts,
  { punch, latest }: { readonly punch: PunchHole | undefined; readonly latest?: () => LogFacts | undefined },
): JobLog {
  const changed = (): Promise<void> => log.onFacts();
  const ask = latest === undefined ? undefined : (): void => learn(latest());
  const stdout = openLogFile(paths.logFile, known, { punch, changed, ask });
  const stderr =
    known.stderr === undefined ? undefined : openLogFile(paths.errorLogFile, known.stderr, { punch, changed, ask });
  const log = stderr === undefined ? oneFile(paths, stdout) : twoFiles(paths, stdout, stderr, latest === undefined);
  return log;

  function learn(facts: LogFacts | undefined): void {
    if (facts === undefined) return;
    stdout.learn(facts);
    if (facts.stderr !== undefined) stderr?.learn(facts.stderr);
  }
}

function oneFile(paths: LogPaths, file: LogFile): JobLog {
  const common = commonParts(paths, [['its log', file]]);
  const lines = createLineIndex(file);
  return {
    ...common,
    observe: () => file.observe(),
    read: (position, length) => file.read(position, length),
    linesBefore: () => file.linesBefore(),
    of: (stream) => (stream === 'merged' ? file : undefined),
    linesOf: (stream) => (stream === 'merged' ? lines : undefined),
    openForAppending() {
      const fd = file.openForAppending();
      return { stdout: fd, stderr: fd };
    },
    drop: (position, mostCounted) => file.drop(position, mostCounted),
    lastBytes(length) {
      const last = file.lastBytes(length);
      return { stdout: last, stderr: last };
    },
    facts: () => file.facts(),
  };
}

function twoFiles(paths: LogPaths, stdout: LogFile, stderr: LogFile, isOurs: boolean): JobLog {
  const { order, look, finish } = isOurs ? keptOrder(paths.orderFile) : followedOrder(paths.orderFile);
  const merged = createMergedLog({ stdout, stderr }, order, look);
  const views = { stdout, stderr, merged };
  const indexes = { stdout: createLineIndex(stdout), stderr: createLineIndex(stderr), merged: createLineIndex(merged) };
  const common = commonParts(paths, [
    ['its log of stdout', stdout],
    ['its log of stderr', stderr],
  ]);
  return {
    ...common,
    ...merged,
    of: (stream) => views[stream],
    linesOf: (stream) => indexes[stream],
    openForAppending: () => ({ stdout: stdout.openForAppending(), stderr: stderr.openForAppending() }),
    async drop(position, mostCounted) {
      const ends = order.at(position);
      const dropped = await Promise.all([stdout.drop(ends.stdout, mostCounted), stderr.drop(ends.stderr, mostCounted)]);
      order.forget(merged.observe().from);
      return dropped.every((worked) => worked);
    },
    lastBytes: (length) => ({ stdout: stdout.lastBytes(length), stderr: stderr.lastBytes(length) }),
    facts: () => ({ ...stdout.facts(), stderr: stderr.facts() }),
    settle() {
      finish();
      common.settle();
    },
  };
}

function commonParts(
  paths: LogPaths,
  files: readonly (readonly [what: string, file: LogFile])[],
): Pick<JobLog, 'sizeOnDisk' | 'checkRoom' | 'notices' | 'onFacts' | 'settle' | 'close'> {
  let fullSince: string | undefined;
  return {
    onFacts: () => Promise.resolve(),
    sizeOnDisk: () => files.reduce((sum, [, file]) => sum + file.sizeOnDisk(), 0),
    checkRoom() {
      if (fullSince === undefined && !hasRoom(paths.logFile)) fullSince = new Date().toISOString();
    },
    notices: () => [
      ...files.flatMap(([what, file]) => noticesOf(what, file)),
      ...(fullSince === undefined
        ? []
        : [`the disk was full at ${fullSince}: what the job wrote while it was may be missing`]),
    ],
    settle() {
      for (const [, file] of files) file.settle();
    },
    close() {
      for (const [, file] of files) file.close();
    },
  };
}

function noticesOf(what: string, file: LogFile): readonly string[] {
  const { emptied } = file.facts();
  const times = emptied === 1 ? 'once' : `${emptied} times`;
  return [
    ...(file.isRemoved() ? [`${what} was removed from the disk`] : []),
    ...(emptied === 0
      ? []
      : [`${what} was emptied ${times}, as \`> /dev/stderr\` in a script does it: what was in it before is lost`]),
    ...(file.wasEmptiedByUs()
      ? [
          'this file system cannot drop the oldest output in place: bytes written in the very moment of dropping may be missing without being counted',
        ]
      : []),
  ];
}

/** Less than one block for those who are not root. */
function hasRoom(path: string): boolean {
  try {
    return statfsSync(dirname(path)).bavail > 0;
  } catch {
    return true;
  }
}
