#!/usr/bin/env python3
"""evil.py REFERAT [CASE...]: the slope of what is known to be evil for readers of Markdown and YAML.

Each case is a source of 256 kB, 512 kB and 1 MB. Time must grow as the size does: a doubling takes on average at
most MOST_A_DOUBLING times the processor time, and 1 MB at most MOST_SECONDS; what looks steep is measured at 2 MB and 4 MB too. Ends with status 1 when a case is not."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SIZES = 256 << 10, 512 << 10, 1 << 20
LARGER = 1 << 20, 2 << 20, 4 << 20
MOST_A_DOUBLING = 2.4
MOST_SECONDS = 10.0
NEGLIGIBLE = 0.05  # seconds: less than this is mostly the start of the process
AGENDA = '''navn: Rådet
langt navn: Rådet for prøver
sektioner:
  - titel: Sager
    dele: [referat]
regler: {link-text: fra}
'''
FRONT = '''---
forum: raad
dato: 2021-02-11
tid: 10-12
sted: Rådhuset
deltagere: [Anna Berg]
---
'''
HEAD = '# Sager\n\n## Sag {#sag}\n\n### Referat\n'


def lines_of(make):
    """A text of `size` bytes of make(0), make(1), …"""
    def fill(size):
        parts, have, number = [], 0, 0
        while have < size:
            part = make(number)
            parts.append(part)
            have += len(part.encode())
            number += 1
        return ''.join(parts)
    return fill


def run_of(unit):
    return lambda size: unit * (size // len(unit.encode(errors='surrogateescape')))


def pair_of(opening, closing, middle='a'):
    return lambda size: opening * (size // (len(opening) + len(closing))) + middle + \
        closing * (size // (len(opening) + len(closing)))


def nested_lists(size):
    """Lists one deeper a line, again and again to the limit."""
    return lines_of(lambda number: '  ' * (number % 90) + '- a\n')(size)


def table_of(columns):
    head = '|' + ' a |' * columns + '\n|' + '-|' * columns + '\n'
    return lambda size: head + run_of('|' + ' b |' * columns + '\n')(size)


def quadratic_table(size):
    """A wide header and as many short rows: cells that are filled up grow as the square (GFM's own trap)."""
    side = size // 6
    return '|' + 'a|' * side + '\n|' + '-|' * side + '\n' + '|b\n' * side


def front_with(make):
    return lambda size: FRONT.replace('\n---\n', '\n' + make(size) + '\n---\n') + HEAD + 'Godkendt.\n'


def nested_data(size):
    """Flow collections in one another, as deep as the size allows."""
    return 'gæster: ' + '[' * (size // 2) + ']' * (size // 2)


BODIES = {
    'text': run_of('Rådet drøftede sagen og tog den til efterretning. '),
    'lines': run_of('Rådet drøftede sagen.\n'),
    'paragraphs': run_of('Rådet drøftede sagen.\n\n'),
    'one word': run_of('a'),
    'open brackets': run_of('['),
    'open brackets and words': run_of('[a '),
    'open pictures': run_of('!['),
    'brackets closed': pair_of('[', ']'),
    'links open': run_of('[a]('),
    'links in links': run_of('[a](b'),
    'links with open angles': run_of('[a](<b'),
    'link titles open': run_of('[a](b "'),
    'links to nothing': run_of('[](#x) '),
    'links to items': run_of('[](#sag) '),
    'stars': run_of('*'),
    'stars and words': run_of('*a '),
    'stars closed': pair_of('*', '*'),
    'stars of all lengths': run_of('a***b**c*'),
    'underscores and stars': run_of('*a_ '),
    'emphasis nested': pair_of('*a **a ', 'b** b*'),
    'backticks': run_of('`'),
    'backticks of all lengths': lines_of(lambda number: 'e' + '`' * number),
    'code never closed': lines_of(lambda number: '`' * (1 + number % 999) + 'a'),
    'angles': run_of('<'),
    'angles and words': run_of('<a '),
    'comments open': run_of('<!-- '),
    'instructions open': run_of('<?'),
    'declarations open': run_of('<!A '),
    'cdata open': run_of('<![CDATA['),
    'ampersands': run_of('&'),
    'entities': run_of('&amp;'),
    'entities unknown': run_of('&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;'),
    'numeric entities': run_of('&#1114112;'),
    'backslashes': run_of('\\'),
    'line breaks': run_of('a  \n'),
    'quotes nested': run_of('>'),
    'quote lines': run_of('> a\n'),
    'quote lines lazy': run_of('> a\nb\n'),
    'quotes of all depths': lines_of(lambda number: '>' * (number % 95) + 'a\n'),
    'lists nested': nested_lists,
    'lists on a line': lambda size: run_of('- ' * 90 + 'a\n')(size),
    'list markers': run_of('* '),
    'list items': run_of('- a\n'),
    'list items empty': run_of('-\n'),
    'list items loose': run_of('- a\n\n'),
    'numbered items': lines_of(lambda number: f'{number + 1}. a\n'),
    'headings': run_of('#### a\n'),
    'headings with ids': lines_of(lambda number: f'#### a {{#a{number}}}\n'),
    'headings alike': run_of('#### Emne\n\na\n\n'),
    'items': run_of('## Sag\n\n### Referat\n\nGodkendt.\n\n'),
    'sections': run_of('# Sager\n\n## Sag\n\n### Referat\n\nGodkendt.\n\n'),
    'underlined headings': run_of('a\n-\n'),
    'definitions': lines_of(lambda number: f'[a{number}]: b\n'),
    'definitions alike': run_of('[a]: b\n'),
    'definitions and uses': lambda size: lines_of(lambda number: f'[a{number}]: b\n')(size // 2) +
        lines_of(lambda number: f'[a{number}] ')(size // 2),
    'definitions open': run_of('[a]: b "\n'),
    'definition titles': run_of('[a]: b (\n'),
    'definition expanded': lambda size: '[a]: ' + 'b' * (size // 2) + '\n\n' + '[a]' * (size // 6),
    'footnotes': lines_of(lambda number: f'a[^{number}]\n\n[^{number}]: b\n\n'),
    'table': table_of(4),
    'tables': run_of('| a | b |\n|---|---|\n| c | d |\n\n'),
    'table wide': table_of(60),
    'table of one row': lambda size: '|' + 'a|' * (size // 4) + '\n|' + '-|' * (size // 4) + '\n',
    'table quadratic': quadratic_table,
    'table delimiters': run_of('|-|\n'),
    'table headers': run_of('|a|b|\n'),
    'pipes': run_of('|'),
    'pipes escaped': run_of('|\\|'),
    'fences': run_of('```\n'),
    'fence open': lambda size: '```\n' + run_of('a\n')(size),
    'indented code': lambda size: 'a\n\n' + run_of('    b\n\n')(size),
    'tabs': run_of('\t'),
    'spaces': run_of(' '),
    'blank lines': run_of('\n'),
    'carriage returns': run_of('a\r'),
    'rules': run_of('***\n'),
    'attributes': run_of('{#a}'),
    'attributes open': run_of('{#a '),
    'attributes on a heading': lambda size: '#### a {' + run_of('#a ')(size) + '}\n',
    'braces': run_of('{'),
    'mentions': run_of('se pkt. 1.1, '),
    'mentions of nothing': run_of('se pkt. 7.9, '),
    'mentions in a row': run_of('pkt. 1.1 og 1.1, 1.1-1.1 '),
    'attachments mentioned': run_of('bilag 4 '),
    'attachments': lambda size: '\n### Bilag\n\n' + lines_of(lambda number: f'- Notat {number}\n')(size),
    'dates': run_of('torsdag den 11. februar 2021 '),
    'dates impossible': run_of('31. april 2021 '),
    'numbers': run_of('1 '),
    'digits': run_of('1'),
    'points': run_of('1.'),
    'phone numbers': run_of('12 34 56 78, '),
    'at signs': run_of('a@'),
    'addresses': run_of('a@b.dk '),
    'names': run_of('Anna Berg '),
    'names nearly': run_of('Anna Borg '),
    'names many': lines_of(lambda number: f'N{chr(97 + number % 26)}r{chr(97 + number // 26 % 26)}n H{chr(97 + number // 676 % 26)}lm\n'),
    'capitals': run_of('A '),
    'absent': lambda size: '\n## Sag\n\nVed A\n\nDeltog ikke: ' + run_of('Anna Berg, ')(size),
    'title': lambda size: 'Godkendt.\n\n## ' + 'Sag ' * (size // 4) + '{#lang}\n\n### Referat\n\nGodkendt.\n',
    'title and links to it': lambda size: '\n#### ' + 'Emne ' * (size // 10) + '{#emne}\n\n' + run_of('[](#emne) ')(size // 2),
    'title of many words in italics': lambda size: '\n#### ' + run_of('*Emne* ')(size) + '\n\nA.\n',
    'link of many words': lambda size: '[' + run_of('ord ')(size) + '](https://a.dk)',
    'link with a long address': lambda size: '[' + run_of('ord ')(size // 2) + '](https://a.dk/' + 'a' * (size // 2) + ')',
    'presenters': lambda size: '\n## Sag\n\nVed ' + run_of('Anna Berg, formand, ')(size),
    'web addresses': run_of('https://a.dk/b '),
    'schemes': run_of('http://'),
    'combining': run_of('e\u0301\u0302\u0303'),
    'marks alone': run_of('\u0301'),
    'right to left': run_of('שלום עולם '),
    'astral': run_of('\U0001F600'),
    'soft hyphens': run_of('a\u00AD'),
    'joiners': run_of('a\u200D'),
    'nothings': run_of('\0'),
    'not UTF-8': run_of('\udcff'),
}
FRONTS = {
    'data nested': front_with(nested_data),
    'data maps nested': front_with(lambda size: 'gæster: ' + '{a: ' * (size // 5) + '}' * (size // 5)),
    'data open': front_with(lambda size: 'gæster: ' + '[' * size),
    'data questions': front_with(lambda size: '? ' * (size // 2)),
    'data dashes': front_with(lambda size: 'gæster:\n' + '- ' * (size // 2)),
    'data keys': front_with(lambda size: lines_of(lambda number: f'a{number}: b\n')(size)),
    'data keys alike': front_with(run_of('a: b\n')),
    'data guests': front_with(lambda size: 'gæster:\n' + lines_of(lambda number: f'- Anna Berg {number}\n')(size)),
    'data guests in full': front_with(lambda size: 'gæster:\n' + lines_of(lambda number: f'- {{navn: N{number} B}}\n')(size)),
    'data in one guest': front_with(lambda size: 'gæster: [' + 'a' * size + ']'),
    'data commas': front_with(lambda size: 'gæster: ["' + ',' * size + '"]'),
    'data parentheses': front_with(lambda size: 'gæster: ["' + '(' * size + '"]'),
    'data quoted': front_with(lambda size: 'sted: "' + '\\x41' * (size // 4) + '"'),
    'data folded': front_with(lambda size: 'sted: >\n' + '  a\n\n' * (size // 5)),
    'data anchors': front_with(lambda size: 'gæster: [' + '&a b, ' * (size // 6) + ']'),
    'data aliases': front_with(lambda size: 'gæster: [' + '*a, ' * (size // 4) + ']'),
    'data documents': front_with(run_of('--- a\n')),
    'data title': lambda size: FRONT.replace('\n---\n', '\ntitel: ' + run_of('ord ')(size // 2) + '\n---\n') + HEAD +
        run_of('Et afsnit.\n\n')(size // 2),
    'data items': front_with(lambda size: 'punkter:\n' + '- {sektion: Sager, titel: Sag, referat: Godkendt}\n' * (size // 47)),
    'data comments': front_with(run_of('# a\n')),
    'data spaces': front_with(run_of(' ')),
}


def measure(command, folder):
    best = None
    for _ in range(2):
        shutil.rmtree(folder / 'out', ignore_errors=True)
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, 'XDG_CACHE_HOME': str(folder / 'cache')})
        _, status, usage = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            sys.exit(f'{command} in {folder} ended with status {code}')
        used = usage.ru_utime + usage.ru_stime
        best = used if best is None else min(best, used)
        if used > 1:
            break
    return best, usage.ru_maxrss / 1024


def slope(program, name, make, folder, command):
    """When it looks steep, once more with more: other work on the machine comes and goes, and memory costs more than before
    where it no longer fits in what the program begins with, or in a cache; but what is steep stays so."""
    return attempt(program, name, make, folder, command, SIZES, False) or attempt(program, name, make, folder, command, LARGER, True)


def attempt(program, name, make, folder, command, sizes, last):
    times, memory = [], 0
    for size in sizes:
        (folder / 'meetings/a.md').write_bytes(make(size).encode(errors='surrogateescape'))
        seconds, memory = measure([program, *command], folder)
        times.append(seconds)
        if seconds > 3 * MOST_SECONDS * max(1, size / SIZES[-1]):
            break
    ratios = [after / before for before, after in zip(times, times[1:])]
    steep = (times[-1] / times[0]) ** (1 / max(1, len(ratios))) > MOST_A_DOUBLING and times[-1] > NEGLIGIBLE
    bad = steep or len(times) < len(sizes) or times[-1] > MOST_SECONDS * max(1, size / SIZES[-1])
    print(f'{command[0]:<6}{name:<28}' + ''.join(f'{1000 * seconds:>9.0f}' for seconds in times) + ' ms   ' +
          ''.join(f'{ratio:>6.2f}' for ratio in ratios) + f'{memory:>8.0f} MB' + ('' if not bad else '   TOO STEEP' if last else '   steep: once more'), flush=True)
    return not bad


def main():
    program, only = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    folder = pathlib.Path(tempfile.mkdtemp(prefix='referat-evil-'))
    good = True
    try:
        (folder / 'meetings').mkdir()
        (folder / 'styles/raad').mkdir(parents=True)
        (folder / 'styles/raad/agenda.yaml').write_text(AGENDA)
        cases = {name: (lambda size, make=make: FRONT + HEAD + make(size)) for name, make in BODIES.items()} | FRONTS
        for name, make in cases.items():
            if only and name not in only:
                continue
            for command in ['check'], ['build', '-j1']:
                good = slope(program, name, make, folder, command) and good
    finally:
        shutil.rmtree(folder)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
