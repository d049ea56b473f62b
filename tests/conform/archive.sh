#!/bin/sh
# archive.sh SCRIPT REFERAT SOURCES STYLES [ARGUMENT...]: build an archive and run SCRIPT ARCHIVE ARGUMENT... over it, which lets
# programs that are not ours judge it.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
. "$here/programs.sh"
script=$1
referat=$2
sources=$3
styles=$4
shift 4
out=$(mktemp -d)
trap 'rm -rf -- "$out"' EXIT
"$referat" build "$sources" --styles "$styles" -o "$out"
node "$script" "$out" "$@"
