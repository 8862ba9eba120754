import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { nearest } from '../lib/nearest.js';
import type { Snapshot } from '../policy/snapshot.js';
import { exposedName, exposedProfiles, exposedTool } from './exposedTools.js';
import type { RunnableTool } from './tool.js';
import { toolDefinitions } from './toolDefinitions.js';
import { TOOLS } from './toolTable.js';

/** What `tools/list` answers while this is in force. */
export function definitionsFor({ config }: Snapshot): ReturnType<typeof toolDefinitions> {
  return toolDefinitions([...config.profiles.values()]);
}

/** Whether clients have nothing new to read in `tools/list`. */
export function sameDefinitions(now: Snapshot, before: Snapshot): boolean {
  if (now.config === before.config) return true;
  return JSON.stringify(definitionsFor(now)) === JSON.stringify(definitionsFor(before));
}

/** The tool of this name. @throws ProtocolError -32602, with the name that may be meant, where there is none. */
export function findTool(name: string, { config }: Snapshot): RunnableTool {
  const tool = TOOLS.find((candidate) => candidate.name === name) ?? exposedTool(name, config);
  if (tool !== undefined) return tool;
  const names = [...TOOLS.map((candidate) => candidate.name), ...exposedProfiles(config).map(exposedName)];
  const [meant] = nearest(name, names, 1);
  const hint = meant === undefined ? `tools: ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool ${name.slice(0, 80)}; ${hint}`, { name });
}
