"""The steps of separate compilation, run by ninja, publish what `referat build` publishes, and no step is run for nothing."""

import shutil
import subprocess
import sys
import time

from command import AGENDA, MEETING, PROGRAM, ROOT, Archive, main

MEETINGS = 300
NINJA = shutil.which("ninja")


class Steps(Archive):
    def ninja(self, *arguments, status=0):
        # ninja compares times of files, and those of the last run must not be those of the next edit.
        time.sleep(0.02)
        result = subprocess.run([NINJA, "-k0", *arguments], cwd=self.folder, capture_output=True, text=True, timeout=400)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result.stdout

    def graph(self, *arguments):
        result = self.run_referat("graph", "--file", "build.ninja", *arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def steps(self, said):
        """What was done: `compile meetings/a.md`, without the numbers in front."""
        return sorted(line.split("] ")[1] for line in said.splitlines() if line.startswith("["))

    def assert_same(self, status=0):
        self.build("-o", "built", status=status)
        self.assertEqual(self.published("out"), self.published("built"))

    def meeting(self, path, date, text="", title="En sag", forum="havnen"):
        body = f"### Sagsfremstilling\n\n{text or 'Sagen er ny.'}"
        self.write(path, MEETING.format(forum=forum, date=date, title=title, text=body))


class GeneratedArchive(Steps):
    def test_ninja_and_build_publish_the_same(self):
        shutil.rmtree(self.folder / "styles")
        generate = ROOT / "tests/bench/generate.py"
        subprocess.run([sys.executable, generate, self.folder, "--meetings", str(MEETINGS)], check=True)
        self.graph()
        done = self.steps(self.ninja())
        self.assertEqual(sum(step.startswith("compile ") for step in done), MEETINGS)
        self.assertEqual(sum(step.startswith("render ") for step in done), MEETINGS)
        self.assert_same()
        self.assertEqual(self.steps(self.ninja()), [])


class SmallArchive(Steps):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Se [forrige](b.md#sag), [](c.md#sag) og [notatet](notat.txt).")
        self.meeting("meetings/b.md", "2020-01-01")
        self.meeting("meetings/c.md", "2019-01-01")
        self.meeting("meetings/d.md", "2018-01-01", forum="skoven")
        self.write("meetings/notat.txt", "Et notat.\n")
        self.write("meetings/havn/moede.md", MEETING.format(forum="havnen", date="2017-01-01", title="Første", text=""
                   ).replace("## Første {#sag}\n\n\n", ""))
        self.write("meetings/havn/1.md", "---\nsektion: Sager\ntitel: Kajen\nsagsfremstilling: Kajen er ny.\n---\n")
        self.graph()
        self.ninja()

    def test_every_edit_costs_what_it_must_and_gives_what_a_build_gives(self):
        self.assert_same()
        edits = (
            ("a text", lambda: self.meeting("meetings/c.md", "2019-01-01", "Sagen er afsluttet."),
             ["compile meetings/c.md", "link", "render meetings/c.md"]),
            # Its neighbour shows its title; a.md, which links to it without words, does too.
            ("a title", lambda: self.write("meetings/c.md", MEETING.format(
                forum="havnen", date="2019-01-01\ntitel: Et møde", title="En sag", text="### Sagsfremstilling\n\nNy.")),
             ["compile meetings/c.md", "link", "render meetings/a.md", "render meetings/b.md", "render meetings/c.md",
              "render meetings/havn/moede.md meetings/havn/1.md", "resolve"]),
            ("an attached file", lambda: self.write("meetings/notat.txt", "Et andet notat.\n"),
             ["compile meetings/a.md", "render meetings/a.md"]),
            ("an item's file", lambda: self.write(
                "meetings/havn/1.md", "---\nsektion: Sager\ntitel: Kajen\nsagsfremstilling: Kajen er dyr.\n---\n"),
             ["compile meetings/havn/moede.md meetings/havn/1.md", "link",
              "render meetings/havn/moede.md meetings/havn/1.md"]),
            ("a body's agenda", lambda: self.write(
                "styles/skoven/agenda.yaml", AGENDA.format(name="Skovens Udvalg")),
             ["compile meetings/d.md", "link", "render meetings/d.md", "resolve"]),
            ("a body's new look", lambda: self.write("styles/skoven/style.yaml", "farver: {accent: '#1d5a6e'}\n"),
             ["compile meetings/d.md", "link", "render meetings/d.md"]),
        )
        for what, edit, wanted in edits:
            with self.subTest(what):
                edit()
                self.assertEqual(self.steps(self.ninja()), wanted)
                self.assert_same()
                # A file that is newer than what it didn't change, and that ninja did not know of, costs another look.
                self.assertIn(self.steps(self.ninja()), [[], wanted] if "new" in what else [[]])
                self.assertEqual(self.steps(self.ninja()), [])

    def test_sources_come_and_go(self):
        self.meeting("meetings/e.md", "2022-01-01")
        self.write("meetings/havn/2.md", "---\nsektion: Sager\ntitel: Molen\nsagsfremstilling: Molen er ny.\n---\n")
        self.assertIn("render meetings/havn/moede.md meetings/havn/1.md meetings/havn/2.md", self.steps(self.ninja()))
        self.assert_same()
        (self.folder / "meetings/e.md").unlink()
        (self.folder / "meetings/a.md").unlink()
        shutil.rmtree(self.folder / "meetings/havn")
        self.ninja()
        self.assert_same()
        self.assertFalse((self.folder / "out/havnen/2021-01-01").exists())

    def test_a_meeting_moves_to_another_day(self):
        self.meeting("meetings/c.md", "2019-02-02")
        self.ninja()
        self.assert_same()

    def test_what_is_removed_from_the_folder_comes_back(self):
        before = self.snapshot()
        (self.folder / "out/havnen/2019-01-01/index.html").unlink()
        self.assertEqual(self.steps(self.ninja()), ["render meetings/c.md"])
        self.assertEqual(self.snapshot(), before)

    def test_faults_are_told_as_by_a_build_and_stop_no_other_meeting(self):
        # c has an error of its own; a links to it. e is wrong only because of what it links to.
        self.meeting("meetings/c.md", "2019-01-01", "<b>Fed</b>")
        self.meeting("meetings/e.md", "2022-01-01", "Se [intet](b.md#findes-ikke).")
        self.meeting("meetings/f.md", "2023-01-01", "Se [e](e.md#sag), skriv til nogen@eksempel.dk.")
        self.meeting("meetings/g.md", "2023-01-01")
        shutil.rmtree(self.folder / "out")
        said = self.ninja(status=1)
        built = self.build("-o", "built", status=1)
        self.assertTrue(built.stderr)
        self.assertIn(built.stderr, said)
        self.assertEqual(self.published("out"), self.published("built"))
        self.assertEqual(self.steps(self.ninja(status=1)), ["link"])
        self.meeting("meetings/c.md", "2019-01-01")
        self.meeting("meetings/e.md", "2022-01-01")
        (self.folder / "meetings/g.md").unlink()
        self.ninja()
        self.assert_same()

    def test_what_was_published_of_a_faulty_meeting_stays(self):
        self.meeting("meetings/e.md", "2022-01-01", "Se [b](b.md#sag).")
        self.ninja()
        self.assert_same()
        # c has an error now, e another by what it links to; h takes the day of b, which was there before.
        self.meeting("meetings/c.md", "2019-01-01", "<b>Fed</b>", "En anden titel")
        self.meeting("meetings/e.md", "2022-02-02", "Se [b](b.md#intet).", "En anden titel")
        self.meeting("meetings/a2.md", "2020-01-01")
        self.meeting("meetings/f.md", "2023-01-01", "Se [](e.md#sag) og [](c.md#sag).")
        said = self.ninja(status=1)
        self.assertIn("duplicate-meeting", said)
        self.assertIn(self.build("-o", "built", status=1).stderr, said)
        self.assert_same(status=1)
        self.assertTrue((self.folder / "out/havnen/2022-01-01/index.html").exists())
        self.meeting("meetings/c.md", "2019-01-01")
        self.meeting("meetings/e.md", "2022-02-02")
        (self.folder / "meetings/a2.md").unlink()
        self.ninja()
        self.assert_same()

    def test_a_build_may_follow_the_steps_but_not_they_a_build(self):
        self.meeting("meetings/e.md", "2022-01-01")
        (self.folder / "meetings/d.md").unlink()
        self.build()
        self.assert_same()
        self.assertFalse((self.folder / "out/skoven/2018-01-01").exists())
        before = self.snapshot()
        self.assertIn("referat build", self.ninja(status=1))
        self.assertEqual(self.snapshot(), before)

    def test_a_faulty_body_stops_its_meetings(self):
        self.write("styles/skoven/agenda.yaml", "navn: [\n")
        shutil.rmtree(self.folder / "out")
        said = self.ninja(status=1)
        self.assertIn(self.build("-o", "built", status=1).stderr, said)
        self.assertEqual(self.published("out"), self.published("built"))

    def test_by_hand(self):
        """Each step reads and writes what it is told to, and says what is wrong when it is asked alone."""
        result = self.run_referat("compile", "meetings/b.md", "--unit", "x/b.unit", "--depfile", "x/b.d")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertEqual((self.folder / "x/b.d").read_text().split()[0], "x/b.unit:")
        self.assertEqual(self.run_referat("resolve", "x/b.unit").returncode, 0)
        result = self.run_referat("render", "meetings/b.md", "--imports", "x/b.imports", "--made", "x/b.made", "-o", "y")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual({path.split("/")[0] for path in self.snapshot("y")}, {"havnen", "search"})
        self.assertEqual(self.run_referat("link", "x/b.made", "-o", "y").returncode, 0)
        self.build("-o", "z", "meetings/b.md")
        self.assertEqual(self.published("y"), self.published("z"))

        self.write("x/list", "\n'x/b.made'\n")
        self.assertEqual(self.run_referat("link", "@x/list", "-o", "y").returncode, 0)
        self.write("x/list", "'x/b.made\n")
        result = self.run_referat("link", "@x/list", "-o", "y")
        self.assertEqual((result.returncode, result.stderr), (2, "referat: fejl: x/list er ikke en liste over filer\n"))

        self.meeting("meetings/b.md", "2020-01-01", "<b>Fed</b>")
        result = self.run_referat("compile", "meetings/b.md", "--unit", "x/b.unit")
        self.assertEqual(result.returncode, 1)
        self.assertIn("raw-html", result.stderr)
        self.assertEqual(self.run_referat("link", "meetings/b.md", "-o", "y").returncode, 2)
        self.assertEqual(self.run_referat("link", "x/b.made", "-o", "y", "--edition", "intern").returncode, 2)
        self.assertEqual(self.run_referat("compile", "meetings/nej.md", "--unit", "x/n.unit").returncode, 2)

    def test_names_with_anything_in_them(self):
        name = "meetings/mødet: det $ 'store' #1.md"
        self.meeting(name, "2022-01-01", "Se [notatet](<et notat.txt>).")
        self.write("meetings/et notat.txt", "Et notat.\n")
        self.ninja()
        self.assert_same()
        self.write("meetings/et notat.txt", "Et andet notat.\n")
        self.assertEqual(len(self.steps(self.ninja())), 2)
        self.assertEqual(self.steps(self.ninja()), [])


if __name__ == "__main__":
    if not NINJA:
        print("ninja is not here")
        sys.exit(77)
    main()
