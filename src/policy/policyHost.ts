/** What the policy asks of the machine, so that it stays pure and a test can answer for another machine. */
export interface PolicyHost {
  /** Real path of the folder that holds the file. */
  readonly root: string;
  /** Absolute folders to look programs up in. */
  readonly path: readonly string[];
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Real path with every symlink resolved, or undefined when there is nothing. Never throws. */
  realPath(path: string): string | undefined;
  isDirectory(path: string): boolean;
  /** A regular file that this user may execute. */
  isExecutable(path: string): boolean;
  /** A file or folder that a user other than root and this one could change or replace; absent where nobody can tell. */
  isWritableByOthers?(path: string): boolean;
  /** Names the very file or folder behind a path: another one, or a file that was written to, has another name. */
  identify?(path: string): string | undefined;
  /** Lets `policy test` decide on commands whose programs this machine does not have. Never set where something can run. */
  readonly programsNeedNotExist?: boolean;
}
