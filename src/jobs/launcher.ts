import { shellQuote } from '../policy/quoting.js';

/**
 * How every launch begins, in a shell that the job is then started from (`/bin/sh -c`).
 * It writes its own line of `/proc/<pid>/stat` into the job's folder before it execs, so that whoever cleans up after
 * a killed server finds it, and then looks whether the server is still its parent: a server that was killed between
 * fork and exec leaves nothing behind.
 *
 * Before that it makes itself findable, as far as the system lets it: it enters the job's control group, and sets the limit
 * that is the job's brand. What comes of either is looked at when it matters, and never keeps a job from running.
 *
 * Arguments: the job's folder, the server's pid, the folder of the control group, the brand in KiB (both may be empty).
 * Builtins only: the job's PATH may hold anything.
 */
const REGISTER = `
bgjobs_folder=$1 bgjobs_file=$1/launch bgjobs_server=$2 bgjobs_cgroup=$3 bgjobs_brand=$4
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
`;

/**
 * Becomes the program. If that cannot be executed it says so in the launcher's file, so that this is never taken for an
 * exit of the job itself with 126 or 127.
 */
const BECOME = `
trap 'printf "failed %s\\n" "$?" >> "$bgjobs_file"' EXIT
[ -n "\${BASH_VERSION-}" ] && shopt -s execfail
command exec "$@"
exit $?
`;

/** What becomes the program says which process that is. */
const TELL_PID = `bgjobs_file=$1
printf 'program %s\\n' "$$" >> "$bgjobs_file"
`;

/** The launcher of a session job, which then becomes the job. Arguments: those, the program, its arguments. */
export const LAUNCHER = `${REGISTER}${BECOME}`;

/**
 * The launcher of a persistent job, which stays as its parent and writes down how it ended, since the server may be
 * another one by then. The job runs in the foreground: a background child of a shell that is not interactive ignores SIGINT.
 * Its standard input is a FIFO in its folder which a process of its own, the keeper, holds open for writing; it outlives the server, and
 * comes to its end when the keeper is ended. How it ended is written over what stands in the file: on a disk that is full there may be
 * no space for another. Which process the program is stands in the launcher's file. Signals to the group do not end the launcher, and what the shell says of them
 * is not output of the job. Arguments: those, `fifo` or `null`, the program, its arguments.
 */
export const KEEPING_LAUNCHER = `${REGISTER}
bgjobs_input=$1 bgjobs_keeper=
shift
if [ "$bgjobs_input" = fifo ]; then
  command -p sleep 2147483647 <>"$bgjobs_folder/stdin" >/dev/null 2>&1 &
  bgjobs_keeper=$!
  printf 'keeper %s\\n' "$bgjobs_keeper" >> "$bgjobs_file"
  exec <"$bgjobs_folder/stdin"
fi
trap : HUP INT QUIT USR1 USR2 PIPE ALRM TERM
exec 3>&2 2>/dev/null
/bin/sh -c ${shellQuote(`${TELL_PID}exec 2>&3 3>&-\nshift${BECOME}`)} bgjobs "$bgjobs_file" "$@"
bgjobs_code=$?
[ -z "$bgjobs_keeper" ] || kill "$bgjobs_keeper"
[ -h "$bgjobs_folder/exit" ] || printf '%-3s\\n' "$bgjobs_code" 1<> "$bgjobs_folder/exit"
exit "$bgjobs_code"
`;
