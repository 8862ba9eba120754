import type { SourceRange } from './diagnostic.js';
import type { DiagnosticCode } from './diagnosticCodes.js';
import type { FindingDetails } from './report.js';

/** Tells what is wrong at one place of the file, named by JSON pointer; the range is what carets go under. */
export type Tell = (
  pointer: string,
  code: DiagnosticCode,
  range: SourceRange | undefined,
  message: string,
  details?: FindingDetails,
) => void;
