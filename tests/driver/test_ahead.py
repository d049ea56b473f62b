"""Meetings that are made before the whole archive is known are published as those that waited for it."""

import random

from command import Archive, main

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
MEETINGS = 120
BODIES = ("havnen", "skoven")

SOURCE = """---
forum: {forum}
dato: {year}-{month:02}-{day:02}
tid: 10.00-12.00
sted: Viborg
status: {status}
{more}---

# Sager

## {title} {{#sag}}

### Sagsfremstilling

{text}
{minutes}"""


class Ahead(Archive):
    def place(self, number):
        return f"meetings/{number % 7}/{number:03}.md"

    def day(self, number):
        """Names of files say nothing of when meetings were held."""
        return 2015 + self.days[number] % 9, 1 + self.days[number] % 12, 1 + self.days[number] % 28

    def text(self, number, chance):
        other = chance.randrange(MEETINGS)
        year, month, day = self.day(other)
        link = f"../{other % 7}/{other:03}.md"
        return chance.choice([
            "Sagen er ny.",
            f"Se [](#sag) og [det andet møde]({link}).",
            f"Se [{'' if chance.random() < .5 else 'sagen'}]({link}#sag).",
            f"Sagen blev drøftet på mødet den {day}. {MONTHS[month - 1]} {year}.",
            f"Sagen blev drøftet på mødet den {day}. {MONTHS[month - 1]} {year - 20}.",
            f"Tegnet 𒀀 har ingen skrift, se [mødet]({link}).",
        ]) + (f" Se [sagen]({link}#ingen)." if chance.random() < .02 else "")

    def write_all(self, seed):
        chance = random.Random(seed)
        self.days = [chance.randrange(9 * 12 * 28) for _ in range(MEETINGS)]
        for _ in range(6):  # one of two sources of one meeting is wrong
            self.days[chance.randrange(MEETINGS)] = self.days[chance.randrange(MEETINGS)]
        for number in range(MEETINGS):
            year, month, day = self.day(number)
            status = chance.choice(["dagsorden", "udkast", "referat"])
            agenda = status == "dagsorden"
            more = "" if agenda else f"deltagere: [Bo Hansen]\nudsendt: {year}-{month:02}-{day:02}\n"
            if not agenda and chance.random() < .2:
                more += f"dagsorden udsendt: {year}-{month:02}-{day:02}\n"
            if chance.random() < .2:
                more += f"titel: Møde nr. {number}\n"
            self.write(self.place(number), SOURCE.format(
                forum=chance.choice(BODIES), year=year, month=month, day=day, status=status, more=more,
                title=f"Sag {number}", text=self.text(number, chance),
                minutes="" if agenda else "\n### Referat\n\nTaget til efterretning.\n"))

    def outcome(self, out, *arguments):
        result = self.run_referat("build", "-o", out, *arguments)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return result.returncode, sorted(result.stderr.splitlines()), self.snapshot(out)

    def test_guesses_change_nothing(self):
        turned_out_wrong = 0
        for seed in range(5):
            self.write_all(seed)
            only = (["--only", "html"], [], [], [], ["--only", "pdf"])[seed]
            only += [f"meetings/{folder}" for folder in reversed(range(7))] if seed in (2, 3) else []
            # Where a body's folder is there already, no meeting is made ahead.
            (self.folder / f"waits-{seed}/havnen").mkdir(parents=True)
            (self.folder / f"waits-{seed}/skoven").mkdir(parents=True)
            waited = self.outcome(f"waits-{seed}", "-j2", *only)
            for jobs in (1, 3):
                self.assertEqual(self.outcome(f"ahead-{seed}-{jobs}", f"-j{jobs}", *only), waited, (seed, jobs))
            turned_out_wrong += waited[0]
            self.build("-o", f"ahead-{seed}-1", "-j1", *only, status=waited[0])
            self.assertEqual(self.snapshot(f"ahead-{seed}-1"), waited[2], seed)
        self.assertGreater(turned_out_wrong, 0)


if __name__ == "__main__":
    main()
