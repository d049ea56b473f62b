// The choices over a table of contents: body, year, section. What can be chosen is read from the page itself, which lists all
// meetings or leads to a page for every year; without a script nothing is missing but the choices.

const SECTION = 'del'; // what an address calls a section that is chosen from the start

const withoutNumber = text => text.trim().replace(/^[\d.]+\s+/, '');

// The meetings of the page: the entries of its lists, whose links say body and year.
function meetingsOf(main) {
    const meetings = [];
    for (const entry of main.querySelectorAll('.meetings > ol > li')) {
        const link = entry.querySelector('a');
        const found = /([^/]+)\/(\d{4})-\d\d-\d\d\/[^/]*$/.exec(link?.href ?? '');
        if (!found)
            continue;
        const fold = entry.querySelector('details');
        const sections = [...entry.querySelectorAll('details > ol > li')]
            .map(part => ({entry: part, title: withoutNumber(part.querySelector('a').textContent)}));
        meetings.push({entry, fold, open: fold?.open, body: found[1], year: found[2], sections});
    }
    return meetings;
}

// The pages of whole years that a long archive leads to; their links say body and year, too.
function yearsOf(main) {
    const years = [];
    for (const link of main.querySelectorAll('li a')) {
        const found = /([^/]+)\/(\d{4})\/index\.html$/.exec(link.href);
        if (found)
            years.push({entry: link.closest('li'), link, href: link.getAttribute('href'), body: found[1], year: found[2]});
    }
    return years;
}

// A body is called what its heading calls it, else what its folder is called.
function nameOf({entry, body}) {
    return entry.closest('section')?.querySelector('h2')?.textContent.trim() || body;
}

// How many meetings and how many pages of years are left.
function applyChoice(meetings, years, {body, year, section}) {
    let shown = 0, pages = 0;
    const isChosen = place => (!body || place.body === body) && (!year || place.year === year);
    for (const place of years) {
        place.entry.hidden = !isChosen(place);
        place.link.setAttribute('href', section ? `${place.href}?${SECTION}=${encodeURIComponent(section)}` : place.href);
        pages += place.entry.hidden ? 0 : 1;
    }
    for (const meeting of meetings) {
        for (const part of meeting.sections)
            part.entry.hidden = section !== '' && part.title !== section;
        const fits = isChosen(meeting) && (!section || meeting.sections.some(part => !part.entry.hidden));
        meeting.entry.hidden = !fits;
        if (meeting.fold)
            meeting.fold.open = section ? fits : meeting.open;
        shown += fits ? 1 : 0;
    }
    return [shown, pages];
}

// Lists, the headings over them, the sections of bodies and what leads to these go with their last meeting or year.
function hideEmpty(main, years, chosen) {
    const lists = new Set([...main.querySelectorAll('.meetings'), ...years.map(place => place.entry.parentElement)]);
    for (const list of lists) {
        list.hidden = [...list.querySelectorAll(list.matches('.meetings') ? ':scope > ol > li' : ':scope > li')]
            .every(entry => entry.hidden);
        const heading = list.previousElementSibling;
        if (heading && /^H[3-6]$/.test(heading.tagName))
            heading.hidden = list.hidden;
    }
    for (const section of main.querySelectorAll('section')) {
        const own = [...lists].filter(list => section.contains(list));
        const is_body = section.querySelector(':scope > h2 > a') !== null; // one that has not met has no list
        section.hidden = own.length > 0 ? own.every(list => list.hidden) : is_body && chosen;
    }
    for (const link of main.querySelectorAll('.contents a')) {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (target && link.closest('li'))
            link.closest('li').hidden = target.hidden || (target.closest('section')?.hidden ?? false);
    }
}

function shownWords(meetings, pages) {
    const parts = [];
    if (meetings)
        parts.push(meetings === 1 ? WORDS.one_meeting : filled(WORDS.meetings, meetings));
    if (pages)
        parts.push(pages === 1 ? WORDS.one_year : filled(WORDS.years, pages));
    return parts.length ? `${WORDS.shown} ${parts.join(` ${WORDS.and} `)}` : WORDS.shown_none;
}

function makeFilters(place, main) {
    const meetings = meetingsOf(main), yearPages = yearsOf(main);
    const collator = new Intl.Collator('da');
    const names = [...new Map([...meetings, ...yearPages].map(place => [place.body, nameOf(place)]))];
    const years = [...new Set([...meetings, ...yearPages].map(place => place.year))].sort().reverse();
    const titles = [...new Set(meetings.flatMap(meeting => meeting.sections.map(part => part.title)))].sort(collator.compare);

    const selects = {};
    const fields = [];
    for (const [name, label, options] of [['body', WORDS.body, names], ['year', WORDS.year, years.map(year => [year, year])],
        ['section', WORDS.section, titles.map(title => [title, title])]]) {
        selects[name] = element('select', {id: `Vis-${name}`}, element('option', {value: ''}, WORDS.all),
            ...options.map(([value, text]) => element('option', {value}, text)));
        if (options.length > 1)
            fields.push(element('div', {}, element('label', {for: selects[name].id}, label), selects[name]));
    }
    if (!fields.length) {
        place.remove();
        return;
    }

    const status = element('p', {role: 'status', class: 'filter-status'});
    const reset = element('button', {type: 'button'}, WORDS.reset);
    function apply() {
        const choice = Object.fromEntries(Object.entries(selects).map(([name, select]) => [name, select.value]));
        const chosen = Object.values(choice).some(value => value);
        const shown = applyChoice(meetings, yearPages, choice);
        hideEmpty(main, yearPages, chosen);
        reset.disabled = !chosen;
        status.textContent = chosen ? shownWords(...shown) : '';
    }
    reset.addEventListener('click', () => {
        for (const select of Object.values(selects))
            select.value = '';
        apply();
        fields[0].querySelector('select').focus();
    });
    for (const select of Object.values(selects))
        select.addEventListener('change', apply);
    place.setAttribute('role', 'group');
    place.setAttribute('aria-label', WORDS.filter);
    place.append(...fields, reset, status);
    place.hidden = false;
    const asked = new URLSearchParams(location.search).get(SECTION);
    if (titles.includes(asked))
        selects.section.value = asked;
    apply(); // a browser may have kept what was chosen when the reader comes back
}
