"""A small archive in two states, and what must be true of an output folder whatever happened to the build that wrote it."""

import itertools
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import zlib

AGENDA = """navn: {name}
langt navn: {name} for prøver
sektioner:
  - titel: Sager
    dele: [ved?, indstilling?, sagsfremstilling?, bilag?, referat?]
"""

MEETING = """---
forum: {forum}
dato: {date}
tid: 10.00-12.00
sted: Viborg
status: referat
deltagere: [Åse Ærø (formand), Bo Ærø]
---

# Sager

## {title} {{#sag}}

### Sagsfremstilling

{text}

| Pæle | Antal |
|------|------:|
| Nye  |    12 |

### Bilag

- [Et kort over {title}](bilag/{attachment}.txt)

### Referat

Taget til *efterretning*.

## En lukket sag {{lukket="forvaltningslovens § 27"}}

### Referat

Det hemmelige.
"""


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([y * 9 % 256, 120, 200]) * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def contents(folder):
    """Path and content of every file below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


class Small:
    """The sources before and after a change that changes, adds and removes, with what a quiet build makes of both."""

    def __init__(self, program, library):
        # The libraries of a program are part of what its outputs are made of, so the quiet builds have this one too.
        self.program, self.library = str(program), str(library)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="referat-faults-"))
        self.write("styles/havnen/agenda.yaml", AGENDA.format(name="Havneudvalget"))
        self.write("styles/skoven/agenda.yaml", AGENDA.format(name="Skovudvalget"))
        for state in ("old", "new"):
            self.state = state
            self.meeting("kaj", "havnen", "2021-01-01", "Kajplads", "Se [molen](mole.md#sag).", "kaj")
            self.meeting("mole", "havnen", "2021-02-01", "Mole", "![En pæl](bilag/pael.png)", "mole")
            self.write(f"{state}/meetings/bilag/pael.png", png(30, 20))
        self.state = "old"
        self.meeting("gammel", "skoven", "2021-01-01", "Skovvej", "Udgår.", "skov")
        self.state = "new"
        self.meeting("mole", "havnen", "2021-02-01", "Mole", "![En pæl](bilag/pael.png) Ændret.", "mole", "Nyt kort.\n")
        self.meeting("bro", "havnen", "2021-03-01", "Bro", "En ny sag.", "bro")
        # The same with an item closed that was open, and without any meeting.
        shutil.copytree(self.folder / "new", self.folder / "closed")
        source = self.folder / "closed/meetings/mole.md"
        source.write_text(source.read_text().replace("{#sag}", '{#sag lukket="forvaltningslovens § 27"}'))
        (self.folder / "empty/meetings").mkdir(parents=True)
        self.published = {}
        for state in ("old", "new", "closed", "empty"):
            result = self.build(self.folder / state / "quiet", state)
            if result.returncode != 0:
                raise SystemExit(result.stderr)
            self.published[state] = contents(self.folder / state / "quiet")
        assert "mole.txt" not in " ".join(self.published["closed"])
        self.whole = {}
        self.learn_whole()

    def learn_whole(self):
        """What each file may hold: as made of any choice of meetings in the states before and after."""
        self.state = "mixed"
        choices = {"kaj": ("old", "bad", None), "mole": ("old", "new", "bad", None), "gammel": ("old", None), "bro": ("new", None)}
        for name in choices:
            self.write(f"bad/meetings/{name}.md", "---\nsjov: ja\n---\n")
        for chosen in itertools.product(*choices.values()):
            shutil.rmtree(self.folder / "mixed", ignore_errors=True)
            for state in ("old", "new"):
                shutil.copytree(self.folder / state / "meetings/bilag", self.folder / "mixed/meetings/bilag", dirs_exist_ok=True)
            for name, state in zip(choices, chosen):
                if state:
                    shutil.copy(self.folder / state / f"meetings/{name}.md", self.folder / "mixed/meetings")
            self.build(self.folder / "mixed/out", "mixed")
            for path, content in contents(self.folder / "mixed/out").items():
                self.whole.setdefault(path, set()).add(content)
        for state in self.published:
            for path, content in self.published[state].items():
                self.whole.setdefault(path, set()).add(content)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, content):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def meeting(self, name, forum, date, title, text, attachment, attached="Et kort.\n"):
        source = MEETING.format(forum=forum, date=date, title=title, text=text, attachment=attachment)
        self.write(f"{self.state}/meetings/{name}.md", source)
        self.write(f"{self.state}/meetings/bilag/{attachment}.txt", attached)

    def command(self, out, *options):
        return [self.program, "build", "--styles", "../styles", "-o", str(out), *options]

    def environment(self, env):
        return {**os.environ, "LD_PRELOAD": self.library, "XDG_CACHE_HOME": str(self.folder / "cache"), **env}

    def build(self, out, state="new", options=("-j1",), env=None):
        return subprocess.run(self.command(out, *options), cwd=self.folder / state, env=self.environment(env or {}),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=120)

    def start_over(self, out, state):
        """An output folder as a quiet build of that state left it; None for one that is not there yet."""
        shutil.rmtree(out, ignore_errors=True)
        if state:
            shutil.copytree(self.folder / state / "quiet", out)

    def torn(self, out):
        """Published files that are in no version that a quiet build makes."""
        wrong = []
        for path, content in contents(out).items():
            name = path.rsplit("/", 1)[-1]
            if name.startswith(".referat-tmp-") or path == ".referat-new":
                continue
            if path.startswith(".referat-kept/"):
                continue  # named by its hash, which the next build looks at
            if path == ".referat":
                # It ends in a line about all before it, which the next build looks at.
                if not re.search(rb"\nend [0-9a-f]{32}\n\Z", content):
                    wrong.append(path)
            elif content not in self.whole.get(path, ()):
                wrong.append(path)
        return wrong

    def unlike(self, out, state="new"):
        """What differs from a quiet build."""
        found, wanted = contents(out), self.published[state]
        return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))

    def repairs(self, out, state="new", options=("-j1",)):
        """What is wrong after the next build, None when all is well."""
        result = self.build(out, state, options)
        if result.returncode != 0:
            return f"the next build ends with {result.returncode}: {result.stderr}"
        unlike = self.unlike(out, state)
        return f"the next build leaves {', '.join(unlike)}" if unlike else None


def messages(text):
    """Faults told, without the places of diagnostics."""
    return re.findall(r"^referat: fejl: .*$", text, re.M)


KINDS = "alloc open read write part rename mkdir unlink close sync mmap thread stat list lock pause disk".split()


def counted(path):
    """What INJECT_COUNTS holds."""
    return dict(zip(KINDS, struct.unpack(f"{len(KINDS)}Q", path.read_bytes())))


def count_calls(small, library, start, state, options):
    """How many calls of each kind a quiet build makes."""
    out = small.folder / "counted"
    small.start_over(out, start)
    counts = small.folder / "counts"
    counts.unlink(missing_ok=True)
    result = small.build(out, state, options, {"LD_PRELOAD": library, "INJECT": "none:0", "INJECT_COUNTS": str(counts)})
    assert result.returncode == 0, result.stderr
    assert not small.unlike(out, state), small.unlike(out, state)
    return counted(counts)
