#!/bin/sh
# scale.sh SCRIPT REFERAT GENERATOR: make an archive of 300 meetings in four bodies, and the same when it had 150, and let SCRIPT judge
# both.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
script=$1
referat=$2
generator=$3
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1
"$generator" "$work/now" --meetings 300
"$generator" "$work/then" --meetings 150
"$referat" build "$work/then/meetings" --styles "$work/then/styles" -o "$work/earlier" --only html,toc
"$here/archive.sh" "$script" "$referat" "$work/now/meetings" "$work/now/styles" "$work/earlier"
