/** Something that must never be. It ends the soak. */
export class Violation extends Error {
  /** @param entry the job that it is about, as the ledger knows it; undefined where it is about no job. */
  constructor(what, entry) {
    super(what);
    this.name = 'Violation';
    this.entry = entry;
  }
}
