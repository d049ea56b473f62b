#!/bin/sh
# coverage.sh BUILD [CORPUS]: how many lines of each folder of the compiler the targets' corpus reaches, as clang counts them.
# BUILD was configured as README.md says. CORPUS is a folder that hunt.py made: what it found is replayed too.
#
#     coverage.sh BUILD [CORPUS] --missed compiler/parse/table.c     shows the lines of a file that are not reached
set -eu

source=$(cd -- "$(dirname -- "$0")/../.." && pwd)
build=$(cd -- "$1" && pwd)
shift
corpus=
missed=
while [ $# -gt 0 ]; do
    case $1 in
    --missed) missed=$2 && shift 2 ;;
    *) corpus=$(cd -- "$1" && pwd) && shift ;;
    esac
done

profiles=$(mktemp -d)
trap 'rm -rf "$profiles"' EXIT
objects=
for program in "$build"/tests/fuzz/fuzz_*; do
    [ -f "$program" ] && [ -x "$program" ] || continue
    name=${program##*/fuzz_}
    folders=$source/tests/fuzz/$name
    [ -e "$source/tests/fuzz/reached/$name" ] && folders="$folders $source/tests/fuzz/reached/$name"
    [ -n "$corpus" ] && [ -d "$corpus/$name" ] && folders="$folders $corpus/$name"
    case $name in # as in meson.build
    value) folders="$folders $source/tests/golden/styles/raad $source/styles/dassos" ;;
    meeting) folders="$folders $source/tests/golden $source/meetings/dassos $source/tests/samples/meetings/fjordforum
        $source/tests/samples/meetings/ejendomsudvalget $source/tests/samples/meetings/takstgruppen" ;;
    style) folders="$folders $source/tests/golden/styles/raad $source/styles/dassos $source/styles/forretningsudvalget" ;;
    unit) folders="$folders $source/tests/golden" ;;
    image) folders="$folders $source/tests/conform/pictures $source/tests/samples/meetings/fjordforum/billeder" ;;
    esac
    # shellcheck disable=SC2086
    LLVM_PROFILE_FILE="$profiles/$name.profraw" "$program" $folders >/dev/null 2>&1 || echo "$name: a replay failed" >&2
    objects="$objects${objects:+ -object }$program"
done
llvm-profdata-14 merge -sparse "$profiles"/*.profraw -o "$profiles/all.profdata"

if [ -n "$missed" ]; then
    # Of all files, since llvm-cov finds none by a name that is not the one the compiler was told.
    # shellcheck disable=SC2086
    llvm-cov-14 show $objects -instr-profile="$profiles/all.profdata" |
        awk -v name="/$missed:" '/^[^ ].*:$/ { here = substr($0, length($0) - length(name) + 1) == name } here' |
        grep -E '^ +[0-9]+\| +0\|'
    exit
fi
# shellcheck disable=SC2086
llvm-cov-14 export -summary-only $objects -instr-profile="$profiles/all.profdata" >"$profiles/all.json"
python3 - "$profiles/all.json" "$source/compiler/" <<'END'
import collections
import json
import os
import sys

lines = collections.defaultdict(lambda: [0, 0])
worst = []
for file in json.load(open(sys.argv[1]))['data'][0]['files']:
    path = os.path.normpath(file['filename'])
    if not path.startswith(sys.argv[2]):
        continue
    name, count = path.removeprefix(sys.argv[2]), file['summary']['lines']
    lines[name.split('/')[0]][0] += count['covered']
    lines[name.split('/')[0]][1] += count['count']
    worst.append((count['count'] - count['covered'], name, count['percent']))
for folder, (covered, count) in sorted(lines.items()):
    print(f'{folder:<10}{100 * covered / count:6.1f} %  {covered} of {count} lines')
print()
for missed, name, percent in sorted(worst, reverse=True)[:15]:
    print(f'{name:<32}{percent:6.1f} %  {missed} lines missed')
END
