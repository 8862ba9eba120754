#!/bin/sh
# work.sh KEY:LINES:ERRORS:PIECES:TREE:THEN:MORE:CODE:FAILS, see plan.mjs: starts what is to descend from it, writes lines, and then does
# what THEN says. Everything that it starts says the key, among its words or in its environment.
IFS=:
set -- $1
unset IFS
key=$1 lines=$2 errors=$3 pieces=$4 tree=$5 then=$6 more=$7 code=$8 fails=$9
here=${0%/*}
SOAK_KEY=$key:
export SOAK_KEY

# How often it was run stands in a file; its lines go on where those of the run before ended.
run=1
if [ "$fails" -gt 0 ]; then
  echo >> "runs.$key"
  run=$(wc -l < "runs.$key")
  [ "$run" -le "$fails" ] || code=0
fi
before=$(((run - 1) * (lines + more))) errors_before=$(((run - 1) * errors))

case $tree in
  child) sh "$here/park.sh" "$key:" & ;;
  session) setsid sh "$here/park.sh" "$key:" & ;;
  orphan) (setsid sh "$here/park.sh" "$key:" < /dev/null > /dev/null 2>&1 &) ;;
  double) (setsid sh -c '"$@" & exit 0' sh sh "$here/park.sh" "$key:" &) ;;
  hidden) (setsid env -i /bin/sh "$here/park.sh" "$key:" < /dev/null > /dev/null 2>&1 &) ;;
esac

# write LETTER FROM TO
write() {
  [ "$2" -gt "$3" ] || awk -v "key=$key" -v "stream=$1" -v "from=$2" -v "to=$3" -f "$here/lines.awk"
}

piece=1
while [ "$piece" -le "$pieces" ]; do
  write o $((before + lines * (piece - 1) / pieces + 1)) $((before + lines * piece / pieces))
  write e $((errors_before + errors * (piece - 1) / pieces + 1)) $((errors_before + errors * piece / pieces)) >&2
  [ "$piece" -eq "$pieces" ] || sleep 0.1
  piece=$((piece + 1))
done

case $then in
  stay) exec sh "$here/park.sh" "$key:" ;;
  die) kill -9 $$ ;;
  read) read -r line ;;
  nap) sleep 1 ;;
esac
write o $((before + lines + 1)) $((before + lines + more))
exit "$code"
