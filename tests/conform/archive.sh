#!/bin/sh
# archive.sh SCRIPT REFERAT SOURCES STYLES [ARGUMENT...]: build an archive and run SCRIPT ARCHIVE ARGUMENT... over it, which lets
# programs that are not ours judge it. Without those programs the test is skipped and says what is missing; with
# REFERAT_SKIP=never that is a failure.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
missing=
for program in node java chromium; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
[ -d "$here/node_modules" ] || missing="$missing tests/conform/node_modules"
if [ -n "$missing" ]; then
    echo "archive not judged; ./setup.sh --all installs what is missing:$missing"
    [ "${REFERAT_SKIP:-}" != never ] || exit 1
    exit 77
fi
script=$1
referat=$2
sources=$3
styles=$4
shift 4
out=$(mktemp -d)
trap 'rm -rf -- "$out"' EXIT
"$referat" build "$sources" --styles "$styles" -o "$out"
node "$script" "$out" "$@"
