#!/bin/sh
# tree.sh: ten processes in three generations, each of which ends when it is asked to.
branch='sleep 600 & sleep 600 & wait'
sh -c "$branch" &
sh -c "$branch" &
sh -c "$branch" &
wait
