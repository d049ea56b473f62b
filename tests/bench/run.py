#!/usr/bin/env python3
"""run.py REFERAT SOURCE_ROOT: what a build costs, as ratios to other programs in the same run where there are such.

REFERAT_BENCH_MEETINGS sets the size of the generated archive (200). Times are the best of several, since other work on the machine only
ever adds to them; instructions are counted by callgrind and are the same from run to run."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
MEETINGS = int(os.environ.get('REFERAT_BENCH_MEETINGS', '200'))
MINUTES = ROOT / 'meetings/dassos/2021-02-11.md'


def measure(command, times, before=lambda: None, cwd=ROOT, env=None):
    """The least wall time and processor time of some runs, in ms, and the memory of the last, in MB."""
    wall, busy = [], []
    for _ in range(times):
        before()
        start, used = time.perf_counter(), os.times()
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall.append(1000 * (time.perf_counter() - start))
        busy.append(1000 * (usage.ru_utime + usage.ru_stime))
        if os.waitstatus_to_exitcode(status):
            sys.exit(f'{command} failed')
    return min(wall), min(busy), usage.ru_maxrss / 1024


def say(what, wall, busy, memory, more=''):
    print(f'{what:<44}{wall:>10.1f} ms wall{busy:>10.1f} ms CPU{memory:>8.1f} MB  {more}', flush=True)


def count(command):
    result = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command], cwd=ROOT, capture_output=True,
                            text=True)
    return int(re.search(r'refs: +([\d,]+)', result.stderr)[1].replace(',', ''))


def one_meeting(folder):
    out = folder / 'one'
    empty = lambda: shutil.rmtree(out, ignore_errors=True)
    cold = measure([PROGRAM, 'build', '-o', out, MINUTES], 10, empty)
    more = ''
    if shutil.which('cmark'):
        base = measure(['cmark', MINUTES], 10)
        more = f'{cold[0] / base[0]:.1f} x cmark'
    say('one meeting, cold, all outputs', *cold, more)
    say('check of one meeting', *measure([PROGRAM, 'check', MINUTES], 10))
    print(f'PDF of the real minutes: {next(out.rglob("*-referat.pdf")).stat().st_size} bytes')
    if shutil.which('valgrind'):
        empty()
        print(f'instructions, one meeting, cold: {count([PROGRAM, "build", "-j1", "-o", out, MINUTES]):,}')
        print(f'instructions, check of one meeting: {count([PROGRAM, "check", MINUTES]):,}')


def archive(folder):
    subprocess.run([sys.executable, ROOT / 'tests/bench/generate.py', folder, '--meetings', str(MEETINGS)], check=True)
    time.sleep(0.1)
    environment = {**os.environ, 'XDG_CACHE_HOME': str(folder / 'cache')}
    out = folder / 'out'

    def run(what, times=1, before=lambda: None, more=''):
        result = measure([PROGRAM, 'build', '-j2'], times, before, folder, environment)
        say(f'{MEETINGS} meetings, {what}', *result, more)
        return result

    run('cold', before=lambda: shutil.rmtree(out, ignore_errors=True))
    find = measure(['find', 'meetings', '-type', 'f', '-printf', '%s %T@\n'], 10, cwd=folder)
    still = measure([PROGRAM, 'build', '-j2'], 10, cwd=folder, env=environment)
    say(f'{MEETINGS} meetings, nothing changed', *still, f'{still[0] / find[0]:.1f} x find')
    sources = sorted((folder / 'meetings').rglob('*.md'))
    edited = sources[len(sources) // 2]
    edit = lambda: edited.write_text(edited.read_text() + '\nEn linje til.\n')
    run('one edited', 3, edit)
    files = [path for path in out.rglob('*') if path.is_file()]
    print(f'{len(files)} files of {sum(path.stat().st_size for path in files) / 1e6:.1f} MB, manifest '
          f'{(out / ".referat").stat().st_size / 1e6:.1f} MB')


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix='referat-bench-'))
    try:
        one_meeting(folder)
        archive(folder / 'archive')
    finally:
        shutil.rmtree(folder)


main()
