"""Edits of some meetings' texts, after which only those are built: what comes of it is what a fresh build gives, and little is read."""

import os
import random
import re
import shutil
import signal
import subprocess
import time

from command import PROGRAM, Archive, main

SETTLED = 0.05  # seconds after which no other change gets the same time
ROUNDS = int(os.environ.get("REFERAT_ROUNDS", "12"))
MEETINGS = 12  # of each body


class Amend(Archive):
    def setUp(self):
        super().setUp()
        os.environ["XDG_CACHE_HOME"] = str(self.folder / "cache")
        self.addCleanup(os.environ.pop, "XDG_CACHE_HOME")
        self.write("meetings/notat.txt", "Et notat")
        for number in range(MEETINGS):
            for forum in ("havnen", "skoven"):
                self.meeting(f"meetings/{forum}/{number:02}.md", f"20{number:02}-03-04", f"Sag {number}", "Der er ikke råd til en mole.", forum)
        self.write("meetings/havnen/delt/moede.md", "---\nforum: havnen\ndato: 2018-01-02\ntid: 10-12\nsted: Viborg\nstatus: dagsorden\n---\n")
        self.write("meetings/havnen/delt/1-sag.md", "---\nsektion: Sager\ntitel: Delt sag\n---\n### Sagsfremstilling\n\nSagen er delt.\n")
        time.sleep(SETTLED)
        self.build()
        self.build()

    def read(self, *arguments):
        """Build, and tell how many meetings' sources were read."""
        said = self.build("--timings", *arguments).stderr
        found = re.search(r"(?m)^læs .* (\d+) ×", said)
        return int(found[1]) if found else 0

    def assert_fresh(self, what=""):
        shutil.rmtree(self.folder / "fresh", ignore_errors=True)
        self.run_referat("build", "-o", "fresh", env={"XDG_CACHE_HOME": "", "HOME": ""})
        here, there = self.snapshot(), self.snapshot("fresh")
        self.assertEqual({path for path in here if here[path] != there.get(path)} | (there.keys() - here.keys()), set(), what)

    def change(self, path, old, new):
        path = self.folder / path
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))

    def test_a_text_is_read_alone(self):
        for path, word in (("meetings/havnen/05.md", "mole"), ("meetings/skoven/11.md", "mole"), ("meetings/havnen/delt/1-sag.md", "delt.")):
            self.change(path, word, "fyrbøder.")
            self.assertLessEqual(self.read(), 3, path)
            self.assert_fresh(path)
            self.assertEqual(self.read(), 0)

    def test_several_at_once(self):
        for number in (1, 2, 3):
            self.change(f"meetings/havnen/{number:02}.md", "mole", "bølgebryder")
        self.assertLessEqual(self.read(), 6)
        self.assert_fresh()

    def test_a_day_of_long_ago_is_still_linked(self):
        """What is known of it stands in a part of the manifest that nothing else asks for."""
        linked = "../2002-03-04/index.html"
        page = self.folder / "out/havnen/2011-03-04/index.html"
        self.change("meetings/havnen/11.md", "Der er", "Som på mødet den 4. marts 2002. Der er")
        for before, after, most in (("mole", "bølgebryder", 3), ("råd", "penge", 3), ("4. marts 2002", "4. marts 2001 og mødet den 4. marts 2002", 99)):
            self.build()
            time.sleep(SETTLED)
            self.build()
            self.change("meetings/havnen/11.md", before, after)
            self.assertLessEqual(self.read(), most, after)
            self.assertIn(linked, page.read_text())
            self.assert_fresh(after)

    def test_what_others_know_of_is_told_everywhere(self):
        changes = [("Sag 5", "Sag fem"), ("sted: Viborg", "sted: Randers"), ("{#sag}", "{#sagen}"), ("status: dagsorden", "status: dagsorden\ntitel: Nyt"),
                   ("Der er ikke", "Se [den anden](../skoven/03.md#sag) og [](../notat.txt). Der er ikke"), ("råd til", "[råd](https://eksempel.dk) til")]
        for old, new in changes:
            self.change("meetings/havnen/05.md", old, new)
            self.read()
            self.assert_fresh(new)
        self.change("meetings/skoven/03.md", "Sag 3", "Sag tre")
        self.read()
        self.assert_fresh()
        self.change("meetings/havnen/05.md", '{#sagen}', '{#sagen lukket="forvaltningslovens § 27"}')
        self.read()
        self.assert_fresh()

    def test_a_text_that_takes_more_pages(self):
        self.change("meetings/havnen/05.md", "mole.", "mole.\n\n" + "Der er ikke råd til en mole i år. " * 300)
        self.read()
        self.assert_fresh()

    def test_faults_are_told_once_and_mended(self):
        self.change("meetings/havnen/05.md", "mole.", "<b>mole</b>.")
        result = self.build(status=1)
        self.assertEqual(result.stderr.count("[raw-html]"), 1, result.stderr)
        self.change("meetings/havnen/05.md", "<b>mole</b>.", "havn, se [her](https://eksempel.dk/).")
        result = self.build()
        self.assertEqual(result.stderr.count("[link-text]"), 1, result.stderr)
        self.assert_fresh()
        self.change("meetings/havnen/05.md", "havn,", "ø,")
        (self.folder / "meetings/havnen/05.md").chmod(0)
        if os.geteuid() != 0:
            self.assertEqual(self.build(status=2).stderr.count("05.md"), 1)
        (self.folder / "meetings/havnen/05.md").chmod(0o644)
        self.build()
        self.assert_fresh()

    def test_what_is_read_back_was_touched(self):
        """Files of the same size are believed until they are needed."""
        chance = random.Random("touched")
        for pattern in ("search/2*/k0-*.js", "search/2*/p0-*.js", "search/2*-*.js", "search/tekst/havnen-2005*.js", ".referat-kept/*", ".referat"):
            for path in sorted((self.folder / "out").glob(pattern)):
                for place in (0.5, 0.9) if ROUNDS > 100 else (0.7,):
                    if not path.exists():
                        break
                    content = bytearray(path.read_bytes())
                    content[int(len(content) * place)] ^= 1
                    path.write_bytes(content)
                    self.build()
                    self.meeting("meetings/havnen/05.md", "2005-03-04", "Sag 5", f"Der er ikke råd til {chance.random()} moler.")
                    time.sleep(SETTLED)
                    self.build()
                    self.assert_fresh(path)

    def test_killed_at_any_moment(self):
        chance = random.Random("killed")
        for turn in range(ROUNDS):
            self.meeting("meetings/havnen/05.md", "2005-03-04", "Sag 5", f"Der er ikke råd til {turn} {chance.choice(['moler', 'fyr'])}.")
            time.sleep(SETTLED)
            process = subprocess.Popen([PROGRAM, "build"], cwd=self.folder, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 0.04))
            process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
            process.wait()
            if chance.random() < 0.3:
                self.meeting("meetings/skoven/03.md", "2003-03-04", "Sag 3", f"Der er {turn} sager.", "skoven")
            self.build()
            self.assert_fresh(turn)
            self.assertEqual([path for path in (self.folder / "out").rglob(".referat-tmp*")], [], turn)
            self.build()

    def test_anything_in_any_order(self):
        chance = random.Random("amend")
        words = ["mole", "mødet den 4. marts 2001", "mødet den 4. marts 2010", "fyr", "havn", "kajplads", "slæbested", "æblegård", "1.234", "§ 27", "[](../skoven/07.md#sag)", "[ord](../havnen/03.md)"]
        for turn in range(ROUNDS):
            for _ in range(chance.choice([1, 1, 1, 2, 5])):
                forum = chance.choice(["havnen", "skoven"])
                path = self.folder / f"meetings/{forum}/{chance.randrange(MEETINGS):02}.md"
                text = path.read_text()
                head, _, body = text.partition("### Sagsfremstilling\n\n")
                path.write_text(head + "### Sagsfremstilling\n\n" + " ".join(chance.choices(words, k=chance.randint(1, 12))) + ".\n")
                if chance.random() < 0.1:
                    os.utime(self.folder / f"meetings/{forum}/01.md")
                if chance.random() < 0.1:
                    other = path.with_suffix(".new")
                    other.write_bytes(path.read_bytes())
                    other.rename(path)
            time.sleep(chance.choice([0, 0, SETTLED]))
            self.build(f"-j{chance.choice([1, 2])}")
            self.assert_fresh(turn)


if __name__ == "__main__":
    main()
