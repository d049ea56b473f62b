#!/usr/bin/env python3
"""hardened.py PROGRAM [--plain]: the program that was linked has what its flags asked for, and no global mutable state.

--plain: built with sanitizers or without optimisation, which leave some of it out."""

import re
import subprocess
import sys

# Of the C start-up code and libraries, not ours.
NOT_OURS = {'__data_start', 'data_start', '__dso_handle', '__TMC_END__', '__bss_start', '_edata', '_end', 'completed.0', 'stdin', 'stdout',
            'stderr', 'environ', '__environ', '_environ',
            # of libraries that are linked from their archives: cmark, libdeflate
            'DEFAULT_MEM_ALLOCATOR', 'cmark_strbuf__initbuf', 'adler32_impl', 'crc32_impl', 'libdeflate_malloc_func',
            'libdeflate_free_func', 'libdeflate_x86_cpu_features'}
# Ours, each with its reason.
JUSTIFIED = {
    'halted': 'a signal handler can tell nobody else that the build is to end (program/halt.c)',
    **{f'late_{library}_{what}': 'a library is opened once, when it is first called (late/late.h)'
       for library in ('harfbuzz', 'haru', 'subset', 'xml') for what in ('library', 'functions')},
    'opening': 'one library is opened at a time (late/late.c)',
    'told.0': 'that memory is out is told once, by whichever thread is first (base/arena.c)',
}


def read(option, program):
    return subprocess.run(['readelf', '-W', option, program], capture_output=True, text=True, check=True).stdout


def writable_state(program):
    """Names of objects in sections that stay writable while the program runs."""
    writable = {}
    for number, name, flags in re.findall(r'^ +\[ *(\d+)\] (\S+) +\S+ +\S+ +\S+ +\S+ +\S+ +(\S+)', read('-S', program), re.M):
        if 'W' in flags and name not in ('.data.rel.ro', '.got', '.dynamic', '.init_array', '.fini_array', '.preinit_array'):
            writable[number] = name
    found = []
    for line in read('-s', program).splitlines():
        parts = line.split()
        if len(parts) >= 8 and parts[3] in ('OBJECT', 'TLS', 'COMMON') and parts[6] in writable:
            found.append((re.sub(r'(?<=\.)\d+$', '0', parts[7].split('@')[0]), writable[parts[6]]))
    return sorted({f'{name} in {section}' for name, section in found if name not in NOT_OURS | JUSTIFIED.keys()})


def main():
    program, plain = sys.argv[1], '--plain' in sys.argv
    head, segments, dynamic, symbols = (read(option, program) for option in ('-h', '-l', '-d', '-s'))
    stack = re.search(r'GNU_STACK .* (R\S*) +0x', segments)
    checks = {
        'position-independent': 'DYN' in head and re.search(r'FLAGS_1.*\bPIE\b', dynamic),
        'relocations read-only': 'GNU_RELRO' in segments,
        'all symbols bound at start': 'BIND_NOW' in dynamic,
        'stack not executable': stack and stack[1] == 'RW',
        'nothing writable and executable': not re.search(r'LOAD .* RWE ', segments),
        'no path of its own to libraries': plain or not re.search(r'R(UN)?PATH', dynamic),
        'stack protector': plain or '__stack_chk_fail' in symbols,
        'fortified': plain or re.search(r'__\w+_chk@', symbols.replace('__stack_chk_fail', '')),
    }
    if 'X86-64' in head and not plain:
        start = subprocess.run(['objdump', '-d', '--disassemble=main', program], capture_output=True, text=True, check=True).stdout
        checks['functions are marked as such (CET)'] = re.search(r'<main>:\n.*endbr64', start)
    state = [] if plain else writable_state(program)
    checks['no global mutable state' + (': ' + ', '.join(state) if state else '')] = not state
    print(f'1..{len(checks)}')
    for number, (name, good) in enumerate(checks.items(), 1):
        print('ok' if good else 'not ok', number, '-', name)
    sys.exit(not all(checks.values()))


main()
