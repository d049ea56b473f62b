#!/bin/sh
# sarif.sh REFERAT SOURCES STYLES: sarif.mjs, where node and its packages are. Without them the test is skipped; with REFERAT_SKIP=never
# that is a failure.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
if ! command -v node >/dev/null || [ ! -d "$here/node_modules" ]; then
    echo "SARIF not judged; ./setup.sh --all installs what is missing: node, tests/conform/node_modules"
    [ "${REFERAT_SKIP:-}" != never ] || exit 1
    exit 77
fi
node "$here/sarif.mjs" "$@"
