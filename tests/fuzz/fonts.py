#!/usr/bin/env python3
"""fonts.py FOLDER: write the seeds of the target `font`: small fonts of squares, each with one kind of rules (OpenType 1.9)."""

import pathlib
import struct
import sys

LETTERS = ' -.1AVfirst'
EM, SIDE = 1000, 500
GLYPH = {letter: number + 1 for number, letter in enumerate(LETTERS)}
LIGATURE, MARK = len(LETTERS) + 1, len(LETTERS) + 2
COUNT = len(LETTERS) + 3


def words(*numbers):
    return b''.join(struct.pack('>H', number & 0xFFFF) for number in numbers)


def named(family):
    """`name`: family, style and PostScript name."""
    strings = [family, 'Regular', family + '-Regular']
    storage, records = b'', b''
    for identifier, text in zip((1, 2, 6), strings):
        data = text.encode('utf-16-be')
        records += words(3, 1, 0x409, identifier, len(data), len(storage))
        storage += data
    return words(0, len(strings), 6 + len(records)) + records + storage


def characters():
    """`cmap` of format 4, a segment a letter."""
    pairs = sorted((ord(letter), glyph) for letter, glyph in GLYPH.items()) + [(0x301, MARK), (0xFFFF, 0)]
    count = len(pairs)
    body = words(count * 2, 0, 0, 0, *(code for code, _ in pairs), 0, *(code for code, _ in pairs),
                 *(glyph - code for code, glyph in pairs), *[0] * count)
    return words(0, 1, 3, 1) + struct.pack('>L', 12) + words(4, 6 + len(body), 0) + body


def square():
    """A simple glyph of one contour."""
    return struct.pack('>5h', 1, 0, 0, SIDE, SIDE) + words(3, 0) + bytes([1] * 4) + words(0, 0, SIDE, 0) + words(0, SIDE, 0, -SIDE)


def index(*items):
    """An INDEX of CFF (Adobe Technical Note 5176)."""
    if not items:
        return words(0)
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return words(len(items)) + b'\2' + words(*offsets) + b''.join(items)


def compact():
    """`CFF `: every glyph is a line to the right."""
    glyphs = index(*[bytes([139, 139, 21, 239, 6, 14])] * COUNT)  # 0 0 rmoveto 100 hlineto endchar
    name, rest = index(b'A'), index() + index()

    def top(at):
        return index(b'\x1d' + struct.pack('>L', at) + bytes([17]))  # CharStrings
    before = bytes([1, 0, 4, 2]) + name
    return before + top(len(before) + len(top(0)) + len(rest)) + rest + glyphs


def layout(feature, *lookups):
    """GSUB or GPOS: one feature of all scripts, with lookups of (type, flag, subtable)."""
    scripts = words(1) + b'DFLT' + words(8) + words(4, 0) + words(0, 0xFFFF, 1, 0)
    features = words(1) + feature + words(8) + words(0, len(lookups), *range(len(lookups)))
    offset, table = 2 + 2 * len(lookups), b''
    heads = []
    for kind, flag, subtable in lookups:
        heads.append(offset + len(table))
        table += words(kind, flag, 1, 8) + subtable
    lists = words(len(lookups), *heads) + table
    return words(1, 0, 10, 10 + len(scripts), 10 + len(scripts) + len(features)) + scripts + features + lists


def coverage(*glyphs):
    return words(1, len(glyphs), *sorted(glyphs))


def pairs():
    """Pair adjustment of format 1: A and V closer."""
    head = words(1, 12, 4, 0, 1, 18)
    return head + coverage(GLYPH['A']) + words(1, GLYPH['V'], -80)


def classes():
    """The same of format 2, by classes: letters before points."""
    first, second = words(1, GLYPH['A'], 2, 1, 1), words(2, 1, GLYPH['r'], GLYPH['t'], 1)
    cover = coverage(GLYPH['A'], GLYPH['V'])
    at = 16 + 2 * 4
    head = words(2, at, 4, 0, at + len(cover), at + len(cover) + len(first), 2, 2)
    return head + words(0, 0, 0, -60) + cover + first + second


def ligature():
    """f and i are one."""
    return words(1, 8, 1, 14) + coverage(GLYPH['f']) + words(1, 4) + words(LIGATURE, 2, GLYPH['i'])


def single():
    """Tabular figures."""
    return words(1, 6, 1) + coverage(GLYPH['1'])


def marks():
    """A mark stands on a letter."""
    marked, base = coverage(MARK), coverage(GLYPH['A'])
    array = words(1, 0, 6) + words(1, 100, 500)
    bases = words(1, 4) + words(1, 250, 500)
    at = 12
    return words(1, at, at + len(marked), 1, at + len(marked) + len(base), at + len(marked) + len(base) + len(array)) + marked + base + array + bases


def extended(kind, table):
    return words(1, kind) + struct.pack('>L', 8) + table


def font(family='Prøve', outlines='glyf', advance=600, **more):
    glyph = square()
    glyph += b'\0' * (-len(glyph) % 4)
    tables = {
        'OS/2': words(4, 500, 400, 5, 0) + bytes(68) + words(800, -200, 100, 900, 300) + bytes(8) + words(450, 700, 0, 32, 2),
        'cmap': characters(),
        'head': words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, EM) + bytes(16) + words(0, 0, SIDE, SIDE, 0, 8, 2, 0, 0),
        'hhea': words(1, 0, 800, -200, 100, advance, 0, 0, SIDE, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        'hmtx': words(advance, 0) + words(*[0] * (COUNT - 1)),
        'maxp': words(1, 0, COUNT, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0) if outlines == 'glyf' else words(0, 0x5000, COUNT),
        'name': named(family),
        'post': struct.pack('>Ll', 0x30000, 0) + words(-100, 50) + bytes(20),
    }
    if outlines == 'glyf':
        tables['glyf'] = glyph * COUNT
        tables['loca'] = words(*(number * len(glyph) // 2 for number in range(COUNT + 1)))
    else:
        tables['CFF '] = compact()
    tables.update(more)
    tables = {tag: data for tag, data in tables.items() if data}
    place = 12 + 16 * len(tables)
    directory, body = b'', b''
    for tag, data in sorted(tables.items()):
        directory += tag.encode() + struct.pack('>LLL', 0, place + len(body), len(data))
        body += data + b'\0' * (-len(data) % 4)
    kind = b'\0\1\0\0' if outlines == 'glyf' else b'OTTO'
    return kind + words(len(tables), 0, 0, 0) + directory + body


def collection(*fonts):
    """A file of several fonts; the offsets of their tables count from its start."""
    head = 12 + 4 * len(fonts)
    places, body = [], b''
    for one in fonts:
        at = head + len(body)
        places.append(at)
        moved = bytearray(one)
        for record in range(struct.unpack('>H', one[4:6])[0]):
            offset = 12 + 16 * record + 8
            moved[offset:offset + 4] = struct.pack('>L', struct.unpack('>L', one[offset:offset + 4])[0] + at)
        body += moved
    return b'ttcf' + words(1, 0) + struct.pack('>L', len(fonts)) + b''.join(struct.pack('>L', at) for at in places) + body


FONTS = {
    'plain': font(),
    'pairs': font(GPOS=layout(b'kern', (2, 0, pairs()), (2, 0, classes()))),
    'extended': font(GPOS=layout(b'kern', (9, 0, extended(2, classes())), (9, 0, extended(4, marks())))),
    'marks': font(GPOS=layout(b'mark', (4, 0, marks()))),
    'ligatures': font(GSUB=layout(b'liga', (4, 0, ligature())), GPOS=layout(b'kern', (2, 0, pairs()))),
    'figures': font(GSUB=layout(b'tnum', (1, 0, single()))),
    'compact': font(outlines='CFF '),
    'collection': collection(font('En'), font('To', 'CFF ')),
    'without-glyphs': font(outlines='CFF ', maxp=b''),
    'without-outlines': font(loca=b''),
    'widest': font(advance=65535, head=words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, 16) + bytes(34)),
}


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, data in FONTS.items():
        (folder / name).write_bytes(data)


if __name__ == '__main__':
    main()
