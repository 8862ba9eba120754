import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';

/** The extension's name among the capabilities. */
export const TASKS_EXTENSION = 'io.modelcontextprotocol/tasks';

/** How long a task is kept, and the longest that it waits, milliseconds from its creation. */
export const TASK_TTL_MS = 24 * 3_600_000;
/** How often a client may look, milliseconds. */
const POLL_INTERVAL_MS = 1_000;
/** More tasks are not kept. Finished ones make room, the oldest first. */
const MOST_TASKS = 500;

/** A task as the wire has it (SEP-2663). */
export interface TaskView {
  readonly taskId: string;
  readonly status: 'working' | 'completed' | 'cancelled';
  readonly createdAt: string;
  readonly lastUpdatedAt: string;
  readonly ttlMs: number;
  readonly pollIntervalMs: number;
  readonly result?: CallToolResult;
}

/** The tasks of one host. They belong to no connection: who knows the id, which cannot be guessed, may ask. */
export interface Tasks {
  /** @returns undefined when there are too many that go on. */
  add(cancel: () => void): string | undefined;
  finish(id: string, result: CallToolResult): void;
  view(id: string): TaskView | undefined;
  /** @returns false for a task that is not there. One that is over stays as it is. */
  cancel(id: string): boolean;
}

interface Kept {
  readonly cancel: () => void;
  readonly createdAt: number;
  updatedAt: number;
  status: TaskView['status'];
  result: CallToolResult | undefined;
}

/** Keeps tasks in memory. */
export function createTasks(now: () => number = Date.now): Tasks {
  const tasks = new Map<string, Kept>();

  /** The task, unless its time is over. */
  function find(id: string): Kept | undefined {
    const task = tasks.get(id);
    if (task === undefined || now() - task.createdAt <= TASK_TTL_MS) return task;
    tasks.delete(id);
    return undefined;
  }

  function makeRoom(): boolean {
    for (const [id, task] of tasks) {
      if (tasks.size < MOST_TASKS) break;
      if (task.status !== 'working') tasks.delete(id);
    }
    return tasks.size < MOST_TASKS;
  }

  return {
    add(cancel) {
      if (!makeRoom()) return undefined;
      const id = randomUUID();
      const createdAt = now();
      tasks.set(id, { cancel, createdAt, updatedAt: createdAt, status: 'working', result: undefined });
      return id;
    },
    finish(id, result) {
      const task = tasks.get(id);
      if (task?.status !== 'working') return;
      Object.assign(task, { status: 'completed', result, updatedAt: now() });
    },
    view(id) {
      const task = find(id);
      if (task === undefined) return undefined;
      return {
        taskId: id,
        status: task.status,
        createdAt: new Date(task.createdAt).toISOString(),
        lastUpdatedAt: new Date(task.updatedAt).toISOString(),
        ttlMs: TASK_TTL_MS,
        pollIntervalMs: POLL_INTERVAL_MS,
        ...(task.result === undefined ? {} : { result: task.result }),
      };
    },
    cancel(id) {
      const task = find(id);
      if (task === undefined) return false;
      if (task.status !== 'working') return true;
      Object.assign(task, { status: 'cancelled', updatedAt: now() });
      task.cancel();
      return true;
    },
  };
}
