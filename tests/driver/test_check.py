"""`referat check`: what it prints and how it ends."""

import json

from command import Archive, main


class Check(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01")

    def check(self, *arguments, status):
        result = self.run_referat("check", *arguments)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result.stdout

    def test_nothing_wrong(self):
        self.assertEqual(self.check(status=0), "")
        self.assertFalse((self.folder / "out").exists())

    def test_warnings_are_errors_when_asked(self):
        self.meeting("meetings/a.md", "2021-01-01", text="Se [her](https://eksempel.dk/).")
        self.assertIn("advarsel", self.check(status=0))
        text = self.check("--warnings-as-errors", status=1)
        self.assertIn("fejl", text)
        self.assertNotIn("advarsel:", text)

    def test_formats(self):
        self.meeting("meetings/a.md", "2021-02-30", text="Se [](#intet).")
        text = self.check(status=1)
        self.assertRegex(text, r"^meetings/a\.md:3:7: fejl: .* \[bad-value\]\n")
        self.assertRegex(self.check("--lang", "en", status=1), r"^meetings/a\.md:3:7: error: ")

        lines = self.check("--format", "json", status=1).splitlines()
        first = json.loads(lines[0])
        self.assertEqual(
            list(first), ["file", "line", "column", "end_line", "end_column", "severity", "rule", "message", "help"]
        )
        self.assertEqual((first["file"], first["line"], first["column"]), ("meetings/a.md", 3, 7))
        self.assertEqual((first["severity"], first["rule"]), ("error", "bad-value"))

        sarif = json.loads(self.check("--format=sarif", status=1))
        self.assertEqual(sarif["version"], "2.1.0")
        self.assertEqual(len(sarif["runs"][0]["results"]), len(lines))
        self.assertIn("::error file=meetings/a.md,line=3", self.check("--format=github", status=1))

    def test_one_file_knows_what_it_links_to(self):
        self.meeting("meetings/b.md", "2021-02-01", text="Se [kajen](a.md#sag).")
        self.check("meetings/b.md", status=0)
        self.meeting("meetings/b.md", "2021-02-01", text="Se [kajen](a.md#fyret).")
        self.assertIn("[unknown-reference]", self.check("meetings/b.md", status=1))

    def test_a_link_out_of_the_folder_is_not_read(self):
        self.write("hemmeligt.txt", "kodeord: hest")
        (self.folder / "meetings/b.md").symlink_to("../hemmeligt.txt")
        text = self.check(status=1)
        self.assertIn("[path-escape]", text)
        self.assertNotIn("kodeord", text)

    def test_standard_input_has_a_name(self):
        text = (self.folder / "meetings/a.md").read_text().replace("dato: ", "dato: x")
        result = self.run_referat("check", "-", "--stdin-name", "meetings/a.md", standard_input=text)
        self.assertEqual(result.returncode, 1)
        self.assertTrue(result.stdout.startswith("meetings/a.md:3:7: fejl: "), result.stdout)

    def test_colour_is_for_terminals(self):
        self.assertNotIn("\033", self.run_referat("check", env={"TERM": "xterm"}).stdout)

    def test_faults_of_the_world(self):
        self.assertEqual(self.run_referat("check", "findes-ikke.md").returncode, 2)
        self.assertEqual(self.run_referat("check", "styles/havnen/agenda.yaml").returncode, 2)


if __name__ == "__main__":
    main()
