#!/bin/sh
# pages.sh REFERAT SOURCES STYLES: build the archive and let programs that are not ours judge its pages. Without those programs
# the test is skipped and says what is missing; with REFERAT_SKIP=never that is a failure.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
missing=
for program in node java chromium; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
[ -d "$here/node_modules" ] || missing="$missing tests/conform/node_modules"
if [ -n "$missing" ]; then
    echo "pages not judged; ./setup.sh installs what is missing:$missing"
    [ "${REFERAT_SKIP:-}" != never ] || exit 1
    exit 77
fi
out=$(mktemp -d)
trap 'rm -rf -- "$out"' EXIT
"$1" build "$2" --styles "$3" -o "$out"
node "$here/pages.mjs" "$out"
