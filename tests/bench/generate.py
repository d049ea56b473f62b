#!/usr/bin/env python3
"""generate.py FOLDER [--meetings N] [--bodies N] [--seed TEXT]: a realistic archive below FOLDER/meetings and FOLDER/styles.

Every body meets at a rhythm of its own; meetings are handed out to the bodies in turn, oldest first. A meeting depends on the seed, its
body and its number in the body alone, so an archive of 600 holds the archive of 300, but for the last meetings of each body: the
newest is an agenda, the one before it a draft. The sources have no faults and give no warnings."""

import argparse
import datetime
import pathlib
import random

import words

MEMBERS = 12
ACCENTS = ['#1d5a6e', '#7a3b10', '#2f5d34', '#5b3a7a', '#7a1f3d']
MONTHS = 'januar februar marts april maj juni juli august september oktober november december'.split()
PLACES_TO_MEET = ['{} Rådhus', '{} Kulturhus', 'Biblioteket i {}', 'Virtuelt møde, {} er vært']


def folded(text):
    for letter, plain in (('æ', 'ae'), ('ø', 'oe'), ('å', 'aa')):
        text = text.replace(letter, plain)
    return ''.join(letter if letter.isalnum() else '-' for letter in text)


class Body:
    """One body: what it is called, when it meets and who its members are."""

    def __init__(self, seed, index):
        chance = random.Random(f'{seed}/body/{index}')
        name = words.BODIES[index % len(words.BODIES)]
        round_of_names = index // len(words.BODIES)
        if round_of_names:
            name += f' {words.PLACES[(round_of_names - 1) % len(words.PLACES)]}'
        if round_of_names > len(words.PLACES):
            name += f' {round_of_names}'
        self.name = name
        self.id = folded(name.lower())
        self.index = index
        self.seed = seed
        self.first_day = datetime.date(2006, 1, 2) + datetime.timedelta(days=chance.randrange(28) // 7 * 7 + chance.randrange(4))
        self.organisations = [f'{place} Kommune' for place in chance.sample(words.PLACES, MEMBERS)]
        firsts, lasts = chance.sample(words.FIRST, MEMBERS + 8), chance.sample(words.LAST, MEMBERS + 8)
        names = [f'{first} {last}' for first, last in zip(firsts, lasts)]
        self.people, self.guests = names[:MEMBERS], names[MEMBERS:]
        self.hour = chance.randrange(9, 14)
        self.list_style = chance.choice(['bullet', 'ordered'])

    def day(self, number):
        return self.first_day + datetime.timedelta(days=21 * number)

    def source(self, number):
        return f'{self.day(number).year}/{self.day(number)}.md'


def danish(day):
    return f'{day.day}. {MONTHS[day.month - 1]} {day.year}'


def matter(chance):
    return chance.choice(words.FORE) + chance.choice(words.AFT)


def sentence(chance, chosen):
    first = f'{chance.choice(words.ACTORS)} {chance.choice(words.ACTS)} {chosen if chance.random() < .3 else matter(chance)}'
    if chance.random() < .7:
        first += f' {chance.choice(words.WHERE)}'
    if chance.random() < .5:
        first += f', {chance.choice(words.WHY)}'
    return first + '.'


def paragraph(chance, chosen, longest=6):
    sentences = [sentence(chance, chosen) for _ in range(chance.randint(1, longest))]
    if chance.random() < .3:
        sentences.insert(0, chance.choice(words.OPENINGS))
    return ' '.join(sentences)


def table(chance):
    years = range(2016, 2016 + chance.randint(2, 4))
    rows = [f'| Område | {" | ".join(map(str, years))} |', '|:--|' + '--:|' * len(years)]
    for place in chance.sample(words.PLACES, chance.randint(3, 9)):
        rows.append(f'| {place} | ' + ' | '.join(f'{chance.uniform(1, 90):.1f}'.replace('.', ',') for _ in years) + ' |')
    return '\n'.join(rows)


class Meeting:
    """One meeting as text. `newest` and `last_but_one` decide how far its document has come."""

    def __init__(self, body, number, count):
        self.body, self.number = body, number
        self.chance = random.Random(f'{body.seed}/{body.id}/{number}')
        self.is_agenda, self.is_draft = number == count - 1, number == count - 2
        self.attachments = 0
        self.items = []  # numbers and ids of what stands above
        self.lines = []

    def write(self):
        self.plan()
        self.front_matter()
        self.section(1, 'Beslutningspunkter', self.decisions, self.chance.choice([2, 3, 4, 5, 8]))
        self.section(2, 'Orienteringspunkter', self.decisions, self.chance.choice([1, 2, 3, 4, 6]))
        self.lines.append('# Punkter til kommende møder\n')
        self.lines.append('## Næste møde\n\n### Sagsfremstilling\n\n' + self.next_meeting() + '\n')
        self.lines.append('## Eventuelt\n')
        if not self.is_agenda:
            said = 'Intet at referere.' if self.chance.random() < .8 else sentence(self.chance, matter(self.chance))
            self.lines.append(f'### Referat\n\n{said}\n')
        return '\n'.join(self.lines)

    def plan(self):
        away = self.chance.sample(range(MEMBERS), self.chance.randrange(4))
        self.away = [index for index in range(MEMBERS) if index in away]
        self.here = [index for index in range(MEMBERS) if index not in away]
        self.guests = self.chance.sample(self.body.guests, self.chance.randrange(4))

    def front_matter(self):
        body, chance = self.body, self.chance
        day = body.day(self.number)
        status = 'dagsorden' if self.is_agenda else 'udkast' if self.is_draft else chance.choice(['referat', 'godkendt'])
        place = chance.choice(PLACES_TO_MEET).format(chance.choice(words.PLACES))
        lines = ['---', f'forum: {body.id}', f'dato: {day}', f'tid: {body.hour}.00-{body.hour + 2}.{chance.choice(["00", "30"])}',
                 f'sted: {place}', f'status: {status}']
        if not self.is_agenda:
            lines.append(f'udsendt: {day + datetime.timedelta(days=chance.randint(3, 14))}')
        lines.append('deltagere:')
        for index in self.here:
            note = ' (formand)' if index == self.here[0] else ' (delvist)' if chance.random() < .05 else ''
            lines.append(f'  - {body.people[index]}{note}, {body.organisations[index]}')
        for key, people in (('afbud', [f'{body.people[index]}, {body.organisations[index]}' for index in self.away]),
                            ('gæster', [f'{name}, {words.TITLES[i % len(words.TITLES)]}' for i, name in enumerate(self.guests)])):
            if people:
                lines.append(f'{key}:')
                lines += [f'  - {person}' for person in people]
        lines += [f'næste møde: {{dato: {body.day(self.number + 1)}, sted: {chance.choice(words.PLACES)} Rådhus}}', '---', '']
        self.lines += lines

    def section(self, number, title, write, count):
        self.lines.append(f'# {title}\n')
        for item in range(1, count + 1):
            write(f'{number}.{item}')

    def decisions(self, number):
        chance, chosen = self.chance, matter(self.chance)
        name = f' {{#sag-{number.replace(".", "-")}}}' if chance.random() < .4 else ''
        self.lines.append(f'## {chance.choice(words.ITEM_TITLES).format(chosen)}{name}\n')
        if self.guests and chance.random() < .4:
            self.lines.append(f'Ved {chance.choice(self.guests)}\n')
        else:
            index = chance.choice(self.here)
            self.lines.append(f'Ved {self.body.people[index]}, {self.body.organisations[index]}\n')
        self.recommendation(chosen)
        self.account(chosen)
        if not self.is_agenda:
            outcome = chance.choice(words.OUTCOMES).format(self.body.name, chosen)
            self.lines.append(f'### Referat\n\n{outcome}\n')
            if chance.random() < .3:
                self.lines.append(paragraph(chance, chosen, 3) + '\n')
        self.items.append((number, bool(name)))

    def recommendation(self, chosen):
        chance = self.chance
        asked = [text.format(chosen) for text in chance.sample(words.RECOMMENDATIONS, chance.randint(1, 3))]
        mark = '-' if self.body.list_style == 'bullet' else '1.'
        self.lines.append(f'### Indstilling\n\nAt {self.body.name}:\n')
        self.lines += [f'{mark} {text[0].upper()}{text[1:]}' for text in asked]
        self.lines.append('')

    def account(self, chosen):
        chance = self.chance
        titles = [chance.choice(words.ATTACHMENTS).format(chosen) for _ in range(chance.choice([0, 0, 1, 1, 2, 4]))]
        self.lines.append('### Sagsfremstilling\n')
        for _ in range(chance.choice([1, 1, 2, 3, 4, 7])):
            self.lines.append(paragraph(chance, chosen) + '\n')
        if chance.random() < .3:
            self.lines.append('\n'.join(f'- {sentence(chance, chosen)}' for _ in range(chance.randint(2, 5))) + '\n')
        if chance.random() < .15:
            self.lines.append(table(chance) + '\n')
        self.references(titles)
        if titles:
            self.lines.append('### Bilag\n')
            for title in titles:
                self.attachments += 1
                has_file = self.number % 10 == 0 and chance.random() < .5
                self.lines.append(f'- [{title}](../bilag/notat.txt)' if has_file else f'- {title}')
            self.lines.append('')

    def references(self, titles):
        chance = self.chance
        text = []
        if self.items and chance.random() < .3:
            number, named = chance.choice(self.items)
            text.append(f'Se også [](#sag-{number.replace(".", "-")}).' if named else f'Sagen hænger sammen med pkt. {number}.')
        if titles and chance.random() < .5:
            text.append(f'Tallene findes i bilag {self.attachments + 1}.')
        if self.number and chance.random() < .15:
            earlier = chance.randrange(max(0, self.number - 20), self.number)
            text.append(f'Sagen blev behandlet på [mødet den {danish(self.body.day(earlier))}](../{self.body.source(earlier)}).')
        if text:
            self.lines.append(' '.join(text) + '\n')

    def next_meeting(self):
        chosen = matter(self.chance)
        return f'Mødet holdes den {danish(self.body.day(self.number + 1))}. Blandt punkterne er {chosen}.'


def write_style(folder, body, bodies):
    """The first body says how all are organised; the others inherit it. Each has up to three bodies below it."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = '[ved, indstilling, sagsfremstilling, bilag?, referat]'
    lines = []
    if body.index:
        lines += [f'arver: {bodies[0].id}', f'hører under: {bodies[(body.index - 1) // 3].id}']
    lines += [f'navn: {body.name}', f'langt navn: {body.name} i det midterste samarbejde']
    if body.index == 0:
        lines += ['sekretariat:', '  navn: Sekretariatet for det midterste samarbejde', '  adresse: [Torvet 1, 9999 Fjordby]',
                  '  web: https://samarbejdet.example/', 'tilgængelighedserklæring: https://samarbejdet.example/tilgaengelighed',
                  'sektioner:', '  - titel: Beslutningspunkter', f'    dele: {parts}', '  - titel: Orienteringspunkter',
                  f'    dele: {parts}', '  - titel: Punkter til kommende møder', '    punkter:',
                  '      - {titel: Næste møde, dele: [sagsfremstilling]}', '      - {titel: Eventuelt, dele: [referat]}']
    lines += [f'medlemmer: [{", ".join(body.organisations)}]', 'om: |',
              f'  {body.name} samler tolv kommuner om **fælles opgaver**.', '',
              f'  {body.name} mødes hver tredje uge, også om {matter(random.Random(body.id))}.']
    (folder / 'agenda.yaml').write_text('\n'.join(lines) + '\n', encoding='utf-8')
    colour = ACCENTS[body.index % len(ACCENTS)]
    (folder / 'style.yaml').write_text(f'farver: {{accent: "{colour}"}}\n', encoding='utf-8')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--meetings', type=int, default=300)
    parser.add_argument('--bodies', type=int, default=4)
    parser.add_argument('--seed', default='referat')
    given = parser.parse_args()
    bodies = [Body(given.seed, index) for index in range(given.bodies)]
    for index, body in enumerate(bodies):
        write_style(given.folder / 'styles' / body.id, body, bodies)
        count = given.meetings // given.bodies + (index < given.meetings % given.bodies)
        below = given.folder / 'meetings' / body.id
        (below / 'bilag').mkdir(parents=True, exist_ok=True)
        (below / 'bilag' / 'notat.txt').write_text(f'Et notat til {body.name}.\n', encoding='utf-8')
        for number in range(count):
            path = below / body.source(number)
            path.parent.mkdir(exist_ok=True)
            path.write_text(Meeting(body, number, count).write(), encoding='utf-8')


if __name__ == '__main__':
    main()
