#!/bin/sh
# pdfs.sh REFERAT CHECK_PDF MEETINGS STYLES: build an archive and check all its PDFs.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$1" build "$3" --styles "$4" -o "$out" 2>"$out/log" || {
    cat "$out/log" >&2
    exit 1
}
"$2" "$out"
