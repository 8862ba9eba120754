/** What one look said. `why` is a clause for people: `connection refused on 127.0.0.1:3000`. */
export type Attempt =
  | { readonly ok: true }
  /** `isRefused`: nobody listens there. What another address says is worth more. */
  | { readonly ok: false; readonly why: string; readonly isRefused?: boolean };

export const passed: Attempt = { ok: true };

export function failed(why: string): Attempt {
  return { ok: false, why };
}

/** Bounds of one look. */
export interface AttemptLimits {
  readonly timeoutMs: number;
  /** Ends the look: nobody wants to know any more. */
  readonly over: AbortSignal;
}

/** Calls `end` when the time of a look is over or nobody wants it any more. @returns the way to call that off. */
export function boundAttempt({ timeoutMs, over }: AttemptLimits, end: (why: string) => void): () => void {
  const timer = setTimeout(() => end(`within ${Math.round(timeoutMs)}ms`), timeoutMs);
  const abandon = (): void => end('before it was called off');
  over.addEventListener('abort', abandon, { once: true });
  return () => {
    clearTimeout(timer);
    over.removeEventListener('abort', abandon);
  };
}

/** The addresses to try for a host; either family may be the one that a server listens on. */
export function addressesOf(host: string): readonly string[] {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') ? ['127.0.0.1', '::1'] : [name];
}

/** The first that passes; else what the first one said that somebody answers at, or the first one. */
export async function anyPasses(attempts: readonly Promise<Attempt>[]): Promise<Attempt> {
  const failure = 'failed';
  try {
    return await Promise.any(
      attempts.map(async (attempt) => {
        const result = await attempt;
        if (!result.ok) throw new Error(failure);
        return result;
      }),
    );
  } catch {
    const results = await Promise.all(attempts);
    const telling = results.find((result) => !result.ok && result.isRefused !== true);
    return telling ?? results[0] ?? failed('there is no address to try');
  }
}
