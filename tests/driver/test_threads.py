"""No two threads of a build meet at the same memory: builds with many, by a program that clang's ThreadSanitizer watches.

    test_threads.py REFERAT ROOT

It is compiled anew into a scratch folder. Skipped (status 77) where clang has no ThreadSanitizer."""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[2]).resolve()
MEETINGS = 60
ROUNDS = 12


def can_watch(folder):
    source = folder / "try.c"
    source.write_text("int main(void) { return 0; }\n")
    if not shutil.which("clang") or not shutil.which("meson"):
        return False
    made = subprocess.run(["clang", "-fsanitize=thread", source, "-o", folder / "try"], capture_output=True)
    return made.returncode == 0 and subprocess.run([folder / "try"], capture_output=True).returncode == 0


def compile_program(folder):
    build = folder / "build"
    steps = (
        ["meson", "setup", build, ROOT, "-Db_sanitize=thread", "-Db_lundef=false"],
        ["ninja", "-C", build, f"-j{len(os.sched_getaffinity(0))}", "referat"],
    )
    for step in steps:
        result = subprocess.run(step, env={**os.environ, "CC": "clang"}, capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(result.stdout + result.stderr)
    return build / "referat"


class World:
    def __init__(self, folder):
        self.folder, self.chance, self.faults = folder, random.Random("threads"), 0
        self.program = compile_program(folder)
        subprocess.run([sys.executable, ROOT / "tests/bench/generate.py", folder / "archive", "--meetings", str(MEETINGS), "--bodies", "3"], check=True)

    def run(self, *arguments, statuses=(0, 1)):
        env = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "TSAN_OPTIONS": "exitcode=66:second_deadlock_stack=1"}
        result = subprocess.run([self.program, *arguments], cwd=self.folder / "archive", env=env, capture_output=True, text=True, errors="replace")
        if result.returncode not in statuses or "ThreadSanitizer" in result.stderr:
            self.faults += 1
            print(f"{' '.join(arguments)}: ends with {result.returncode}\n{result.stderr[:8000]}", flush=True)

    def sources(self):
        return sorted((self.folder / "archive/meetings").rglob("*.md"))

    def edit(self):
        for source in self.chance.sample(self.sources(), 5):
            source.write_text(source.read_text().replace(". ", ". Det er nyt. ", 1))

    def spoil(self):
        source = self.chance.choice(self.sources())
        text = source.read_text()
        source.write_text("---\nsjov: ja\n---\n")
        return lambda: source.write_text(text)


def main():
    with tempfile.TemporaryDirectory(prefix="referat-threads-") as scratch:
        folder = pathlib.Path(scratch)
        if not can_watch(folder):
            print("clang, its ThreadSanitizer or meson is not here")
            return 77
        world = World(folder)
        # The same twice: what is made first by whom is a matter of chance.
        for jobs in ("-j4", "-j8", "-j4", "-j8"):
            shutil.rmtree(folder / "archive/out", ignore_errors=True)
            world.run("build", jobs, statuses=(0,))
        for turn in range(ROUNDS):
            world.edit()
            if turn % 4 == 3:
                world.sources()[-turn].unlink()
            world.run("build", world.chance.choice(("-j4", "-j8")))
            world.run("check", "-j8" if turn % 2 else "-j4")
        # Links to what was removed are faults from here on, and so is this.
        mend = world.spoil()
        world.run("build", "-j8", statuses=(1,))
        world.run("check", "-j8", "--format", "sarif", statuses=(1,))
        mend()
        world.run("build", "-j8", "--edition", "intern")
        # One meeting, which a second thread may help with.
        world.run("build", "-j8", str(world.sources()[3].relative_to(folder / "archive")), "-o", "one")
        world.run("build", "-j8")
        (folder / "archive/out/.referat").unlink()
        world.run("build", "-j8")
        for text in sorted((folder / "archive/out/search/tekst").glob("*"))[:3]:
            text.unlink()
        world.run("build", "-j8")
        print(f"{world.faults} of the runs were wrong")
        return 1 if world.faults else 0


if __name__ == "__main__":
    sys.exit(main())
