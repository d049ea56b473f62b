// Looking things up in the index. What its files hold is told in compiler/archive/search.h.

const script = document.currentScript;
const root = script.dataset.root ?? '';

// Files are scripts that call referatSearch, since a page opened from a disk may not fetch anything else.
const arrivals = new Map();
globalThis.referatSearch = (name, data) => {
    arrivals.get(name)?.resolve(data);
};

function load(name) {
    const known = arrivals.get(name);
    if (known)
        return known.promise;
    const arrival = {};
    arrival.promise = new Promise((resolve, reject) => {
        arrival.resolve = resolve;
        const element = document.createElement('script');
        element.src = `${root}search/${name}.js`;
        element.onload = () => { element.remove(); };
        element.onerror = () => {
            element.remove();
            arrivals.delete(name);
            reject(new Error(name));
        };
        document.head.append(element);
    });
    arrivals.set(name, arrival);
    return arrival.promise;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const VALUES = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries())
    VALUES[digit.charCodeAt(0)] = value;

function numbersOf(text) {
    const numbers = [];
    let number = 0, scale = 1;
    for (let i = 0; i < text.length; i++) {
        const value = VALUES[text.charCodeAt(i)];
        number += (value & 31) * scale;
        scale *= 32;
        if (value < 32) {
            numbers.push(number);
            number = 0;
            scale = 1;
        }
    }
    return numbers;
}

// The index of the last element that is not greater; -1 when all are.
function lastUpTo(sorted, value) {
    let low = 0, high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

function* entriesOf(text) {
    let key = '';
    for (const entry of text.split(';')) {
        if (entry) {
            const end = entry.search(/[!=*+]/);
            key = key.slice(0, VALUES[entry.charCodeAt(0)]) + entry.slice(1, end);
            yield [key, entry.slice(end)];
        }
    }
}

// A reader on a phone does not wait for more files than these for a word that is everywhere.
const MOST_KEY_FILES = 6, MOST_POSTING_FILES = 10;
const WEIGHTS = [1, 1.25, 1.5, 5]; // once, a few times, often, in the title

// Which documents of a part a word is in: a map to how well it answers.
async function documentsOf(index, want) {
    const found = new Map();
    const add = (text, worth) => {
        let base = 0;
        for (const number of numbersOf(text)) {
            const posting = base + number;
            base = posting - posting % 4;
            const score = worth * WEIGHTS[posting % 4];
            if (score > (found.get(base / 4) ?? 0))
                found.set(base / 4, score);
        }
    };

    const first = Math.max(lastUpTo(index.keys, want.stem), 0);
    const last = Math.min(lastUpTo(index.keys, want.stem + '\uffff'), first + MOST_KEY_FILES - 1);
    const files = [];
    for (let i = first; i <= last; i++)
        files.push(load(index.key_files[i]));

    const lists = new Map();
    const want_list = (number, worth) => lists.set(number, Math.max(worth, lists.get(number) ?? 0));
    for (const text of await Promise.all(files)) {
        for (const [key, facts] of entriesOf(text)) {
            const worth = answer(key, want);
            if (!worth)
                continue;
            for (const [, kind, text] of facts.matchAll(/([!=*+])([^!=*+]*)/g)) {
                if (kind === '=')
                    add(text, worth);
                else if (kind === '!')
                    want_list(numbersOf(text)[0], worth);
                else if (want.word.length < 3)
                    continue;
                else if (kind === '+')
                    add(text, INSIDE);
                else
                    numbersOf(text).reduce((sum, number) => (want_list(sum + number, INSIDE), sum + number), 0);
            }
        }
    }

    const by_file = new Map();
    for (const [number, worth] of [...lists].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
        const file = lastUpTo(index.postings, number);
        if (by_file.has(file))
            by_file.get(file).push([number, worth]);
        else if (by_file.size < MOST_POSTING_FILES)
            by_file.set(file, [[number, worth]]);
    }
    await Promise.all([...by_file].map(async ([file, numbers]) => {
        const texts = (await load(index.posting_files[file])).split(';');
        for (const [number, worth] of numbers)
            add(texts[number - index.postings[file]], worth);
    }));
    return found;
}

// What of a part answers to all words, or to most when nothing does: [{score, words, meeting: {date, text}, place}], text being the
// file of its text, place 0 the meeting itself and n its nth item.
async function searchPart(part, wants) {
    const index = await load(part);
    const starts = [], meetings = [];
    let count = 0;
    for (const [body, date, documents, agenda] of index.meetings) {
        starts.push(count);
        count += documents;
        meetings.push({date, text: `tekst/${index.bodies[body]}-${date}-${agenda ? 'dagsorden' : 'referat'}`});
    }
    const hits = new Map();
    for (const found of await Promise.all(wants.map(want => documentsOf(index, want)))) {
        const rarity = Math.log(1 + count / found.size);
        for (const [number, worth] of found) {
            const hit = hits.get(number) ?? {number, score: 0, words: 0};
            hit.score += worth * rarity;
            hit.words++;
            hits.set(number, hit);
        }
    }
    return [...hits.values()].map(({number, score, words}) => {
        const meeting = lastUpTo(starts, number);
        return {score, words, meeting: meetings[meeting], place: number - starts[meeting]};
    });
}

function inOrder(a, b) {
    const one = a.meeting, other = b.meeting;
    return b.score - a.score || (one.date < other.date ? 1 : one.date > other.date ? -1 : 0)
        || (one.text < other.text ? -1 : one.text > other.text ? 1 : a.place - b.place);
}

// The first of many hits in order; the others come after them in no order. Sorting tens of thousands would keep a phone busy.
function bestFirst(hits, count) {
    if (hits.length <= 4 * count)
        return hits.sort(inOrder);
    let least = -Infinity;
    let best = [];
    for (const hit of hits) {
        if (hit.score < least)
            continue;
        best.push(hit);
        if (best.length >= 4 * count) {
            best = best.sort(inOrder).slice(0, count);
            least = best[count - 1].score;
        }
    }
    best = best.sort(inOrder).slice(0, count);
    const taken = new Set(best);
    return [...best, ...hits.filter(hit => !taken.has(hit))];
}

const FIRST = 2, AT_ONCE = 6; // parts: something is to be shown soon

// Yields what is found so far while parts arrive, newest first; {hits, all, done}: the first `count` of the hits are the best in
// order; `all` says that the hits hold every word.
async function* search(wants, count) {
    const {parts} = await load('index');
    let hits = [];
    for (let i = 0, next; i < parts.length; i = next) {
        next = i + (i ? AT_ONCE : FIRST);
        const found = await Promise.all(parts.slice(i, next).map(part => searchPart(part, wants)));
        hits = hits.concat(...found);
        const most = hits.reduce((words, hit) => Math.max(words, hit.words), 0);
        hits = bestFirst(hits.filter(hit => hit.words === most), count);
        yield {hits, all: most === wants.length, done: next >= parts.length};
    }
    if (!parts.length)
        yield {hits, all: true, done: true};
}
