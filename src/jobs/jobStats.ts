import type { Clock } from '../lib/clock.js';
import { withoutCarriers } from './carriers.js';
import type { Job } from './job.js';
import type { JobStats } from './jobView.js';
import type { ProcessTable } from './process/processTable.js';
import { createUsageMeter } from './process/treeUsage.js';

/** An answer is good for so long, milliseconds. */
const FRESH_MS = 1_000;

interface Sample {
  readonly at: number;
  readonly cpuMs: number;
  readonly stats: JobStats;
}

/** What the trees of jobs use now; jobs of which nothing is left are not in the answer. */
export type StatsReader = (jobs: readonly Job[]) => ReadonlyMap<string, JobStats>;

/** Makes a reader. Nothing is measured until somebody asks, and then no more than once a second. */
export function createStatsReader(table: ProcessTable, clock: Clock): StatsReader {
  const meter = createUsageMeter(table);
  const samples = new WeakMap<Job, Sample>();

  return (jobs) => {
    const now = clock.monotonic();
    const running = jobs.filter((job) => job.tree.leader !== undefined && !job.isTreeGone);
    const stale = running.filter((job) => now - (samples.get(job)?.at ?? -Infinity) >= FRESH_MS);
    if (stale.length > 0) measure(stale, now);
    return new Map(
      running.flatMap((job): [string, JobStats][] => {
        const sample = samples.get(job);
        return sample === undefined || sample.stats.processes === 0 ? [] : [[job.id, sample.stats]];
      }),
    );
  };

  function measure(jobs: readonly Job[], now: number): void {
    const usages = meter(jobs.map((job) => job.tree));
    for (const job of jobs) {
      const usage = usages.get(job.tree);
      if (usage === undefined) continue;
      const { cpuMs, listening } = usage;
      const members = withoutCarriers(job, usage.members);
      // An attempt that began since the last look starts from nothing.
      const before = samples.get(job);
      const startedAt = job.attempt?.startedMono ?? job.startedMono;
      const base = before === undefined || before.at < startedAt ? { at: startedAt, cpuMs: 0 } : before;
      const percent = (100 * (cpuMs - base.cpuMs)) / Math.max(1, now - base.at);
      const stats: JobStats = {
        cpu_percent: Math.max(0, Math.round(percent * 10) / 10),
        memory_bytes: members.reduce((bytes, info) => bytes + info.memoryBytes, 0),
        processes: members.length,
        ...(listening === undefined ? {} : { listening }),
      };
      samples.set(job, { at: now, cpuMs, stats });
    }
  }
}
