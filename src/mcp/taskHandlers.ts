import {
  CLIENT_CAPABILITIES_META_KEY,
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { memoryOf } from './memory.js';
import type { Host } from './host.js';
import { TASKS_EXTENSION } from './tasks.js';

const taskParams = z.looseObject({ taskId: z.string() });

/** Whether this request's client knows tasks; only 2026-era requests can say so. */
export function knowsTasks(ctx: ServerContext): boolean {
  const capabilities = (ctx.mcpReq.envelope as Record<string, unknown> | undefined)?.[CLIENT_CAPABILITIES_META_KEY];
  const { extensions } = (capabilities ?? {}) as { readonly extensions?: Readonly<Record<string, unknown>> };
  return extensions?.[TASKS_EXTENSION] !== undefined;
}

/** Answers `tasks/get`, `tasks/update` and `tasks/cancel` (SEP-2663) on one server object. */
export function handleTasks(mcp: McpServer, host: Host): void {
  const { server } = mcp;
  server.registerCapabilities({ extensions: { [TASKS_EXTENSION]: {} } });
  const { tasks } = memoryOf(host);

  server.setRequestHandler('tasks/get', { params: taskParams }, ({ taskId }, ctx) => {
    admit('tasks/get', ctx);
    const task = tasks.view(taskId);
    if (task === undefined) throw unknownTask(taskId);
    return { ...task };
  });
  server.setRequestHandler('tasks/cancel', { params: taskParams }, ({ taskId }, ctx) => {
    admit('tasks/cancel', ctx);
    if (!tasks.cancel(taskId)) throw unknownTask(taskId);
    return {};
  });
  // No task of ours asks for anything, so there is nothing that an update could answer.
  server.setRequestHandler('tasks/update', { params: taskParams }, ({ taskId }, ctx) => {
    admit('tasks/update', ctx);
    if (tasks.view(taskId) === undefined) throw unknownTask(taskId);
    return {};
  });
}

function admit(method: string, ctx: ServerContext): void {
  if (ctx.mcpReq.envelope === undefined) {
    throw new ProtocolError(ProtocolErrorCode.MethodNotFound, `Method not found: ${method}`);
  }
  if (knowsTasks(ctx)) return;
  throw new MissingRequiredClientCapabilityError(
    { requiredCapabilities: { extensions: { [TASKS_EXTENSION]: {} } } },
    `${method} is for clients that declare ${TASKS_EXTENSION}`,
  );
}

function unknownTask(taskId: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no task of this id (any more)', { taskId });
}
