#!/usr/bin/env python3
"""run.py REFERAT SOURCE_ROOT: what a build costs, beside what it is to cost (README.md), in one table.

REFERAT_BENCH_MEETINGS sets the size of the generated archive (300); the goals are set for 10000. Goals that are ratios are taken of what
Typst, find and cmark cost in the same run; without them the goals are the figures an idle machine with two cores gave."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import typst
from measure import Run, in_turn, instructions

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).resolve().parent
MEETINGS = int(os.environ.get('REFERAT_BENCH_MEETINGS', '300'))
MINUTES = ROOT / 'meetings/dassos/2021-02-11.md'
DAY = '11. februar 2021'
SUCH = 200  # of the real minutes, on different days
TYPST_SHARES = 4
rows = []


def row(what, goal, measured, holds, more=''):
    rows.append((what, goal, measured, {True: 'yes', False: 'NO', None: ''}[holds], more))
    print('.', end='', flush=True, file=sys.stderr)


def ms(value):
    return f'{value:.1f} ms' if value < 1000 else f'{value / 1000:.2f} s'


def limit(what, cost, goal, how, busy_goal, more=''):
    """`busy_goal`: what the goal would be in processor time, which other work on the machine adds less to."""
    row(what, f'{ms(goal)} = {how}', ms(cost.wall), cost.wall <= goal,
        f'CPU {ms(cost.busy)} of {ms(busy_goal)}, {cost.memory:.0f} MB{more}')


def put_aside(path):
    """What an earlier run made is moved, not removed: right after many files were removed ext4 looks long for places for new ones."""
    def move():
        if path.exists():
            path.rename(path.with_name(f'{path.name}-{time.monotonic_ns()}'))
    return move


def such_meetings(folder):
    """The real minutes on so many days."""
    text = MINUTES.read_text(encoding='utf-8')
    sources = []
    for number in range(SUCH):
        year, month = 2021 + number // 12, number % 12 + 1
        other = re.sub(r'(?m)^dato: .*', f'dato: {year}-{month:02}-11', text, count=1)
        other = other.replace(DAY, f'11. {typst.MONTHS[month - 1]} {year}')
        other = re.sub(r'(?m)^udsendt: .*', f'udsendt: {year}-{month:02}-26', other, count=1)
        other = re.sub(r'(?m)^(næste møde: .*dato: )[-\d]+', rf'\g<1>{year + 1}-{month:02}-12', other, count=1)
        source = folder / f'meetings/dassos/{year}-{month:02}-11.md'
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(other, encoding='utf-8')
        sources.append(source)
    shutil.copytree(ROOT / 'styles', folder / 'styles')
    return sources


def as_typst(sources, folder):
    """The meetings as Typst documents, made by changing the date of one."""
    dump = subprocess.run([PROGRAM, '--emit=ast', MINUTES], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    text = typst.convert(dump)
    files = []
    for source in sources:
        year, month, day = source.stem.split('-')
        other = text.replace(DAY, f'11. {typst.MONTHS[int(month) - 1]} {year}').replace(r'2021\-02\-11', rf'{year}\-{month}\-{day}')
        files.append(folder / f'{source.stem}.typ')
        files[-1].write_text(other, encoding='utf-8')
    return files


class Typst:
    """Typst, or its figures from an idle machine where it is not installed."""

    def __init__(self, folder, sources):
        self.cold = self.cold_busy = 171.0
        self.each = self.each_busy = 47.0
        self.said = 'as once measured'
        self.runs = []
        if not shutil.which('node') or not (HERE / 'node_modules').is_dir():
            print('Typst is not here (./setup.sh --all installs it): its figures are those once measured', file=sys.stderr)
            return
        folder.mkdir()
        fonts = pathlib.Path('/usr/share/fonts/truetype/crosextra')
        self.files = as_typst(sources, folder)
        command = ['node', HERE / 'typst.mjs', fonts, folder / 'typst.pdf']
        self.runs = [Run(['node', '-e', '']), Run([*command, '1', self.files[0]])]
        self.loop = Run([*command, str(TYPST_SHARES), *self.files])

    def settle(self):
        if not self.runs:
            return
        empty, cold = (run.cost for run in self.runs)
        self.cold, self.cold_busy = cold.wall - empty.wall, cold.busy - empty.busy
        self.loop.once()
        made = json.loads(self.loop.said)
        self.each, self.each_busy, self.said = made['each'], self.loop.cost.busy / SUCH, 'in this run'
        row('Typst: one meeting to PDF/UA-1, cold', '', ms(self.cold), None,
            f'without starting Node; CPU {ms(cold.busy - empty.busy)}, {cold.memory:.0f} MB, {made["pages"]} pages, {made["bytes"]} bytes')
        row(f'Typst: one of {SUCH} meetings, best of {TYPST_SHARES} loops', '', ms(self.each), None,
            f'CPU {ms(self.loop.cost.busy / SUCH)}, {self.loop.cost.memory:.0f} MB')


def real_minutes(folder):
    sources = such_meetings(folder / 'such')
    other = Typst(folder / 'typst', sources)
    out = folder / 'one'
    one = Run([PROGRAM, 'build', '-o', out, MINUTES], put_aside(out), ROOT)
    check = Run([PROGRAM, 'check', MINUTES], cwd=ROOT)
    cmark = [Run(['cmark', MINUTES])] if shutil.which('cmark') else []
    in_turn(10, one, check, *cmark, *other.runs, at_once=3)
    other.settle()
    such_out = folder / 'such/out'
    such = Run([PROGRAM, 'build', '-j2'], put_aside(such_out), folder / 'such')
    in_turn(5, such)

    limit('one meeting, cold, all outputs', one.cost, other.cold / 15, f'Typst cold / 15, {other.said}', other.cold_busy / 15,
          f', {other.cold / one.cost.wall:.1f} x faster than Typst')
    limit(f'{SUCH} such meetings, cold, -j2', such.cost, SUCH * other.each / 25, f'Typst in its loop / 25, {other.said}',
          2 * SUCH * other.each_busy / 25,
          f', {SUCH * other.each / such.cost.wall:.1f} x faster than Typst')
    limit('check of one meeting', check.cost, 5, 'set', 5)
    if cmark:
        row('cmark alone, to HTML', '', ms(cmark[0].cost.wall), None, f'one meeting, cold: {one.cost.wall / cmark[0].cost.wall:.1f} x cmark')
    pdf = next(out.rglob('*-referat.pdf'))
    row('PDF of the real minutes', '110 kB', f'{pdf.stat().st_size / 1000:.1f} kB', pdf.stat().st_size <= 110_000)
    if shutil.which('pdfinfo') and shutil.which('pdffonts'):
        tagged = 'Tagged:          yes' in subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout
        fonts = subprocess.run(['pdffonts', pdf], capture_output=True, text=True).stdout.splitlines()[2:]
        row('  tagged, fonts embedded', 'both', f'{len(fonts)} fonts', tagged and all(line.split()[-5] == 'yes' for line in fonts))
    if shutil.which('valgrind'):
        put_aside(out)()
        row('instructions: one meeting, cold, -j1', '', f'{instructions([PROGRAM, "build", "-j1", "-o", out, MINUTES], ROOT) / 1e6:.1f} M', None)
        row('instructions: check of one meeting', '', f'{instructions([PROGRAM, "check", MINUTES], ROOT) / 1e6:.1f} M', None)
    return one.cost


def generate(folder, count):
    bodies = str(max(1, min(40, count // 20)))
    subprocess.run([sys.executable, HERE / 'generate.py', folder, '--meetings', str(count), '--bodies', bodies], check=True)


def archive_of(folder, count, times):
    generate(folder, count)
    out = folder / 'out'
    cold = Run([PROGRAM, 'build', '-j2'], put_aside(out), folder, {**os.environ, 'XDG_CACHE_HOME': str(folder / 'cache')})
    in_turn(times, cold)
    return cold


def grown_archive(folder, one):
    few = archive_of(folder / 'few', max(MEETINGS // 10, 10), 3).cost
    many = archive_of(folder / 'many', MEETINGS, 1 if MEETINGS > 2000 else 3)
    place, environment = many.cwd, many.env
    limit(f'{MEETINGS} generated meetings, cold, -j2', many.cost, 3 * MEETINGS, '3 ms a meeting', 6 * MEETINGS)
    row('  peak memory', '300 MB', f'{many.cost.memory:.0f} MB', many.cost.memory <= 300)
    row(f'  against {max(MEETINGS // 10, 10)} meetings', '11 times', f'{many.cost.wall / few.wall:.1f} times', many.cost.wall <= 11 * few.wall,
        f'CPU {many.cost.busy / few.busy:.1f} times')

    time.sleep(0.1)
    find = Run(['find', 'meetings', '-type', 'f', '-printf', '%s %T@\n'], cwd=place)
    still = Run([PROGRAM, 'build', '-j2'], cwd=place, env=environment)
    still.once()
    still.cost = type(still.cost)()
    in_turn(15, find, still)
    limit(f'{MEETINGS} meetings, nothing changed', still.cost, 3 * find.cost.wall, '3 x find', 3 * find.cost.busy, f', {still.cost.wall / find.cost.wall:.1f} x find')

    sources = sorted((place / 'meetings').rglob('*.md'))
    changed = sources[len(sources) // 2]

    def edit():
        changed.write_text(changed.read_text(encoding='utf-8') + '\nEn linje til.\n', encoding='utf-8')

    edited = Run([PROGRAM, 'build', '-j2'], edit, place, environment)
    in_turn(5, edited)
    limit(f'{MEETINGS} meetings, one text edited', edited.cost, still.cost.wall + 2 * one.wall, 'nothing changed + 2 cold',
          still.cost.busy + 2 * one.busy)
    files = [path for path in (place / 'out').rglob('*') if path.is_file()]
    row('  what is in out/', '', f'{len(files)} files', None, f'{sum(path.stat().st_size for path in files) / 1e6:.1f} MB')


def show():
    widths = [max(len(entry[column]) for entry in [*rows, ('', 'goal', 'measured', 'holds')]) for column in range(4)]
    for entry in [('', 'goal', 'measured', 'holds', ''), *rows]:
        print('  '.join(text.ljust(width) for text, width in zip(entry, widths)), entry[4], sep='  ')


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix='referat-bench-'))
    load = os.getloadavg()[0]
    try:
        one = real_minutes(folder)
        grown_archive(folder, one)
    finally:
        shutil.rmtree(folder)
    show()
    print(f'{os.cpu_count()} processors; load when it began {load:.1f}, now {os.getloadavg()[0]:.1f}')


main()
