#!/usr/bin/env python3
"""extremes.py REFERAT: meetings that nobody should write are set right, or refused with a reason; none takes long."""

import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib

AGENDA = 'navn: Rådet\nlangt navn: Rådet for prøver\nsektioner:\n  - {titel: Sager, dele: [referat]}\n'
FRONT = '---\nforum: raad\ndato: 2021-02-11\ntid: 10-12\nsted: Rådhuset\ndeltagere: [Anna Berg]\n---\n'
HEAD = '# Sager\n\n## Sag\n\n### Referat\n\n'
SECONDS = 30
WORDS = 'Rådet drøftede sagen om specialundervisning og tog redegørelsen til efterretning med en bemærkning om økonomien'.split()


def png(number):
    """A picture of one pixel, each another."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(b'\0' + struct.pack('>I', number)[1:])) + chunk(b'IEND', b''))


def prose(count):
    return ' '.join(WORDS[i * 7 % len(WORDS)] for i in range(count))


# Name: the source, exit status, what must be told (or None), words of the PDF with how often they come, least pages
CASES = {
    'a paragraph of 10,000 words': (FRONT + HEAD + prose(10000) + ' slut.\n', 0, None, {'slut.': 1}, 15),
    'a word of 3,000 letters': (FRONT + HEAD + 'Før ' + 'bogstav' * 430 + ' efter.\n', 0, None, {'efter.': 1}, 2),
    'an address of 3,000 letters': (FRONT + HEAD + 'Se <https://a.dk/' + 'b' * 3000 + '> igen.\n', 0, None, {'igen.': 1}, 1),
    'a table of 500 rows': (
        FRONT + HEAD + '| Kommune | Beløb | Bemærkning |\n|---|--:|---|\n' +
        ''.join(f'| Kommune {i} | {i},5 | {prose(6)} |\n' for i in range(500)), 0, None, {'Kommune 499': 1, '499,5': 1}, 8),
    'a table of 60 columns': (
        FRONT + HEAD + '|' + ''.join(f' k{i} |' for i in range(60)) + '\n|' + '---|' * 60 + '\n' +
        ('|' + ''.join(f' {i} |' for i in range(60)) + '\n') * 3, 0, 'meetings/a.md:14:1: tabellen har 60 kolonner', {'k59': 1}, 1),
    '5,000 items': (
        FRONT + '# Sager\n\n' + ''.join(f'## Sag nummer {i}\n\n### Referat\n\nGodkendt.\n\n' for i in range(5000)), 0, None,
        {'Sag nummer 4999': 2}, 100),
    'no items': (FRONT, 1, "meetings/a.md:1:1: fejl: mødet mangler sektionen 'Sager' [missing-section]", {}, 0),
    'nothing': ('', 1, '[front-matter]', {}, 0),
    'lists 50 deep': (
        FRONT + HEAD + ''.join('  ' * i + f'- niveau {i + 1} {prose(5)}\n' for i in range(50)), 0, None, {'niveau 50': 1}, 1),
    'lists 51 deep': (FRONT + HEAD + ''.join('  ' * i + '- a\n' for i in range(51)), 1, '[too-large]', {}, 0),
    'quotes 100 deep': (FRONT + HEAD + '> ' * 100 + 'inderst\n', 0, None, {'inderst': 1}, 1),
    'from the right': (FRONT + HEAD + 'Ordet שלום עולם betyder fred, og السلام عليكم det samme.\n', 0, None, {'betyder fred': 1}, 1),
    'many accents': (FRONT + HEAD + 'Z' + '\u0351\u036b\u0343' * 300 + ' slut.\n', 0, None, {'slut.': 1}, 1),
    '4,500 pictures': (
        FRONT + HEAD + ''.join(f'![prik {i}]({i}.png)\n\n' for i in range(4500)) + 'slut.\n', 0, None, {'slut.': 1}, 50),
    'letters of no font': (FRONT + HEAD + 'Først\nog \U000F0000 her.\n', 0, 'meetings/a.md:15:4: ingen installeret skrift har U+F0000',
                           {'her.': 1}, 1),
}


def fault(program, folder, case):
    source, status, told, words, pages = case
    (folder / 'meetings').mkdir(parents=True)
    (folder / 'styles/raad').mkdir(parents=True)
    (folder / 'styles/raad/agenda.yaml').write_text(AGENDA)
    (folder / 'meetings/a.md').write_text(source)
    for name in re.findall(r'\]\((\d+)\.png\)', source):
        (folder / f'meetings/{name}.png').write_bytes(png(int(name)))
    try:
        result = subprocess.run([program, 'build', '-j1'], cwd=folder, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f'takes more than {SECONDS} seconds'
    said = result.stdout + result.stderr
    if result.returncode != status:
        return f'ends with status {result.returncode}: {said}'
    if (told or '') not in said or (told is None and said.strip()):
        return f'says {said!r}'
    if not pages:
        return None
    pdf = folder / 'out/raad/2021-02-11/raad-2021-02-11-referat.pdf'
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout
    for word, count in words.items():
        if text.count(word) < count:
            return f'has {word!r} {text.count(word)} times'
    if text.count('\f') < pages:
        return f'has {text.count(chr(12))} pages'
    return None


def main():
    program, failed = pathlib.Path(sys.argv[1]).resolve(), False
    print(f'1..{len(CASES)}')
    for number, (name, case) in enumerate(CASES.items(), 1):
        with tempfile.TemporaryDirectory(prefix='referat-extremes-') as folder:
            why = fault(program, pathlib.Path(folder), case)
        failed = failed or why is not None
        print('ok' if why is None else 'not ok', number, '-', name)
        if why:
            print('#', why.replace('\n', '\n# '))
    sys.exit(failed)


main()
