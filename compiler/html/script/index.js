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
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

function numbersOf(text) {
    const numbers = [];
    let number = 0, scale = 1;
    for (const digit of text) {
        const value = VALUES.get(digit);
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
            const [, rest, facts] = /^([^!=*+]*)(.*)$/.exec(entry.slice(1));
            key = key.slice(0, VALUES.get(entry[0])) + rest;
            yield [key, facts];
        }
    }
}

// A reader on a phone does not wait for more files than these for a word that is everywhere.
const MOST_KEY_FILES = 6, MOST_POSTING_FILES = 10;
const WEIGHTS = [1, 1.25, 1.5, 5]; // once, a few times, often, in the title

// Which documents of a part a word is in: a map to how well it answers.
async function documentsOf(part, index, want) {
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
        files.push(load(`${part}/k${i}`));

    const lists = new Map();
    const want_list = (number, worth) => lists.set(number, Math.max(worth, lists.get(number) ?? 0));
    for (const text of await Promise.all(files)) {
        for (const [key, facts] of entriesOf(text)) {
            const worth = key.startsWith(want.stem) ? answer(key, want) : 0;
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
        const texts = (await load(`${part}/p${file}`)).split(';');
        for (const [number, worth] of numbers)
            add(texts[number - index.postings[file]], worth);
    }));
    return found;
}

// What of a part answers to all words, or to most when nothing does: [{score, words, meeting, place}], place 0 being the meeting
// itself and n its nth item.
async function searchPart(part, wants) {
    const index = await load(`${part}/index`);
    const starts = [];
    let count = 0;
    for (const meeting of index.meetings) {
        starts.push(count);
        count += meeting[2];
    }
    const hits = new Map();
    for (const found of await Promise.all(wants.map(want => documentsOf(part, index, want)))) {
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
        const [body, date, , agenda] = index.meetings[meeting];
        const name = `${index.bodies[body]}-${date}-${agenda ? 'dagsorden' : 'referat'}`;
        return {score, words, date, text: `tekst/${name}`, place: number - starts[meeting]};
    });
}

const AT_ONCE = 3;

// Yields what is found so far, best first, while parts arrive, newest first; {hits, all, done}: `all` says that the hits hold
// every word.
async function* search(wants) {
    const {parts} = await load('index');
    let hits = [];
    for (let i = 0; i < parts.length; i += AT_ONCE) {
        const found = await Promise.all(parts.slice(i, i + AT_ONCE).map(part => searchPart(part, wants)));
        hits = hits.concat(...found);
        const most = hits.reduce((words, hit) => Math.max(words, hit.words), 0);
        hits = hits.filter(hit => hit.words === most);
        hits.sort((a, b) => b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)
            || (a.text < b.text ? -1 : a.text > b.text ? 1 : a.place - b.place));
        yield {hits, all: most === wants.length, done: i + AT_ONCE >= parts.length};
    }
    if (!parts.length)
        yield {hits, all: true, done: true};
}
