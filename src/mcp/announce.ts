import { sameDefinitions } from './currentTools.js';
import type { Host } from './host.js';
import type { Subscriptions } from './subscriptions.js';
import { watchResources, type ResourceNews } from './watchResources.js';

/** Where news goes. */
export interface News extends ResourceNews {
  toolsChanged(): void;
}

/**
 * Tells clients of what changed by itself: the list of tools after a reload that changed it, and the resources that they
 * subscribed to.
 * @returns the way to stop.
 */
export function announce(host: Host, subscriptions: Subscriptions, news: News): () => void {
  const stopTools = host.onSnapshot((now, before) => {
    if (!sameDefinitions(now, before)) news.toolsChanged();
  });
  const stopResources = watchResources(host, subscriptions, news);
  return () => {
    stopTools();
    stopResources();
  };
}
