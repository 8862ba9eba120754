/** Numbers of system calls and what they mean here; those of other architectures are not known. */
interface Calls {
  readonly read: readonly number[];
  readonly poll: number | undefined;
  readonly ppoll: number;
  readonly select: number | undefined;
  readonly pselect: number;
}

/** By `process.arch`: read and readv, and what waits for descriptors. @see the kernel's `syscall_64.tbl` and `asm-generic/unistd.h` */
const CALLS: Readonly<Record<string, Calls>> = {
  x64: { read: [0, 19], poll: 7, ppoll: 271, select: 23, pselect: 270 },
  arm64: { read: [63, 65], poll: undefined, ppoll: 73, select: undefined, pselect: 72 },
};

/** `POLLIN` of poll(2). */
const POLLIN = 1;

/**
 * The descriptor that a thread is blocked reading, or waits for without a bound and for nothing else: such is a program
 * that asks for something. One that also waits for other things, as servers do, does not count.
 * @param line of `/proc/<pid>/task/<tid>/syscall`: number, six arguments, stack pointer, program counter; or `running`.
 * @param peek reads memory of the process.
 * @see proc(5)
 */
export function blockedRead(
  line: string,
  arch: string,
  peek: (address: bigint, length: number) => Buffer | undefined,
): number | undefined {
  const calls = CALLS[arch];
  const [number, ...words] = line.trim().split(' ');
  if (calls === undefined || words.length < 8 || !/^\d+$/.test(number ?? '')) return undefined;
  const call = Number(number);
  const args = words.slice(0, 6).map((word) => BigInt(word));
  const [first = 0n, second = 0n, third = 0n, , fifth = 0n] = args;
  if (calls.read.includes(call)) return Number(first);
  if (call === calls.select || call === calls.pselect) {
    // `nfds` is the highest descriptor and one; the second argument is the set to read from, the fifth the timeout.
    return first === 1n && second !== 0n && fifth === 0n ? 0 : undefined;
  }
  const isUnbounded = call === calls.poll ? BigInt.asIntN(32, third) < 0n : call === calls.ppoll && third === 0n;
  if (!isUnbounded || second !== 1n) return undefined;
  const entry = peek(first, 8);
  return entry?.length === 8 && (entry.readInt16LE(4) & POLLIN) !== 0 ? entry.readInt32LE(0) : undefined;
}
