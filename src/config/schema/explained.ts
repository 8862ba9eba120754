import type { DiagnosticCode } from '../diagnosticCodes.js';
import type { FindingDetails } from '../report.js';

/** A violation in words. */
export interface Explained extends FindingDetails {
  readonly code: DiagnosticCode;
  readonly message: string;
}
