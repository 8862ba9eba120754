# awk -v key=KEY -v stream=LETTER -v from=N -v to=N -f lines.awk: writes these lines, each 64 bytes with its newline. What stands in a
# line says which job, which stream and which line it is.
BEGIN {
  for (line = from; line <= to; line++) printf "%08d %s %-8s %s\n", line, stream, key, "abcdefghijklmnopqrstuvwxyz0123456789abcdefg"
}
