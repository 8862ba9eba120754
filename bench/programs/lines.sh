#!/bin/sh
# lines.sh BYTES GATE: waits for a line in the pipe GATE, writes BYTES in lines of 100 bytes, and then one last line.
read -r go < "$2"
yes 0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmno | head -c "$1"
echo 'the last line'
