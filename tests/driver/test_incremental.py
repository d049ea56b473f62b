"""After any series of edits, building on gives what building anew gives, byte for byte, whatever is done to what a build keeps.

REFERAT_ROUNDS sets how many rounds of edits there are."""

import os
import pathlib
import random
import re
import shutil
import struct
import zlib

from command import Archive, main

ROUNDS = int(os.environ.get("REFERAT_ROUNDS", "30"))

HEAD = """---
forum: {forum}
dato: {date}
tid: 10.00-12.00
sted: {place}
status: {status}
udsendt: {date}
deltagere: [Bo Lund, Åse Holm]
næste møde: {{dato: 2031-0{month}-02, sted: {place}}}
---
"""
TITLES = ["Kajplads", "Mole", "Fyr", "Bølgebryder", "Slæbested", "Sømærker", "Tange"]
TEXTS = ["Sagen er ny.", "Der er sket en stigning.", "Se pkt. 1.1.", "Som på mødet den 1. marts 2021.", "Der er ikke råd."]


def picture(grey):
    """A PNG of a single point."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes([0, grey]))) +
            chunk(b"IEND", b""))


class World:
    """An archive that someone works in without much of a plan. Nothing that is done makes a source faulty."""

    def __init__(self, test, seed):
        self.test, self.folder = test, test.folder
        self.chance = random.Random(seed)
        self.meetings = {}  # (body, date) -> path of the head
        self.done = []

    def bodies(self):
        return sorted(path.parent.name for path in (self.folder / "styles").glob("*/agenda.yaml"))

    def any_meeting(self):
        return self.chance.choice(sorted(self.meetings)) if self.meetings else None

    def text(self, path, key):
        words = [self.chance.choice(TEXTS) for _ in range(self.chance.randint(1, 4))]
        other = self.any_meeting()
        if other and other != key and self.chance.random() < 0.4:
            target = os.path.relpath(self.folder / self.meetings[other], (self.folder / path).parent)
            words.append(f"Se [{self.chance.choice(['', 'mødet'])}]({target}{self.chance.choice(['', '#sag'])}).")
        return " ".join(words)

    def item(self, path, key):
        minutes = "" if "status: dagsorden" in self.head else "\n### Referat\n\nTaget til efterretning.\n"
        attachment = ""
        if self.chance.random() < 0.3:
            attachment = "\n### Bilag\n\n- [Notat](bilag/notat.txt)\n"
            notes = self.folder / path.rsplit("/", 1)[0] / "bilag/notat.txt"
            if not notes.exists():
                self.test.write(str(notes.relative_to(self.folder)), f"Notat {self.chance.random()}\n")
        return f"### Sagsfremstilling\n\n{self.text(path, key)}\n{attachment}{minutes}"

    def write_meeting(self, key, path):
        forum, date = key
        self.head = HEAD.format(forum=forum, date=date, place=self.chance.choice(["Viborg", "Randers"]), month=self.chance.randint(1, 9),
                                status=self.chance.choice(["udkast", "referat", "godkendt"]))
        if path.endswith("/moede.md"):
            self.test.write(path, self.head)
            for number in range(1, self.chance.randint(2, 4)):
                name = path.replace("moede.md", f"{number}-{self.chance.choice('abc')}.md")
                title = f"{self.chance.choice(TITLES)} {number}"
                own = " {#sag}" if number == 1 else ""
                self.test.write(name, f"---\nsektion: Sager\ntitel: {title}\n{'id: sag' if own else ''}\n---\n{self.item(path, key)}")
            return
        items = "".join(f"\n## {self.chance.choice(TITLES)} {number}{' {#sag}' if number == 1 else ''}\n\n{self.item(path, key)}"
                        for number in range(1, self.chance.randint(2, 4)))
        self.test.write(path, f"{self.head}\n# Sager\n{items}")

    def remove_meeting(self, key):
        path = self.folder / self.meetings.pop(key)
        if path.name == "moede.md":
            for item in path.parent.glob("*.md"):
                item.unlink()
        else:
            path.unlink()

    # What can be done.

    def add(self):
        key = (self.chance.choice(self.bodies()), f"202{self.chance.randint(0, 2)}-0{self.chance.randint(1, 9)}-01")
        if key in self.meetings:
            return
        folder = f"meetings/{key[0]}" if self.chance.random() < 0.7 else f"meetings/{self.chance.choice('xyz')}"
        path = f"{folder}/{key[1]}-{key[0]}" + self.chance.choice([".md", "/moede.md"])
        self.meetings[key] = path
        self.write_meeting(key, path)

    def edit(self):
        key = self.any_meeting()
        if key:
            path = self.meetings[key]
            self.remove_meeting(key)
            self.meetings[key] = path
            self.write_meeting(key, path)

    def edit_a_word(self):
        sources = sorted((self.folder / "meetings").rglob("*.md"))
        if sources:
            source = self.chance.choice(sources)
            before, after = self.chance.sample(["ny", "gl", "fy"], 2)
            source.write_text(source.read_text().replace(f" {before}.", f" {after}."))

    def remove(self):
        key = self.any_meeting()
        if key:
            self.remove_meeting(key)

    def rename(self):
        key = self.any_meeting()
        if key and not self.meetings[key].endswith("moede.md"):
            new = self.meetings[key].replace(".md", f"{self.chance.choice('pqr')}.md")
            (self.folder / self.meetings[key]).rename(self.folder / new)
            self.meetings[key] = new

    def touch(self):
        for source in (self.folder / "meetings").rglob("*.md"):
            if self.chance.random() < 0.3:
                os.utime(source)

    def edit_attachment(self):
        notes = sorted((self.folder / "meetings").rglob("notat.txt"))
        if notes:
            self.chance.choice(notes).write_text(f"Andet notat {self.chance.random()}\n")

    def edit_body(self):
        body = self.chance.choice(self.bodies())
        path = self.folder / f"styles/{body}/agenda.yaml"
        text = re.sub(r"(?m)^(langt navn|om):.*\n", "", path.read_text())
        path.write_text(text + f"langt navn: {self.chance.choice(TITLES)} og omegn\nom: Om {self.chance.choice(TITLES).lower()}.\n")

    def edit_look(self):
        body = self.chance.choice(self.bodies())
        self.test.write(f"styles/{body}/style.yaml", f"farver: {{accent: '#1d{self.chance.randint(10, 59)}6e'}}\n")

    def edit_css(self):
        self.test.write(f"styles/{self.chance.choice(self.bodies())}/page.css", f"p {{ margin: {self.chance.randint(1, 9)}px }}\n")

    def inherit_look(self):
        body, other = self.chance.sample(["havnen", "skoven", "havnen"], 2) if self.chance.random() < 0.3 else ("skoven", "havnen")
        if body != other and "arver" not in self.look(other):
            self.test.write(f"styles/{body}/style.yaml", f"arver: {other}\n")

    def look(self, body):
        path = self.folder / f"styles/{body}/style.yaml"
        return path.read_text() if path.exists() else ""

    def lose_look(self):
        for name in self.chance.choice([["style.yaml"], ["page.css"], ["style.yaml", "page.css"]]):
            (self.folder / f"styles/{self.chance.choice(self.bodies())}" / name).unlink(missing_ok=True)
        # A look can only be inherited from a body that has one.
        for body in self.bodies():
            found = re.match(r"arver: (\w+)", self.look(body))
            if found and not self.look(found[1]):
                (self.folder / f"styles/{body}/style.yaml").unlink()

    def edit_logo(self):
        body = self.chance.choice(self.bodies())
        self.test.write(f"styles/{body}/logo.png", picture(self.chance.randint(1, 250)))
        self.test.write(f"styles/{body}/style.yaml", "logo: {fil: logo.png, alt: Et mærke}\n")

    def add_body(self):
        name = f"raad{self.chance.randint(1, 3)}"
        self.test.write(f"styles/{name}/agenda.yaml",
                        f"arver: {self.chance.choice(['havnen', 'skoven'])}\nnavn: {name.capitalize()}\n"
                        f"hører under: {self.chance.choice(['havnen', 'skoven'])}\n")

    def edit_and_build_one(self):
        """What this run is not about is made later, of what has changed by now."""
        self.chance.choice([self.edit_body, self.edit_look, self.edit_css, self.lose_look, self.inherit_look])()
        key = self.any_meeting()
        if key:
            self.leave_links_whole()
            self.test.run_referat("build", self.meetings[key])

    def lose_output(self):
        published = [path for path in sorted((self.folder / "out").rglob("*")) if path.is_file() and not path.name.startswith(".")]
        if published:
            self.chance.choice(published).unlink()

    def spoil_text(self):
        texts = sorted((self.folder / "out/search/tekst").glob("*.js"))
        if texts:
            text = self.chance.choice(texts)
            content = bytearray(text.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1
            text.write_bytes(content + b" ")  # one of the same size is believed until its part of the search is made again

    def spoil_text_and_edit(self):
        """The part of the search that needs the text is made again, by an edit of another meeting in it."""
        texts = sorted((self.folder / "out/search/tekst").glob("*.js"))
        if texts and len(self.meetings) > 1:
            text = self.chance.choice(texts)
            content = bytearray(text.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1
            text.write_bytes(content)
            for key, path in sorted(self.meetings.items()):
                if not text.name.startswith(f"{key[0]}-{key[1]}"):
                    source = self.folder / path
                    source.write_text(source.read_text().replace("sted: ", "sted: Ny "))

    def what_is_kept(self):
        """The manifest or one of its chapters."""
        return self.chance.choice([self.folder / "out/.referat", *sorted((self.folder / "out/.referat-kept").glob("*"))])

    def lose_what_is_kept(self):
        self.what_is_kept().unlink(missing_ok=True)

    def lose_all_chapters(self):
        shutil.rmtree(self.folder / "out/.referat-kept", ignore_errors=True)

    def spoil_what_is_kept(self):
        kept = self.what_is_kept()
        if kept.exists():
            content = bytearray(kept.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
            kept.write_bytes(content[: self.chance.choice([len(content), self.chance.randrange(len(content))])])

    def damage(self):
        act = self.chance.choice([self.lose_what_is_kept, self.lose_all_chapters, self.spoil_what_is_kept, self.spoil_what_is_kept])
        self.done.append(act.__name__)
        act()

    def leave_links_whole(self):
        """Links to what is not there any more would be errors, which keep the old output."""
        for source in (self.folder / "meetings").rglob("*.md"):
            text = new = source.read_text()
            for match in re.finditer(r"\[[^]]*\]\(([^)#]+\.md)(#sag)?\)", text):
                if not (source.parent / match[1]).exists():
                    new = new.replace(match[0], "[andet](https://eksempel.dk/)")
            for match in re.finditer(r"\[Notat\]\((bilag/notat.txt)\)", text):
                if not (source.parent / match[1]).exists():
                    new = new.replace(match[0], "Notat")
            if new != text:
                source.write_text(new)

    KINDS = [add, add, add, edit, edit, edit_a_word, edit_a_word, remove, rename, touch, edit_attachment, edit_body, edit_look, edit_css,
             inherit_look, lose_look, edit_logo, add_body, edit_and_build_one, lose_output, spoil_text, spoil_text_and_edit]

    def act(self):
        act = self.chance.choice(self.KINDS)
        self.done.append(act.__name__)
        act(self)


class Incremental(Archive):
    def run_rounds(self, seed, rounds):
        world = World(self, seed)
        for _ in range(6):
            world.add()
        for turn in range(rounds):
            for _ in range(world.chance.randint(1, 3)):
                world.act()
            world.leave_links_whole()
            # What was made of sources that are gone goes, though nothing tells of it any more.
            if world.chance.random() < 0.15:
                world.damage()
            what = f"seed {seed}, round {turn}: {world.done[-3:]}"
            jobs = f"-j{world.chance.choice([1, 2, 4])}"
            result = self.run_referat("build", jobs)
            self.assertEqual(result.returncode, 0, f"{what}\n{result.stderr}")
            shutil.rmtree(self.folder / "fresh", ignore_errors=True)
            result = self.run_referat("build", "-o", "fresh")
            self.assertEqual(result.returncode, 0, f"{what}\n{result.stderr}")
            here, there = self.snapshot(), self.snapshot("fresh")
            self.assertEqual({path for path in here if here[path] != there.get(path)} | (there.keys() - here.keys()), set(), what)
            again = self.inodes()
            self.run_referat("build")
            self.assertEqual(self.inodes(), again, what)
            if world.chance.random() < 0.3:
                world.damage()
                self.run_referat("build", jobs)
                self.assertEqual(self.snapshot(), here, what)

    def test_random_edits(self):
        self.run_rounds("edits", ROUNDS)

    def test_every_damage_to_what_is_kept_is_noticed(self):
        """No build believes it; what comes of it is what a fresh build gives."""
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.build()
        clean = self.snapshot()
        chance = random.Random("damage")
        for kept in (self.folder / "out/.referat", *(self.folder / "out/.referat-kept").glob("*")):
            whole = kept.read_bytes()
            places = range(len(whole)) if ROUNDS > 100 else sorted(chance.sample(range(len(whole)), 20))
            for place in places:
                for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:]):
                    kept.write_bytes(damaged)
                    self.assertEqual(self.run_referat("build").returncode, 0)
                    self.assertEqual(self.snapshot(), clean, place)

    def test_what_only_a_lost_manifest_spoke_of(self):
        """It goes as soon as it is known what is to stay: when all sources are built, and none has errors."""
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", "Se [kortet](kort.txt).")
        self.meeting("meetings/b.md", "2021-02-01", "Mole")
        self.meeting("meetings/c.md", "2021-03-01", "Fyr")
        self.meeting("meetings/d.md", "2021-04-01", "Bro", forum="skoven")
        self.write("meetings/kort.txt", "Et kort.\n")
        self.build()
        lost, gone = self.folder / "out/.referat", self.folder / "out/havnen/2021-02-01/index.html"
        shown = self.folder / "out/havnen/2021-01-01/bilag/kort.txt"
        foreign = ["out/CNAME", "out/.git/index.html", "out/om/index.html", "out/om/2021/index.html", "out/havnen/2021-01-01/mere.html",
                   "out/havnen/2021-01-01/bilag/.skjult"]
        for path in foreign:
            self.write(path, "x")
        lost.write_bytes(lost.read_bytes()[:-1])
        for path in ("b", "d"):
            (self.folder / f"meetings/{path}.md").unlink()
        a = self.folder / "meetings/a.md"
        a.write_text(a.read_text().replace("{#sag}", '{#sag lukket="§ 27"}'))
        self.write("meetings/c.md", "---\nsjov: ja\n---\n")
        self.build(status=1)
        self.build("meetings/a.md")
        self.build("--only", "toc", status=1)
        # Whose text for the search is not there, and what could be made of it is not asked for.
        self.meeting("meetings/c.md", "2021-03-01", "Fyr")
        result = self.run_referat("build", "meetings/c.md")
        self.assertEqual((result.returncode, result.stderr.count("fejl: ")), (2, 1))
        self.assertIn("meetings/a.md", result.stderr)
        self.assertTrue(gone.exists() and shown.exists())
        self.build()
        for path in foreign:
            (self.folder / path).unlink()
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))
        self.assertFalse((self.folder / "out/skoven/2021-04-01").exists())

    def test_a_body_is_built_alone(self):
        """Of what a body says of itself only its own meetings and those of bodies that inherit from it depend."""
        self.write("styles/bro/agenda.yaml", "arver: havnen\nnavn: Bro\n")
        for forum in ("havnen", "skoven", "bro"):
            for number in range(3):
                self.meeting(f"meetings/{forum}{number}.md", f"2021-0{number + 1}-01", forum=forum)
        self.build()

        def made():
            said = self.build("--timings").stderr
            self.assertEqual(said.count("fejl"), 0)
            found = re.search(r"(?m)^fortolk .* (\d+) ×", said)
            shutil.rmtree(self.folder / "fresh", ignore_errors=True)
            self.build("-o", "fresh")
            self.assertEqual(self.snapshot(), self.snapshot("fresh"))
            return int(found[1]) if found else 0

        agenda = self.folder / "styles/skoven/agenda.yaml"
        agenda.write_text(agenda.read_text().replace("for prøver", "for skoven"))
        self.assertEqual(made(), 3)
        self.write("styles/skoven/style.yaml", "farver: {accent: '#1d306e'}\n")
        self.assertEqual(made(), 3)
        agenda = self.folder / "styles/havnen/agenda.yaml"
        agenda.write_text(agenda.read_text().replace("for prøver", "for havnen"))
        self.assertEqual(made(), 6)
        self.write("styles/bro/style.yaml", "arver: skoven\n")
        self.assertEqual(made(), 3)
        self.write("styles/skoven/style.yaml", "farver: {accent: '#1d406e'}\n")
        self.assertEqual(made(), 6)
        self.write("styles/skoven/page.css", "p { margin: 1px }\n")
        self.assertEqual(made(), 3)
        self.write("styles/ny/agenda.yaml", "arver: havnen\nnavn: Ny\n")
        self.assertEqual(made(), 0)
        (self.folder / "styles/bro/style.yaml").unlink()
        self.assertEqual(made(), 3)

    def test_what_a_build_is_not_about_is_made_later(self):
        for number in (1, 2):
            self.meeting(f"meetings/{number}.md", f"2021-0{number}-01")
        self.build()
        agenda = self.folder / "styles/havnen/agenda.yaml"
        agenda.write_text(agenda.read_text().replace("for prøver", "for havnen"))
        self.build("meetings/1.md")
        self.build()
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))

    def settings(self):
        return re.search(rb"^settings (.*)$", (self.folder / "out/.referat").read_bytes(), re.M)[1]

    def test_fonts_are_inputs(self):
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        fonts = sorted(pathlib.Path("/usr/share/fonts").rglob("Carlito-Regular.ttf"))
        if not fonts:
            self.skipTest("Carlito is not installed")
        self.build()
        without = self.settings()
        self.write("fonts/Carlito-Regular.ttf", fonts[0].read_bytes())
        os.environ["REFERAT_FONTS"] = str(self.folder / "fonts")
        self.addCleanup(os.environ.pop, "REFERAT_FONTS")
        self.build()
        first = self.settings()
        self.assertNotEqual(first, without)
        content = bytearray(fonts[0].read_bytes())
        content[12 + 4] ^= 1  # the checksum of its first table
        self.write("fonts/Carlito-Regular.ttf", bytes(content))
        self.build()
        self.assertNotEqual(self.settings(), first)


if __name__ == "__main__":
    main()
