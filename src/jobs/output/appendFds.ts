/** Descriptors for a job to write to; the same one twice where its streams are one. */
export interface AppendFds {
  readonly stdout: number;
  readonly stderr: number;
}
