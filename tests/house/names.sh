#!/bin/sh
# names.sh LIBRARY...: no two folders give one name to the linker. It would take the first it finds and say nothing.
set -eu

twice=$(for library in "$@"; do
    nm -g --defined-only "$library" | awk 'NF == 3 { print $3 }' | sort -u
done | sort | uniq -d)
[ -n "$twice" ] || exit 0
echo "more than one folder defines $twice" >&2
exit 1
