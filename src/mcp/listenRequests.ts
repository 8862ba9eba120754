import type { Subscriptions, Wants } from './subscriptions.js';

/** More URIs of one stream are not looked after. */
const MOST_URIS = 1_000;

/**
 * What a 2026-era client wants to hear of, when the message is a request to listen. The SDK answers it itself and filters
 * what is sent, but tells nobody what is wanted; without knowing, every log would have to be watched for everybody.
 */
export function wantsOf(message: unknown): Wants | undefined {
  if (!isRecord(message) || message.method !== 'subscriptions/listen' || !isRecord(message.params)) return undefined;
  const { notifications } = message.params;
  if (!isRecord(notifications)) return undefined;
  const { resourceSubscriptions: uris, resourcesListChanged } = notifications;
  return {
    uris: Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string').slice(0, MOST_URIS) : [],
    list: resourcesListChanged === true,
  };
}

/** Keeps count of what the client of one connection listens to, from the messages that it sends. */
export function noteListenRequest(message: unknown, subscriptions: Subscriptions): void {
  if (!isRecord(message)) return;
  const { method, id, params } = message;
  if (method === 'notifications/cancelled' && isRecord(params)) subscriptions.delete(holderOf(params.requestId));
  const wants = wantsOf(message);
  if (wants !== undefined) subscriptions.set(holderOf(id), wants);
}

/** The name of a listen request among the subscribers; 1 and "1" are different requests. */
function holderOf(requestId: unknown): string {
  return `listen ${JSON.stringify(requestId)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
