#!/usr/bin/env python3
"""hunt.py BUILD FOLDER [--seconds N] [--rounds N] [--only NAME...]: look for new faults, one target after the other.

BUILD was configured with -Dfuzzing=true (README.md says how). What the targets find out lives in FOLDER: `corpus/<target>` grows from run to
run, `found/` holds what broke a target, and each run adds a line to `log.tsv`: date, target, executions, processor seconds, files in
the corpus, findings. A file FOLDER/stop ends the hunt after the run that is going on."""

import argparse
import datetime
import os
import pathlib
import re
import subprocess

import pack

HERE = pathlib.Path(__file__).resolve().parent
WORDS = {'value': 'yaml', 'front': 'yaml', 'style': 'yaml', 'body': 'markdown', 'table': 'markdown', 'meeting': 'markdown',
         'layout': 'markdown', 'prose': 'prose', 'people': 'prose', 'unit': 'kept', 'kept': 'kept', 'part': 'kept', 'text': 'json', 'command': 'command', 'font': 'font', 'object': 'kept', 'image': 'bytes', 'word': 'bytes'}


def run(program, folder, seconds):
    name = program.name.removeprefix('fuzz_')
    corpus, found = folder / 'corpus' / name, folder / 'found'
    for needed in corpus, found:
        needed.mkdir(parents=True, exist_ok=True)
    command = [program, f'-dict={HERE}/words/{WORDS[name]}.dict', f'-max_total_time={seconds}', '-timeout=20', '-rss_limit_mb=1500', '-max_len=4096', '-print_final_stats=1', '-entropic=0',
               f'-artifact_prefix={found}/{name}-', corpus, HERE / name]
    if not any(corpus.iterdir()) and (HERE / 'reached' / name).exists():
        pack.unpack(HERE / 'reached' / name, corpus)
    before = set(found.iterdir())
    with open(folder / f'{name}.log', 'wb') as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        _, _, usage = os.wait4(process.pid, 0)
    said = (folder / f'{name}.log').read_text(errors='replace')
    executions = re.findall(r'number_of_executed_units: (\d+)', said) or re.findall(r'^#(\d+)', said, re.M)
    row = [datetime.datetime.now().isoformat(' ', 'minutes'), name, executions[-1] if executions else '0',
           f'{usage.ru_utime + usage.ru_stime:.0f}', str(len(list(corpus.iterdir()))),
           ' '.join(sorted(path.name for path in set(found.iterdir()) - before)) or '-']
    with open(folder / 'log.tsv', 'a') as log:
        log.write('\t'.join(row) + '\n')
    print(*row, sep='\t', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--seconds', type=int, default=300)
    parser.add_argument('--rounds', type=int, default=1)
    parser.add_argument('--only', nargs='+')
    arguments = parser.parse_args()
    arguments.folder = arguments.folder.resolve()
    for _ in range(arguments.rounds):
        for program in sorted((arguments.build / 'tests/fuzz').glob('fuzz_*')):
            if (arguments.folder / 'stop').exists():
                return
            if program.is_file() and os.access(program, os.X_OK):
                if not arguments.only or program.name.removeprefix('fuzz_') in arguments.only:
                    run(program, arguments.folder, arguments.seconds)


if __name__ == '__main__':
    main()
