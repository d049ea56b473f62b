"""A meeting as a Typst document with the same contents, to measure Typst by: facts, people, table of contents, numbered items, parts,
lists, tables, attachments, links inside the document. It is made of what `referat --emit=ast` prints."""

import re

MONTHS = 'januar februar marts april maj juni juli august september oktober november december'.split()
HEAD = '''#set document(title: [{title}], date: none)
#set page(paper: "a4", margin: 25mm, header: context if counter(page).get().first() > 1 [{title}],
  footer: align(center, context counter(page).display("1 / 1", both: true)))
#set text(font: "Carlito", size: 11pt, lang: "da", hyphenate: true)
#set par(leading: 0.68em)
#show heading: set text(fill: rgb("#1d5a6e"))
#show link: set text(fill: rgb("#1d5a6e"))
#title()
'''

QUOTED = r'"((?:[^"\\]|\\.)*)"'


def unquote(text):
    return re.sub(r'\\(n|x[0-9A-F]{2}|.)', lambda m: '\n' if m[1] == 'n' else ' ' if m[1][0] == 'x' else m[1], text)


def escape(text):
    return re.sub(r'([\\#*_`$<>@\[\]~=+/"\'-])', r'\\\1', unquote(text))


class Node:
    def __init__(self, line):
        self.kind, _, self.rest = line.partition(' ')
        self.children = []

    def value(self, name):
        found = re.search(rf'\b{name}={QUOTED}', self.rest)
        return escape(found[1]) if found else ''

    def label(self):
        found = re.search(r'(?<!-> attachment )#(\S+)', self.rest)
        return f' <{found[1]}>' if found and '->' not in self.rest else ''

    def of(self, kind):
        return [child for child in self.children if child.kind == kind]


def read(dump):
    roots, stack = [], []
    for line in dump.splitlines():
        depth = (len(line) - len(line.lstrip(' '))) // 2
        node = Node(line.strip())
        del stack[depth:]
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    return roots


def words(node, labels):
    """What stands inside a line."""
    made = []
    for child in node.children:
        inner = words(child, labels)
        if child.kind == 'text':
            made.append(escape(re.search(QUOTED, child.rest)[1]))
        elif child.kind == 'emphasis':
            made.append(f'#emph[{inner}]')
        elif child.kind == 'strong':
            made.append(f'#strong[{inner}]')
        elif child.kind == 'link':
            target = re.search(r'-> \S+ #(\S+)', child.rest)
            if target and target[1] in labels:
                made.append(f'#link(<{target[1]}>)[{inner}]')
            else:
                made.append(f'#link("{child.value("url")}")[{inner}]' if child.value('url') else inner)
        elif child.kind in ('softbreak', 'soft-break'):
            made.append(' ')
        else:
            made.append(inner)
    return ''.join(made)


def table(rows, columns):
    header, *others = rows
    cells = lambda row: ''.join(f'[{cell}], ' for cell in row)
    return f'#table(columns: {columns}, table.header({cells(header)}), {"".join(map(cells, others))})\n'


def block(node, labels, out):
    kind = node.kind
    if kind == 'heading':
        level, number = int(node.rest.split()[0]), node.value('number')
        out.append(f'{"=" * (level - 1)} {number + " " if number else ""}{words(node, labels)}')
    elif kind in ('paragraph', 'presenter'):
        out.append(words(node, labels) + '\n')
    elif kind == 'list':
        ordered = node.rest.startswith('ordered')
        for item in node.children:
            inner = []
            for child in item.children:
                block(child, labels, inner)
            out.append(('+ ' if ordered else '- ') + '\n'.join(inner).strip().replace('\n', '\n  '))
        out.append('')
    elif kind == 'attachment-list':
        for item in node.children:
            out.append(f'/ Bilag {item.rest.split()[0]}: {words(item, labels)}{item.label()}')
        out.append('')
    elif kind == 'table':
        rows = [[words(cell, labels) for cell in row.children] for row in node.children]
        out.append(table(rows, int(node.rest.split()[0])))
    else:
        label = node.label() if kind in ('section', 'item', 'part') else ''
        for child in node.children:
            block(child, labels, out)
            if label and child.kind == 'heading':
                out[-1] += label
                label = ''


def convert(dump):
    meeting, document = read(dump)
    labels = set(re.findall(r'(?:section|item|part|attachment) [^\n]*?(?<!-> )#(\S+)', dump))
    title = meeting.value('title')
    out = [HEAD.format(title=title)]
    fact = re.search(r'date=(\S+) time=(\S+)', meeting.rest)
    out.append(table([['Møde', 'Oplysninger'], ['Dato', escape(fact[1])], ['Tid', escape(fact[2])], ['Sted', meeting.value('place')]], 2))
    for kind, heading in (('attendee', 'Deltagere'), ('apology', 'Afbud')):
        people = meeting.of(kind)
        if people:
            out.append(f'= {heading}')
            rows = [[person.value('name') + (f' ({person.value("note")})' if person.value('note') else ''),
                     person.value('organisation') + (f', {person.value("addition")}' if person.value('addition') else '')] for person in people]
            out.append(table([['Navn', 'Organisation'], *rows], 2))
    out.append('#outline(title: [Indhold], depth: 2)\n')
    block(document, labels, out)
    return '\n'.join(out) + '\n'

