#!/usr/bin/env python3
"""pack.py FOLDER PACK: write the files of a folder into one, smallest first, as replay.c reads it; pack.py --un PACK FOLDER: back again."""

import hashlib
import pathlib
import sys


def units(pack):
    data = pathlib.Path(pack).read_bytes()
    while data:
        digits, _, data = data.partition(b'\n')
        length = int(digits)
        yield data[:length]
        data = data[length + 1:]


def unpack(pack, folder):
    for unit in units(pack):
        (pathlib.Path(folder) / hashlib.sha1(unit).hexdigest()).write_bytes(unit)


def main():
    if sys.argv[1] == '--un':
        unpack(sys.argv[2], sys.argv[3])
        return
    found = sorted((path.read_bytes() for path in pathlib.Path(sys.argv[1]).iterdir()), key=lambda unit: (len(unit), unit))
    pathlib.Path(sys.argv[2]).write_bytes(b''.join(b'%d\n%s\n' % (len(unit), unit) for unit in found))


if __name__ == '__main__':
    main()
