"""Builds in a world that is against them: no room, no rights, no fonts, sources and folders that change under way, another build."""

import fcntl
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "driver"))
from command import PROGRAM, Archive, main

INJECT = sys.argv[3]
NOBODY = 65534


def can_mount():
    return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0


class World(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.meeting("meetings/b.md", "2021-02-01", "Mole")

    def give_away(self):
        """To a user who may not do everything, as whoever builds should be."""
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def as_nobody(self, *arguments):
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=100,
                              stdin=subprocess.DEVNULL, **user)

    def told(self, result, *words, status=2):
        """One message, with these words."""
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertEqual(result.stderr.count("fejl: "), 1, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)


class Rights(World):
    def setUp(self):
        super().setUp()
        self.give_away()
        probe = subprocess.run([PROGRAM, "--version"], capture_output=True,
                               **({"user": NOBODY} if os.geteuid() == 0 else {}))
        if probe.returncode != 0:
            self.skipTest("another user may not run the program here")
        self.assertEqual(self.as_nobody("build").returncode, 0)
        self.before = self.snapshot()

    def shut(self, path, mode=0):
        path = self.folder / path
        self.addCleanup(path.chmod, 0o755)
        path.chmod(mode)

    def test_a_source(self):
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.give_away()
        self.shut("meetings/a.md")
        self.told(self.as_nobody("build"), "meetings/a.md", "der er ikke adgang")
        after = self.snapshot()
        self.assertEqual(after["havnen/2021-01-01/index.html"], self.before["havnen/2021-01-01/index.html"])
        self.assertIn("Bølgebryder", (self.folder / "out/havnen/2021-02-01/index.html").read_text())
        self.assertIn("Kajplads", (self.folder / "out/index.html").read_text())
        self.told(self.as_nobody("check"), "meetings/a.md", "der er ikke adgang")

    def test_a_folder_of_sources(self):
        (self.folder / "meetings/2021").mkdir()
        (self.folder / "meetings/a.md").rename(self.folder / "meetings/2021/a.md")
        self.give_away()
        self.assertEqual(self.as_nobody("build").returncode, 0)
        before = self.snapshot()
        self.shut("meetings/2021")
        self.told(self.as_nobody("build"), "meetings/2021", "der er ikke adgang")
        self.assertEqual(self.snapshot(), before)

    def test_an_attachment(self):
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Mere.\n\n### Bilag\n\n- [Kort](kort.pdf)")
        self.write("meetings/kort.pdf", "%PDF-1.7")
        self.give_away()
        self.shut("meetings/kort.pdf")
        self.told(self.as_nobody("build"), "meetings/kort.pdf", "der er ikke adgang")
        self.assertEqual(self.snapshot(), self.before)

    def test_an_agenda(self):
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.give_away()
        self.shut("styles/havnen/agenda.yaml")
        self.told(self.as_nobody("build"), "styles", "der er ikke adgang")
        self.assertEqual(self.snapshot(), self.before)
        self.told(self.as_nobody("check"), "styles/havnen/agenda.yaml", "der er ikke adgang")

    def test_the_output_folder(self):
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.give_away()
        self.shut("out", 0o555)
        self.told(self.as_nobody("build"), "out", "der er ikke adgang")
        self.assertEqual(self.snapshot(), self.before)

    def test_nothing_to_do_in_an_output_folder_that_cannot_be_written(self):
        self.shut("out", 0o555)
        self.assertEqual(self.as_nobody("build").returncode, 0)

    def test_one_folder_of_the_output(self):
        self.meeting("meetings/a.md", "2021-01-01", "Havnekaj")
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.give_away()
        self.shut("out/havnen/2021-01-01", 0o555)
        self.told(self.as_nobody("build"), "out/havnen/2021-01-01/", "der er ikke adgang")
        self.assertIn("Bølgebryder", (self.folder / "out/havnen/2021-02-01/index.html").read_text())
        self.assertIn("Kajplads", (self.folder / "out/havnen/2021-01-01/index.html").read_text())
        (self.folder / "out/havnen/2021-01-01").chmod(0o755)
        self.assertEqual(self.as_nobody("build").returncode, 0)
        self.assertEqual(self.as_nobody("build", "-o", "ny").returncode, 0)
        self.assertEqual(self.snapshot(), self.snapshot("ny"))


class Room(World):
    def test_a_full_disk(self):
        if not can_mount():
            self.skipTest("mounting is not allowed here")
        self.build("-o", "quiet")
        # Ever more room: the build gets further each time, and the last has enough.
        script = """
            mkdir out && mount -t tmpfs -o size=20k none out || exit 9
            for size in 20 40 60 80 100 120 8000; do
                mount -o remount,size=${size}k out
                "$1" build 2>message; status=$?
                echo "$size $status $(grep -c 'fejl: ' message) $(grep -c 'der er ikke mere plads' message)"
                find out -name '*.html' -o -name '*.pdf' -o -name '*.json' | while read -r file; do
                    cmp -s "$file" "quiet/${file#out/}" || echo "torn $file"
                done
            done
            rm out/.referat-new 2>/dev/null && echo unfinished
            diff -r quiet out
        """
        result = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", PROGRAM], cwd=self.folder, capture_output=True,
                                text=True, timeout=200)
        lines = result.stdout.splitlines()
        self.assertNotIn("torn", result.stdout)
        self.assertEqual(lines[-1], "8000 0 0 0", result.stdout)
        self.assertIn("20 2 1 1", lines)
        for line in lines:
            self.assertIn(line.split(" ", 1)[1], ("2 1 1", "0 0 0"), result.stdout)

    def test_output_that_cannot_be_told(self):
        with open("/dev/full", "w") as full:
            for arguments in (["--help"], ["explain"], ["check", "--format", "sarif"]):
                result = subprocess.run([PROGRAM, *arguments], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=50)
                self.told(result, "resultatet kan ikke skrives ud")

    def test_a_limit_of_what_a_file_may_hold(self):
        """As `ulimit -f` sets it: it ends nothing but the writing."""
        self.build("-o", "quiet")
        for most in (0, 1000, 12000):
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            result = subprocess.run([PROGRAM, "build"], cwd=self.folder, capture_output=True, text=True, timeout=50, preexec_fn=limit)
            self.told(result, "kan ikke skrive", "filen er for stor")
            self.assertEqual(list((self.folder / "out").rglob(".referat-tmp-*")), [])
        self.build()
        self.assertEqual(self.snapshot(), self.snapshot("quiet"))

    def test_nobody_reads_what_is_told(self):
        """A build ends as by any signal that it can catch."""
        self.build("-o", "quiet")
        for number in range(20):
            self.meeting(f"meetings/c{number}.md", f"2021-03-{number + 1:02}", "Se [](#intet)")
        build = subprocess.Popen([PROGRAM, "build"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        build.stderr.close()
        self.assertEqual(build.wait(timeout=50), -signal.SIGPIPE)
        self.assertEqual(list((self.folder / "out").rglob(".referat-tmp-*")), [])
        for number in range(20):
            (self.folder / f"meetings/c{number}.md").unlink()
        self.build()
        self.assertEqual(self.snapshot(), self.snapshot("quiet"))

    def test_closed_streams(self):
        """The number of a closed stream must not become that of a file that is written."""
        self.build("-o", "quiet")
        for closed in ("2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            self.meeting("meetings/c.md", "2021-03-01", "Se [](#intet)")
            result = subprocess.run(["sh", "-c", f'"$1" build {closed}', "sh", PROGRAM], cwd=self.folder, timeout=50)
            self.assertEqual(result.returncode, 1)
            (self.folder / "meetings/c.md").unlink()
            self.build()
            self.assertEqual(self.snapshot(), self.snapshot("quiet"), closed)

    def test_no_fonts(self):
        if not can_mount():
            self.skipTest("mounting is not allowed here")
        self.build()
        before = self.snapshot()
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        for prepare in ("true", "echo text > /usr/share/fonts/wrong.ttf"):
            script = f'mount -t tmpfs none /usr/share/fonts && mount -t tmpfs none /usr/local/share && {prepare} && "$1" build'
            result = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", PROGRAM], cwd=self.folder, capture_output=True,
                                    text=True, timeout=100)
            self.told(result, "skrifter")
            self.assertEqual(self.snapshot(), before)
        self.build()

    def test_a_missing_font(self):
        self.write("styles/havnen/style.yaml", "skrift: {brødtekst: Findes Ikke}\n")
        result = self.build()
        self.assertIn("'Findes Ikke' er ikke installeret", result.stderr)
        self.assertIn("havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf", self.snapshot())


class OutputFolder(World):
    def test_a_link_to_a_folder(self):
        (self.folder / "www").mkdir()
        (self.folder / "out").symlink_to("www")
        self.build()
        self.assertTrue((self.folder / "out").is_symlink())
        self.assertIn("index.html", self.snapshot("www"))

    def test_what_is_no_folder(self):
        self.write("out", "fil")
        self.told(self.build(status=2), "out", "ikke en mappe")
        self.assertEqual((self.folder / "out").read_text(), "fil")
        (self.folder / "out").unlink()
        (self.folder / "out").symlink_to("intet")
        self.told(self.build(status=2), "out")
        (self.folder / "out").unlink()
        os.mkfifo(self.folder / "out")
        self.told(self.build(status=2), "out")

    def test_a_folder_where_a_file_should_be(self):
        (self.folder / "out/havnen/2021-01-01/index.html/x").mkdir(parents=True)
        self.told(self.build(status=2), "out/havnen/2021-01-01/index.html")
        self.assertIn("havnen/2021-02-01/index.html", self.snapshot())
        shutil.rmtree(self.folder / "out/havnen/2021-01-01/index.html")
        self.build()
        self.build("-o", "ny")
        self.assertEqual(self.snapshot(), self.snapshot("ny"))

    def test_links_among_the_outputs_are_not_written_through(self):
        self.build()
        self.write("andet.txt", "mit")
        page = self.folder / "out/havnen/2021-01-01/index.html"
        page.unlink()
        page.symlink_to(self.folder / "andet.txt")
        self.build()
        self.assertFalse(page.is_symlink())
        self.assertEqual((self.folder / "andet.txt").read_text(), "mit")

    def test_links_to_folders_of_others_lose_nothing(self):
        """Where the program removes what it does not know, it follows no links."""
        self.build()
        self.build("-o", "quiet")
        self.write("andet/brev.pdf", "mit")
        self.write("andet/2021/program.js", "mit")
        theirs = self.snapshot("andet")
        places = {".referat-kept": "../andet", "havnen/2020-01-01/bilag": "../../../andet", "search/2019": "../../andet/2021"}
        for lost in (False, True):
            for place, target in places.items():
                path = self.folder / "out" / place
                shutil.rmtree(path, ignore_errors=True)
                path.parent.mkdir(exist_ok=True)
                path.symlink_to(target)
                self.meeting("meetings/a.md", "2021-01-01", f"Kajplads {lost} {place[0]}")
                if lost:
                    (self.folder / "out/.referat").unlink()
                self.assertEqual(self.build().stderr, "")
                self.assertEqual(self.snapshot("andet"), theirs)
                if path.is_symlink():
                    path.unlink()
                shutil.rmtree(self.folder / "out/havnen/2020-01-01", ignore_errors=True)
                shutil.rmtree(self.folder / "quiet")
                self.build("-o", "quiet")
                self.assertEqual(self.snapshot(), self.snapshot("quiet"), place)

    def test_pipes_among_the_outputs(self):
        """Opening one would wait for somebody at its other end."""
        self.build()
        self.build("-o", "quiet")
        before = self.snapshot()
        for name in (".referat", ".referat-edition", ".referat-lost", "index.html", "toc.json", "search/index.js", *sorted(
                path for path in before if path.startswith(("search/tekst/", ".referat-kept/", "havnen/2021-01-01/")))):
            path = self.folder / "out" / name
            path.unlink(missing_ok=True)
            os.mkfifo(path)
            self.build()
            self.assertEqual(self.snapshot(), self.snapshot("quiet"), name)
        os.mkfifo(self.folder / "out/.referat-new")
        self.meeting("meetings/a.md", "2021-01-01", "Bølgebryder")
        self.told(self.build(status=2), "out/", "det er ikke en almindelig fil")

    def test_one_that_disappears(self):
        self.build("-o", "quiet")
        stop = threading.Event()

        def remove():
            while not stop.is_set():
                shutil.rmtree(self.folder / "out", ignore_errors=True)

        remover = threading.Thread(target=remove)
        remover.start()
        try:
            for _ in range(8):
                result = self.run_referat("build", "-j2")
                self.assertIn(result.returncode, (0, 2), result.stderr)
        finally:
            stop.set()
            remover.join()
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        self.build()
        self.assertEqual(self.snapshot(), self.snapshot("quiet"))

    def test_two_builds_at_once(self):
        self.build()
        with open(self.folder / "out/.referat-edition") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.told(self.build(status=2), "out bygges af et andet referat lige nu")
        self.build("-o", "quiet")
        shutil.rmtree(self.folder / "out")
        builds = [subprocess.Popen([PROGRAM, "build"], cwd=self.folder, stderr=subprocess.PIPE, text=True) for _ in range(6)]
        ends = [(build.wait(timeout=100), build.stderr.read()) for build in builds]
        for build in builds:
            build.stderr.close()
        self.assertIn((0, ""), ends)
        for status, told in ends:
            self.assertTrue(status == 0 or (status == 2 and "bygges af et andet" in told), (status, told))
        self.assertEqual(self.snapshot(), self.snapshot("quiet"))


    def test_a_build_that_comes_in_between(self):
        """One is stopped where it is about to make the folder its own; another does so, and it then leaves it alone."""
        found = False
        for call in range(1, 60):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            build = subprocess.Popen([PROGRAM, "build", "-j1"], cwd=self.folder, stderr=subprocess.PIPE, text=True,
                                     env={**os.environ, "LD_PRELOAD": INJECT, "INJECT": f"disk:{call}:{int(signal.SIGSTOP)}"})
            os.waitid(os.P_PID, build.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            mark = self.folder / "out/.referat-edition"
            here = (self.folder / "out").exists() and not mark.exists()
            if here:
                mark.write_text("intern\n" if call % 2 else "offentlig\n")
                with open(mark) as held:
                    fcntl.flock(held, fcntl.LOCK_EX)
                    build.send_signal(signal.SIGCONT)
                    told = build.communicate(timeout=50)[1]
                found = True
                self.assertEqual((build.returncode, told), (2, "referat: fejl: out bygges af et andet referat lige nu\n"), call)
                self.assertEqual([path.name for path in (self.folder / "out").iterdir()], [".referat-edition"])
            else:
                build.send_signal(signal.SIGCONT)
                build.communicate(timeout=50)
                if found:
                    break
        self.assertTrue(found)


class Changing(World):
    """Sources that someone writes while they are read."""

    def versions(self):
        found = []
        for title in ("Første", "Anden sag med en længere titel"):
            self.meeting("meetings/a.md", "2021-01-01", title, "Se [molen](b.md#sag).\n\n### Bilag\n\n- [Kort](kort.txt)")
            self.write("meetings/kort.txt", title * 50000)
            found.append([(self.folder / f"meetings/{name}").read_bytes() for name in ("a.md", "kort.txt")])
        return found

    def keep_changing(self, versions, stop, whole):
        turn = 0
        while not stop.is_set():
            turn += 1
            for name, content in zip(("a.md", "kort.txt"), versions[turn % 2]):
                path = self.folder / "meetings" / name
                if whole:
                    (self.folder / "ny").write_bytes(content)
                    (self.folder / "ny").rename(path)
                else:
                    with open(path, "r+b") as file:
                        file.truncate(turn % (len(content) + 1))
                        file.write(content)
                        file.truncate()
            time.sleep(0.001)

    def test_sources_that_change(self):
        versions = self.versions()
        for whole in (True, False):
            stop = threading.Event()
            writer = threading.Thread(target=self.keep_changing, args=(versions, stop, whole))
            writer.start()
            try:
                for _ in range(8):
                    result = self.run_referat("build", "-j2")
                    self.assertIn(result.returncode, (0, 1, 2) if not whole else (0, 2), result.stderr)
                    if whole and result.returncode == 2:
                        self.assertIn("blev ændret, mens der blev bygget", result.stderr)
                    if (self.folder / "out/toc.json").exists():
                        json.loads((self.folder / "out/toc.json").read_text())
            finally:
                stop.set()
                writer.join()
            for version in versions:
                for name, content in zip(("a.md", "kort.txt"), version):
                    (self.folder / "meetings" / name).write_bytes(content)
                self.build()
                shutil.rmtree(self.folder / "quiet", ignore_errors=True)
                self.build("-o", "quiet")
                self.assertEqual(self.snapshot(), self.snapshot("quiet"))


if __name__ == "__main__":
    main()
