"""What `referat build` notices when it asks the file system only for the states of files."""

import os
import random
import shutil
import time

from command import Archive, main

SETTLED = 0.05  # seconds after which no other change gets the same time


class Snapshot(Archive):
    def setUp(self):
        super().setUp()
        os.environ["XDG_CACHE_HOME"] = str(self.folder / "cache")
        for number in range(100):
            self.meeting(f"meetings/a/{number:03}.md", f"20{number:02}-03-04")
        time.sleep(SETTLED)
        self.build()

    def kept(self):
        return [path.read_bytes() for path in (self.folder / "cache/referat").glob("*")]

    def assert_fresh(self):
        self.build()
        self.run_referat("build", "-o", "fresh", env={"XDG_CACHE_HOME": "", "HOME": ""})
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))

    def test_is_kept_and_leaves_everything_alone(self):
        self.assertEqual(len(self.kept()), 1)
        before = self.inodes()
        self.assertEqual(self.build().stderr, "")
        self.assertEqual(self.inodes(), before)
        self.assert_fresh()

    def test_snapshots_of_folders_that_are_gone_go_too(self):
        for out in ("one", "two"):
            self.build("-o", out)
        self.assertEqual(len(self.kept()), 3)
        shutil.rmtree(self.folder / "one")
        self.meeting("meetings/a/100.md", "2100-03-04")
        time.sleep(SETTLED)
        self.build("-o", "two")
        self.assertEqual(len(self.kept()), 2)

    def test_same_size_and_time_of_modification(self):
        path = self.folder / "meetings/a/050.md"
        status = path.stat()
        path.write_text(path.read_text().replace("En sag", "To sag"))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        self.assert_fresh()
        self.assertIn("To sag", (self.folder / "out/toc.json").read_text())

    def test_edits_that_follow_each_other_at_once(self):
        path = self.folder / "meetings/a/050.md"
        for number in range(10, 40):
            text = path.read_text()
            title = text[text.index("## ") : text.index(" {#")]
            path.write_text(text.replace(title, f"## Sag {number}"))
            self.build()
            self.assertIn(f"Sag {number}", (self.folder / "out/toc.json").read_text())

    def test_everything_that_can_happen(self):
        chance = random.Random("snapshot")
        out = self.folder / "out"

        def add():
            self.meeting(f"meetings/a/{chance.randrange(100, 999)}.md", f"19{chance.randrange(10, 99)}-05-06")

        def remove():
            chance.choice(sorted((self.folder / "meetings/a").glob("*.md"))).unlink()

        def rename():
            path = chance.choice(sorted((self.folder / "meetings/a").glob("*.md")))
            path.rename(path.with_name(f"x{path.name}"))

        def edit_style():
            agenda = self.folder / "styles/havnen/agenda.yaml"
            agenda.write_text(agenda.read_text().replace("Havneudvalg", "Havneudvalgs"))

        def add_style():
            self.write(f"styles/skoven/{chance.randrange(99)}.txt", "x")

        def lose_output():
            chance.choice(sorted(out.rglob("*.html"))).unlink()

        def lose_manifest():
            (out / ".referat").unlink()

        def cut_output():
            chance.choice(sorted(out.rglob("*.pdf"))).write_bytes(b"")

        def damage_snapshot():
            for path in (self.folder / "cache/referat").glob("*"):
                bytes_ = bytearray(path.read_bytes())
                bytes_[chance.randrange(len(bytes_))] ^= 1
                path.write_bytes(bytes_)

        happenings = [add, remove, rename, edit_style, add_style, lose_output, lose_manifest, cut_output, damage_snapshot]
        for happening in happenings * 2:
            with self.subTest(happening=happening.__name__):
                happening()
                time.sleep(chance.choice([0, SETTLED]))
                self.assert_fresh()

    def test_it_forgets_what_an_item_had_when_it_was_open(self):
        self.write("meetings/a/hemmeligt.txt", "hemmeligt")
        self.meeting("meetings/a/050.md", "2050-03-04", text="Se [notatet](hemmeligt.txt).")
        time.sleep(SETTLED)
        self.build()
        self.assertIn(b"bilag/hemmeligt.txt", self.kept()[0])
        path = self.folder / "meetings/a/050.md"
        path.write_text(path.read_text().replace("{#sag}", '{#sag lukket="§ 27"}'))
        time.sleep(SETTLED)
        self.build()
        self.assertEqual(len(self.kept()), 1)
        self.assertNotIn(b"hemmeligt", self.kept()[0])
        self.assert_fresh()

    def test_other_options_are_another_build(self):
        self.build("--base-url", "https://eksempel.dk/")
        self.assertTrue((self.folder / "out/sitemap.xml").exists())
        self.build()
        self.assertFalse((self.folder / "out/sitemap.xml").exists())


if __name__ == "__main__":
    main()
