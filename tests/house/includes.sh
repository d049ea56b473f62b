#!/bin/sh
# includes.sh CC... -- SOURCE TREES FOLDER VISIBLE...: a file of FOLDER compiles when it includes a header of a folder it may
# know, and does not when it includes any other; no file goes round that with a relative path; the libraries that one folder
# hides from the others are included nowhere else.
set -eu

cc=
while [ "$1" != -- ]; do
    cc="$cc $1"
    shift
done
shift
source=$1
trees=$2
folder=$3
shift 3
visible=" $* "
failed=0

complain() {
    echo "$*" >&2
    failed=1
}

compiles() {
    printf '#include "%s"\n' "$1" |
        $cc -std=c17 -D_GNU_SOURCE -I"$trees/$folder" -fsyntax-only -x c - 2>/dev/null
}

for other in "$source"/*/; do
    other=$(basename "$other")
    header=$source/$other/$other.h
    [ -e "$header" ] || header=$(find "$source/$other" -name '*.h' | LC_ALL=C sort | head -n 1)
    [ -n "$header" ] || continue
    header=$other/$(basename "$header")
    case $visible in
    *" $other "*) compiles "$header" || complain "$folder/ can't include $header, which it may" ;;
    *) ! compiles "$header" || complain "$folder/ can include $header, which it must not know" ;;
    esac
done

if grep -En '#include "(\.\.?/|/|[^/]*")' "$source/$folder"/*.[ch]; then
    complain "write includes from the folder's name on: \"$folder/…\""
fi

only() {
    pattern=$1
    shift
    case " $* " in
    *" $folder "*) return ;;
    esac
    if grep -En "#include [<\"]($pattern)" "$source/$folder"/*.[ch]; then
        complain "only $* may include this"
    fi
}

only 'cmark' parse
only 'yaml' data
only 'libxml/' late
only 'hpdf' late
only 'hb-subset' late
only 'zlib' image pdf compile
only 'libdeflate' pdf
only 'hb' late
only 'fribidi|hyphen|linebreak|unibreak' font
only 'xxhash' base
only 'pthread' program inputs publish late pdf
only 'dlfcn' late

only 'late/xml' late html archive
only 'late/(haru|subset)' late pdf
only 'late/harfbuzz' late font pdf

exit $failed
