# To be sourced by what lets programs that are not ours judge an archive, with $here this folder: without those programs the test is
# skipped and says what is missing; with REFERAT_SKIP=never that is a failure.
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
