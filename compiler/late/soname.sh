#!/bin/sh
# soname.sh CC... -- ARGUMENTS: the name that the loader looks for the library by that is linked with these arguments.
set -eu
cc=
while [ "$1" != -- ]; do
    cc="$cc $1"
    shift
done
shift
linked=$(mktemp)
trap 'rm -f -- "$linked"' EXIT
$cc -shared -nostdlib -o "$linked" -Wl,--no-as-needed "$@"
readelf -d "$linked" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | head -n 1
