import type { Host } from './host.js';
import { CONFIG_URI, jobUri, outputUri, parseResourceUri, POLICY_URI } from './resourceUris.js';
import type { Subscriptions } from './subscriptions.js';
import { createThrottle } from './throttle.js';

/** Updates of one resource come no closer together, milliseconds. */
const INTERVAL_MS = 500;
/** The key of the list itself among the URIs. */
const LIST = '';

/** Where news of resources goes. */
export interface ResourceNews {
  updated(uri: string): void;
  listChanged(): void;
}

/**
 * Tells of changes of the resources that somebody wants to hear of, each at most twice a second.
 * It looks at jobs only while somebody does, and at the size of a log only while its output is wanted.
 * @returns the way to stop.
 */
export function watchResources(host: Host, subscriptions: Subscriptions, news: ResourceNews): () => void {
  const throttle = createThrottle(INTERVAL_MS, (key) => {
    if (key !== LIST) news.updated(key);
    else if (subscriptions.wantsList()) news.listChanged();
  });
  const sizes = new Map<string, number>();
  let known = new Set<string>();
  let stopJobs: (() => void) | undefined;
  let glance: NodeJS.Timeout | undefined;

  const stopSnapshots = host.onSnapshot((now, before) => {
    if (now.config !== before.config || now.status !== before.status) mark(CONFIG_URI);
    if (now.config !== before.config) mark(POLICY_URI);
    for (const uri of subscriptions.uris()) if (parseResourceUri(uri)?.kind === 'profile') mark(uri);
  });
  const stopWants = subscriptions.onChange(arrange);
  arrange();

  return () => {
    stopSnapshots();
    stopWants();
    stopJobs?.();
    clearInterval(glance);
    throttle.close();
  };

  /** Listens to as much as is wanted now. */
  function arrange(): void {
    const wanted = !subscriptions.isEmpty();
    if (wanted && stopJobs === undefined) {
      known = new Set(ids());
      stopJobs = host.jobs.onChange(onJobs);
    } else if (!wanted) {
      stopJobs?.();
      stopJobs = undefined;
    }
    const outputs = subscriptions.outputs().size > 0;
    if (outputs && glance === undefined) {
      glance = setInterval(lookAtOutputs, INTERVAL_MS);
      glance.unref();
      lookAtOutputs();
    } else if (!outputs) {
      clearInterval(glance);
      glance = undefined;
      sizes.clear();
    }
  }

  function onJobs(changed: readonly string[]): void {
    for (const id of changed) {
      mark(jobUri(id));
      // Its end is news to a reader of the output, too.
      mark(outputUri(id));
      if (known.has(id)) continue;
      known.add(id);
      throttle.mark(LIST);
    }
  }

  function lookAtOutputs(): void {
    for (const uri of subscriptions.outputs()) {
      const name = parseResourceUri(uri);
      if (name?.kind !== 'output') continue;
      const job = host.jobs.details(name.id);
      if (!job.ok) continue;
      const before = sizes.get(uri);
      sizes.set(uri, job.value.output_bytes);
      if (before !== undefined && before !== job.value.output_bytes) mark(uri);
    }
  }

  function mark(uri: string): void {
    if (subscriptions.has(uri)) throttle.mark(uri);
  }

  function ids(): string[] {
    return host.jobs.list({ status: undefined, profile: undefined, tag: undefined }).map((job) => job.id);
  }
}
