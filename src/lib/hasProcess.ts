/**
 * Whether some process has this pid or, for a negative number, is in the group of that number. One that has ended and was not
 * waited for counts, and so does one that is not ours to signal.
 */
export function hasProcess(target: number): boolean {
  try {
    process.kill(target, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
