#!/bin/sh
# scale.sh REFERAT GENERATOR WORDS JUDGE...: make an archive of 300 meetings in four bodies and a fifth that has not met, and the same when it
# had 150, and let each JUDGE, a script of this folder, judge it. WORDS is the script that cuts words.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
. "$here/programs.sh"
referat=$1
generator=$2
words=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1
"$generator" "$work/now" --meetings 300
"$generator" "$work/then" --meetings 150
mkdir "$work/now/styles/nyt-udvalg"
printf 'arver: socialudvalget\nhører under: socialudvalget\nnavn: Nyt udvalg\nom: Udvalget er nedsat, men har ikke mødtes.\n' \
    >"$work/now/styles/nyt-udvalg/agenda.yaml"
"$referat" build "$work/then/meetings" --styles "$work/then/styles" -o "$work/earlier" --only html,toc
"$referat" build "$work/now/meetings" --styles "$work/now/styles" -o "$work/out" --base-url https://samarbejdet.example/moeder
status=0
for judge in "$@"; do
    case $judge in
    scale) argument=$work/earlier ;;
    search) argument=$words ;;
    *) argument= ;;
    esac
    node "$here/$judge.mjs" "$work/out" "$argument" || status=1
done
exit "$status"
