"""What a build tells of itself: progress on a terminal, and where the time went when asked."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from command import MEETING, PROGRAM, Archive, main

MEETINGS = 60
COLUMNS = 44


class Telling(Archive):
    def setUp(self):
        super().setUp()
        for number in range(MEETINGS):
            text = MEETING.format(forum="havnen", date=f"{2000 + number}-03-01", title="En sag", text="### Sagsfremstilling\n\nSagen er ny.")
            self.write(f"meetings/havnen/om-havnen-i-aar-{2000 + number}.md", text)

    def build_slowly(self, stream):
        """The build is stopped for a moment once it has begun, so that it takes longer than half a second."""
        process = subprocess.Popen([PROGRAM, "build", "-j1"], cwd=self.folder, stdout=stream, stderr=stream)
        while not (self.folder / "out").exists() and process.poll() is None:
            pass
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.6)
        process.send_signal(signal.SIGCONT)
        return process

    def test_a_terminal_is_told_how_far_it_is(self):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
        process = self.build_slowly(slave)
        os.close(slave)
        said = b""
        while select.select([master], [], [], 60)[0]:
            try:
                said += os.read(master, 4096)
            except OSError:  # the other end is closed
                break
        os.close(master)
        self.assertEqual(process.wait(), 0)
        text = said.decode()
        self.assertTrue(text.endswith("\r\033[K"), repr(text))  # nothing is left
        self.assertNotIn("\n", text)
        lines = [line for line in re.split(r"\r|\033\[K", text) if line]
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, rf"^\d+ af {MEETINGS} møder, \d+ i sekundet: meeti")
            self.assertLess(len(line), COLUMNS)

    def test_a_pipe_is_told_nothing(self):
        process = self.build_slowly(subprocess.PIPE)
        self.assertEqual(process.communicate(), (b"", b""))
        self.assertEqual(process.returncode, 0)

    def test_timings(self):
        plain, timed = self.folder / "plain", self.folder / "timed"
        self.assertEqual(self.build("-o", plain).stderr, "")
        english = self.build("-o", timed, "--timings", "--lang", "en")
        self.assertEqual(english.stdout, "")
        rows = dict(re.findall(r"(?m)^(\S.*?) +[\d.]+ ms +[\d.]+ ms +[\d.]+ %(?: +(\d+) ×)?$", english.stderr))
        self.assertEqual(rows["parse"], str(MEETINGS))
        self.assertEqual(rows["sync"], "1")
        self.assertIn("total", rows)
        self.assertEqual(self.snapshot(plain), self.snapshot(timed))  # no output knows of it
        danish = self.build("-o", timed, "--timings").stderr
        self.assertIn("sæt sider", danish)
        self.assertNotRegex(danish, r"sæt sider .*×")  # nothing was laid out again


if __name__ == "__main__":
    main()
