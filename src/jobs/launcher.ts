/**
 * The text that every job starts through (`/bin/sh -c`), as the process that then becomes the job.
 * It writes its own line of `/proc/<pid>/stat` into the job's folder before it execs, so that whoever cleans up after
 * a killed server finds it, and then looks whether the server is still its parent: a server that was killed between
 * fork and exec leaves nothing behind. If the program cannot be executed it says so in the same file, so that this is
 * never taken for an exit of the job itself with 126 or 127.
 *
 * Before that it makes itself findable, as far as the system lets it: it enters the job's control group, and sets the limit
 * that is the job's brand. What comes of either is looked at when it matters, and never keeps a job from running.
 *
 * Arguments: the job's folder, the server's pid, the folder of the control group, the brand in KiB (both may be empty), the
 * program, its arguments. Builtins only: the job's PATH may hold anything.
 */
export const LAUNCHER = `
bgjobs_file=$1/launch bgjobs_server=$2 bgjobs_cgroup=$3 bgjobs_brand=$4
shift 4
bgjobs_parent() {
  set -- \${1##*) }
  bgjobs_ppid=$2
}
if [ -r "/proc/$$/stat" ]; then
  read -r bgjobs_stat < "/proc/$$/stat"
else
  bgjobs_stat="$$ (sh) S $(/bin/ps -o ppid= -p $$)"
fi
printf '%s\\n' "$bgjobs_stat" > "$bgjobs_file" || exit 125
if [ -n "$bgjobs_cgroup" ]; then
  { printf '%s\\n' "$$" > "$bgjobs_cgroup/cgroup.procs"; } 2>/dev/null
fi
if [ -n "$bgjobs_brand" ]; then
  ulimit -S -m "$bgjobs_brand" 2>/dev/null
fi
if [ -r "/proc/$$/stat" ]; then
  read -r bgjobs_stat < "/proc/$$/stat"
else
  bgjobs_stat="$$ (sh) S $(/bin/ps -o ppid= -p $$)"
fi
bgjobs_parent "$bgjobs_stat"
if [ "$bgjobs_ppid" != "$bgjobs_server" ]; then
  printf 'orphan\\n' >> "$bgjobs_file"
  exit 125
fi
trap 'printf "failed %s\\n" "$?" >> "$bgjobs_file"' EXIT
[ -n "\${BASH_VERSION-}" ] && shopt -s execfail
command exec "$@"
exit $?
`;

/** What the launcher left in its file, next to its own `stat` line. */
export type LaunchMark =
  { readonly kind: 'handed-over' } | { readonly kind: 'failed'; readonly code: number } | { readonly kind: 'orphan' };

/** Reads the launcher's file: the stat line of the process, and how the launch went. */
export function parseLaunchFile(text: string): { readonly stat: string | undefined; readonly mark: LaunchMark } {
  const lines = text.split('\n');
  // A line without its newline is still being written.
  const whole = lines.slice(0, -1);
  const mark = whole.slice(1).find((line) => line !== '');
  const failed = /^failed (\d+)$/.exec(mark ?? '');
  return {
    stat: whole[0],
    mark:
      failed !== null
        ? { kind: 'failed', code: Number(failed[1]) }
        : mark === 'orphan'
          ? { kind: 'orphan' }
          : { kind: 'handed-over' },
  };
}
