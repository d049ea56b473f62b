// The search box: a combobox with a list of what was found (WAI-ARIA Authoring Practices 1.2, combobox pattern, list autocomplete
// with manual selection). The page holds an empty place for it, which is shown only where scripts run.

function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes))
        made.setAttribute(attribute, value);
    made.append(...children);
    return made;
}

const filled = (words, count) => words.replace('#', count.toLocaleString('da'));

const SNIPPET = 170, BEFORE = 60; // characters shown, and how many of them in front of the first word found

// The words of a text that are wanted: [{start, end, want, worth}].
function matchesIn(text, wants) {
    const matches = [];
    for (const found of text.matchAll(/[\p{L}\p{M}0-9]+/gu)) {
        const word = fold(found[0]);
        wants.forEach((want, i) => {
            const worth = answerInside(word, want);
            if (worth)
                matches.push({start: found.index, end: found.index + found[0].length, want: i, worth});
        });
    }
    return matches;
}

function marked(text, matches, start, end) {
    const nodes = [];
    let at = start;
    for (const match of matches) {
        if (match.start < at || match.end > end)
            continue;
        nodes.push(text.slice(at, match.start), element('mark', {}, text.slice(match.start, match.end)));
        at = match.end;
    }
    nodes.push(text.slice(at, end));
    return nodes;
}

// The piece of a text that tells most about the wanted words.
function snippetOf(text, wants) {
    const flat = text.trim().replace(/:\s*\n\s*/g, ': ').replace(/\s*\n\s*/g, ' · ').replace(/\s+/g, ' ');
    const matches = matchesIn(flat, wants);
    let best = null, most = 0;
    for (const [i, match] of matches.entries()) {
        const seen = new Map();
        for (let j = i; j < matches.length && matches[j].end - match.start < SNIPPET - BEFORE; j++)
            seen.set(matches[j].want, Math.max(matches[j].worth, seen.get(matches[j].want) ?? 0));
        const worth = [...seen.values()].reduce((sum, value) => sum + value, 0);
        if (worth > most) {
            most = worth;
            best = match;
        }
    }
    let start = best ? Math.max(best.start - BEFORE, 0) : 0;
    if (start)
        start = flat.indexOf(' ', start) + 1;
    if (flat.startsWith('· ', start))
        start += 2;
    let end = Math.min(start + SNIPPET, flat.length);
    if (end < flat.length)
        end = Math.max(flat.lastIndexOf(' ', end), best ? best.end : start + 1);
    return [start ? '… ' : '', ...marked(flat, matches, start, end), end < flat.length ? '\u00a0…' : ''];
}

function describe(hit, data, wants) {
    const [number, title, anchor, , text] = hit.place ? data.items[hit.place - 1] : ['', data.title, '', '', data.text];
    const lines = [element('span', {class: 'search-title'}, number ? `${number} ` : '',
        ...marked(title, matchesIn(title, wants), 0, title.length))];
    if (hit.place)
        lines.push(element('span', {class: 'search-meeting'}, data.title));
    if (text)
        lines.push(element('span', {class: 'search-text'}, ...snippetOf(text, wants)));
    const spaced = lines.flatMap((line, i) => i ? [' ', line] : [line]);
    return element('a', {role: 'option', tabindex: '-1', 'aria-selected': 'false',
        href: root + data.href + (anchor ? `#${anchor}` : '')}, ...spaced);
}

const AT_A_TIME = 10;
const PAUSE = 150; // milliseconds without a key before a search begins

function makeSearchBox(place) {
    const input = element('input', {id: 'Soeg', type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false',
        enterkeyhint: 'search', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'Soegefund'});
    const list = element('div', {id: 'Soegefund', role: 'listbox', 'aria-label': WORDS.results});
    const count = element('p', {class: 'search-count', 'aria-hidden': 'true'});
    const panel = element('div', {class: 'search-panel', hidden: ''}, count, list);
    const status = element('p', {class: 'visually-hidden', role: 'status'});
    let run = 0, timer = 0, active = null;

    const isOpen = () => !panel.hidden;

    function activate(option) {
        active?.setAttribute('aria-selected', 'false');
        active = option;
        active?.setAttribute('aria-selected', 'true');
        active?.scrollIntoView({block: 'nearest'});
        if (active)
            input.setAttribute('aria-activedescendant', active.id);
        else
            input.removeAttribute('aria-activedescendant');
    }

    function open(opened) {
        panel.hidden = !opened;
        input.setAttribute('aria-expanded', String(opened && list.childElementCount > 0));
        if (!opened)
            activate(null);
    }

    function tell(message) {
        count.textContent = message;
        if (status.textContent !== message)
            status.textContent = message;
    }

    function show(options) {
        activate(null);
        list.replaceChildren(...options);
        [...list.children].forEach((option, i) => { option.id = `Soegefund-${i + 1}`; });
        open(true);
    }

    async function describeAll(hits, wants) {
        const options = await Promise.all(hits.map(async hit => {
            try {
                const data = await load(hit.meeting.text);
                hit.option ??= describe(hit, data, wants);
                return hit.option;
            } catch {
                return null;
            }
        }));
        return options.filter(option => option);
    }

    function moreOption(hits, shown, wants) {
        const option = element('div', {role: 'option', class: 'search-more', 'aria-selected': 'false'},
            filled(WORDS.more, hits.length - shown));
        option.addEventListener('click', async () => {
            const mine = run;
            if (shown === AT_A_TIME)
                hits.sort(inOrder);
            const options = await describeAll(hits.slice(shown, shown + AT_A_TIME), wants);
            if (mine !== run)
                return;
            const place = list.childElementCount - 1;
            const rest = shown + options.length < hits.length ? [moreOption(hits, shown + AT_A_TIME, wants)] : [];
            show([...[...list.children].slice(0, place), ...options, ...rest]);
            activate(list.children[place]);
            input.focus();
        });
        return option;
    }

    function summary(hits, all) {
        if (!hits.length)
            return WORDS.none;
        if (!all)
            return filled(WORDS.some, hits.length);
        return hits.length === 1 ? WORDS.one : filled(WORDS.many, hits.length);
    }

    async function find() {
        const mine = ++run;
        const wants = wordsOf(input.value).map(wanted);
        if (!wants.length) {
            list.replaceChildren();
            tell('');
            open(false);
            return;
        }
        try {
            for await (const {hits, all, done} of search(wants, AT_A_TIME)) {
                const options = await describeAll(hits.slice(0, AT_A_TIME), wants);
                if (mine !== run)
                    return;
                if (hits.length > AT_A_TIME)
                    options.push(moreOption(hits, AT_A_TIME, wants));
                if (!active)
                    show(options);
                if (done)
                    tell(summary(hits, all));
                else
                    count.textContent = WORDS.searching;
            }
        } catch {
            if (mine === run) {
                show([]);
                tell(WORDS.failed);
            }
        }
    }

    function move(step) {
        const options = [...list.children];
        if (!options.length)
            return;
        const next = (active ? options.indexOf(active) : step > 0 ? -1 : options.length) + step;
        open(true);
        activate(options[next] ?? null); // past either end the input itself is active again
    }

    input.addEventListener('input', () => {
        run++;
        activate(null);
        clearTimeout(timer);
        timer = setTimeout(find, PAUSE);
    });
    input.addEventListener('focus', () => {
        if (list.childElementCount)
            open(true);
    });
    input.addEventListener('keydown', event => {
        if (event.isComposing || event.ctrlKey || event.metaKey)
            return;
        if (event.key === 'ArrowDown')
            move(1);
        else if (event.key === 'ArrowUp')
            move(-1);
        else if (event.key === 'Enter' && active && isOpen())
            active.click();
        else if (event.key === 'Enter')
            move(1);
        else if (event.key === 'Escape' && isOpen())
            open(false);
        else
            return;
        event.preventDefault();
    });
    place.addEventListener('focusout', event => {
        if (!place.contains(event.relatedTarget))
            open(false);
    });
    // A click in the list must not take the focus from the input before it is a click.
    panel.addEventListener('mousedown', event => event.preventDefault());

    place.setAttribute('role', 'search');
    place.append(element('label', {for: input.id}, WORDS.search), input, panel, status);
    place.hidden = false;

    const asked = new URLSearchParams(location.search).get('q');
    if (asked) {
        input.value = asked;
        find();
    }
}
