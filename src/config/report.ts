import type { Diagnostic, RelatedLocation, SourceRange } from './diagnostic.js';
import { visible } from './inTicks.js';
import { diagnosticCodes, type DiagnosticCode } from './diagnosticCodes.js';

/** What a finding says besides its code and message. */
export interface FindingDetails {
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
  readonly related?: readonly RelatedLocation[] | undefined;
}

/** Makes a diagnostic; its severity is the code's. Nothing of the file's text in it can act on a terminal. */
export function diagnose(
  code: DiagnosticCode,
  range: SourceRange | undefined,
  message: string,
  details: FindingDetails = {},
): Diagnostic {
  return {
    code,
    severity: diagnosticCodes[code],
    message: visible(message),
    ...(range === undefined ? {} : { range }),
    ...(details.expected === undefined ? {} : { expected: visible(details.expected) }),
    ...(details.suggestion === undefined ? {} : { suggestion: visible(details.suggestion) }),
    ...(details.related === undefined ? {} : { related: details.related }),
  };
}

/** Findings that are kept; a file with more is told how many there are. */
const MOST_FINDINGS = 100;

/** Collects what is found in one file. */
export interface Report {
  add(code: DiagnosticCode, range: SourceRange | undefined, message: string, details?: FindingDetails): void;
  /** In the order of the file, each finding once (an anchor that is used five times is one mistake). */
  diagnostics(): readonly Diagnostic[];
  hasErrors(): boolean;
}

/** An empty report. */
export function createReport(): Report {
  const found = new Map<string, Diagnostic>();
  const dropped = new Set<string>();
  let errors = false;
  return {
    add(code, range, message, details) {
      const key = JSON.stringify([code, range?.start.offset, range?.end.offset, message]);
      if (found.has(key)) return;
      if (diagnosticCodes[code] === 'error') errors = true;
      if (found.size < MOST_FINDINGS) found.set(key, diagnose(code, range, message, details));
      else dropped.add(key);
    },
    diagnostics() {
      const sorted = [...found.values()].sort((a, b) => offsetOf(a) - offsetOf(b));
      if (dropped.size === 0) return sorted;
      const message = `${dropped.size} more ${errors ? 'mistakes' : 'warnings'} are not shown`;
      return [...sorted, diagnose(errors ? 'more-mistakes' : 'more-warnings', undefined, message)];
    },
    hasErrors: () => errors,
  };
}

function offsetOf(diagnostic: Diagnostic): number {
  return diagnostic.range?.start.offset ?? -1;
}
