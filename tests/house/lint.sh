#!/bin/sh
# lint.sh SOURCE BUILD: clang-tidy 14 (.clang-tidy says which checks, and why not the others) and cppcheck (cppcheck.txt lists what it is
# wrong about) have nothing to say of the compiler. Takes some ten minutes.
set -eu
cd -- "$1"
build=$2
status=0
for tool in clang-tidy-14 cppcheck; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done

cppcheck --enable=warning,performance,portability --quiet --inline-suppr -I compiler --std=c11 --error-exitcode=1 \
    --suppress=missingIncludeSystem --suppressions-list=tests/house/cppcheck.txt compiler || status=1

# Files of the build's own tools and generated ones have no place in the compilers' list of commands that clang understands.
for file in compiler/*/*.c compiler/main.c; do
    clang-tidy-14 -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-error "$file" 2>/dev/null || status=1
done
exit $status
