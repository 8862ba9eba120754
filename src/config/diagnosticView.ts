import type { Diagnostic } from './diagnostic.js';

/** A diagnostic on the wire (results of tools, `--json`): snake_case, what does not apply is absent. */
export interface DiagnosticView {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
  readonly expected?: string;
  readonly suggestion?: string;
}

/** Turns a diagnostic into its wire form. */
export function diagnosticView(diagnostic: Diagnostic): DiagnosticView {
  const { code, severity, message, range, expected, suggestion } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(range === undefined ? {} : { file: range.file, line: range.start.line, column: range.start.column }),
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
