/** What the soak is made of, as far as tests of it go: scripts/soak has no types of its own. */
export interface Plan {
  readonly key: string;
  readonly lifetime: 'session' | 'persistent';
  readonly tty: boolean;
  readonly streams: 'merged' | 'separate';
  readonly lines: number;
  readonly errors: number;
  readonly then: 'exit' | 'nap' | 'read' | 'die' | 'stay';
  readonly more: number;
  readonly code: number;
  readonly rule: 'none' | 'restart' | 'timeout' | 'idle';
  readonly fails: number;
}

export interface View {
  readonly status: string;
  readonly outcome?: string;
  readonly exit_code?: number;
  readonly signal?: string;
  readonly duration_ms?: number;
  readonly restarts?: number;
}

export interface Entry {
  readonly plan: Plan;
  readonly isCertain: boolean;
  readonly stopAsked: boolean;
  readonly serverEnd?: 'killed' | 'closed';
}

export interface ByteCheck {
  readonly page: (page: { readonly text: string; readonly lost_bytes?: number }) => string | undefined;
  readonly atEnd: (isWhole: boolean) => string | undefined;
  readonly accounted: () => number;
}

interface Parts {
  readonly 'checks/bytes': {
    readonly createByteCheck: (plan: Plan, stream: string) => ByteCheck;
    readonly checkSums: (
      job: { readonly output_bytes: number; readonly lost_bytes: number },
      checks: readonly ByteCheck[],
      merged?: { readonly bytes: number; readonly lost: number },
    ) => string | undefined;
  };
  readonly 'checks/exits': {
    readonly checkEnd: (entry: Entry, view: View) => string | undefined;
    readonly checkRestarts: (entry: Pick<Entry, 'plan'>, view: Pick<View, 'restarts'>) => string | undefined;
    readonly checkSameEnd: (before: View, now: View) => string | undefined;
  };
  readonly 'checks/orphans': {
    readonly findOrphans: (
      processes: readonly { readonly pid: number; readonly key: string | undefined }[],
      goneBy: ReadonlyMap<string, number>,
      now: number,
    ) => readonly { readonly pid: number }[];
  };
  readonly 'checks/records': {
    readonly readRecords: (
      stateFolder: string,
      parse: (text: string) => unknown,
    ) => { readonly records: ReadonlyMap<string, unknown>; readonly problems: readonly string[] };
    readonly checkSettled: (records: ReadonlyMap<string, object>) => readonly string[];
  };
  readonly plan: {
    readonly choosePlan: (random: unknown, number: number) => Plan;
    readonly expectedText: (plan: Plan, stream: string, from: number, to: number) => string;
    readonly bytesOf: (plan: Plan, stream: string) => number;
    readonly planWord: (plan: Plan) => string;
    readonly streamsOf: (plan: Plan) => readonly string[];
  };
  readonly random: { readonly randomFrom: (seed: number) => unknown };
}

/** Loads a module of scripts/soak. */
export async function soakPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  return (await import(new URL(`../../scripts/soak/${name}.mjs`, import.meta.url).href)) as Parts[Name];
}
