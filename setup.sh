#!/bin/sh
# Makes this folder ready on Debian 12: installs the packages that are missing, configures and builds. Says little when there
# is little to do, and needs neither root nor network when nothing is missing. With --all it installs the browser, Java and
# Node tools too that the tests of published pages use; without them those tests are skipped and say so.
set -eu
cd -- "$(dirname -- "$0")"

packages='
    gcc libc6-dev meson ninja-build pkg-config
    libcmark-dev libxml2-dev libhpdf-dev libyaml-dev libxxhash-dev
    libharfbuzz-dev libfribidi-dev libhyphen-dev libunibreak-dev liblcms2-dev libdeflate-dev zlib1g-dev
    hyphen-da hunspell-da fonts-crosextra-carlito fonts-dejavu-core fonts-lato fonts-open-sans
    libcmocka-dev python3 qpdf poppler-utils libxml2-utils'

all=
if [ "${1:-}" = --all ]; then
    all=yes
    packages="$packages chromium default-jre-headless fonts-liberation valgrind cmark"
    # A Node that is already here, from wherever, is good enough.
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        packages="$packages nodejs npm"
    fi
fi

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done

as_root() {
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "setup.sh: these packages are missing, and installing them takes root or sudo:$missing" >&2
        exit 2
    fi
}

# Run quietly; show what was said only if it failed.
quietly() {
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        echo "setup.sh: '$*' failed" >&2
        exit 2
    fi
    rm -f "$log"
}

if [ -n "$missing" ]; then
    echo "installing:$missing"
    quietly as_root apt-get update -q
    # shellcheck disable=SC2086
    quietly as_root apt-get install -q -y --no-install-recommends $missing
fi

[ -e build/build.ninja ] || quietly meson setup build
quietly ninja -C build

# Tools from npm that tests use, each set with its lock file; a set that was installed once is kept up to date.
for lock in tests/*/package-lock.json; do
    [ -e "$lock" ] || continue
    folder=${lock%/*}
    [ -n "$all" ] || [ -d "$folder/node_modules" ] || continue
    [ ! "$folder/node_modules/.package-lock.json" -nt "$lock" ] || continue
    echo "installing what $folder/package.json lists"
    # `ci` refuses a lock file that leaves out packages for other kinds of machines; `install` takes the same versions from it.
    if npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts >/dev/null 2>&1 ||
        (quietly npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts); then
        touch "$folder/node_modules/.package-lock.json"
    else
        rm -rf "$folder/node_modules"
        echo "setup.sh: the tests that need these are skipped; all else works" >&2
    fi
done
