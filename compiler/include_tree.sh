#!/bin/sh
# include_tree.sh SOURCE TREE FOLDER...: make TREE a folder of symbolic links to these folders of SOURCE and to no others.
set -eu
source=$1
tree=$2
shift 2
rm -rf -- "$tree"
mkdir -p -- "$tree"
for folder in "$@"; do
    ln -s -- "$source/$folder" "$tree/$folder"
done
