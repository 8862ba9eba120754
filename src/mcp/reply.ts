import type { CallToolResult } from '@modelcontextprotocol/server';
import { refusalText, type Refusal } from './refusal.js';
import type { Answer } from './tool.js';

/** A refusal repeats what was given, which may be long: no text in it is longer than this, UTF-16 units. */
const LONGEST_TEXT = 1_000;
/** And no list. */
const MOST_ITEMS = 64;

/**
 * What a client gets for an answer: structured content, which several hosts show the model alone, and the same as text.
 * `takesLinks` says whether the client knows what a resource link is.
 * A refusal stands under `error`, which every output schema has: the 1.x client holds errors against it too.
 */
export function toCallToolResult(answer: Answer, takesLinks = false): CallToolResult {
  if (answer.ok) {
    const { structured, text, link } = answer.value;
    const links = link === undefined || !takesLinks ? [] : [{ type: 'resource_link' as const, ...link }];
    return { content: [{ type: 'text', text }, ...links], structuredContent: { ...structured } };
  }
  const refusal = bounded(answer.error) as Refusal;
  const { code, message, hint, facts } = refusal;
  return {
    isError: true,
    content: [{ type: 'text', text: refusalText(refusal) }],
    structuredContent: { error: { ...facts, code, message, ...(hint === undefined ? {} : { hint }) } },
  };
}

/** A copy in which every text and every list is cut to a length that a model can read. */
function bounded(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}...` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(bounded);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bounded(inner)]));
}
