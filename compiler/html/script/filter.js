// The choices over a table of contents: body, year, section. What can be chosen is read from the page itself, in which everything
// stands; without a script nothing is missing but the choices.

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

// A body is called what its heading calls it, else what its folder is called.
function nameOf(meeting) {
    return meeting.entry.closest('section')?.querySelector('h2')?.textContent.trim() || meeting.body;
}

function applyChoice(meetings, {body, year, section}) {
    let shown = 0;
    for (const meeting of meetings) {
        for (const part of meeting.sections)
            part.entry.hidden = section !== '' && part.title !== section;
        const fits = (!body || meeting.body === body) && (!year || meeting.year === year)
            && (!section || meeting.sections.some(part => !part.entry.hidden));
        meeting.entry.hidden = !fits;
        if (meeting.fold)
            meeting.fold.open = section ? fits : meeting.open;
        shown += fits ? 1 : 0;
    }
    return shown;
}

// Lists, the headings of years over them, the sections of bodies and what leads to these go with their last meeting.
function hideEmpty(main) {
    for (const list of main.querySelectorAll('.meetings')) {
        list.hidden = [...list.querySelectorAll(':scope > ol > li')].every(entry => entry.hidden);
        const heading = list.previousElementSibling;
        if (heading && /^H[3-6]$/.test(heading.tagName))
            heading.hidden = list.hidden;
    }
    for (const section of main.querySelectorAll('section')) {
        const lists = [...section.querySelectorAll('.meetings')];
        section.hidden = lists.length > 0 && lists.every(list => list.hidden);
    }
    for (const link of main.querySelectorAll('.contents a')) {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (target && link.closest('li'))
            link.closest('li').hidden = target.closest('section')?.hidden ?? false;
    }
}

function makeFilters(place, main) {
    const meetings = meetingsOf(main);
    const collator = new Intl.Collator('da');
    const names = [...new Map(meetings.map(meeting => [meeting.body, nameOf(meeting)]))];
    const years = [...new Set(meetings.map(meeting => meeting.year))].sort().reverse();
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
        const shown = applyChoice(meetings, choice);
        hideEmpty(main);
        reset.disabled = !chosen;
        if (!chosen)
            status.textContent = '';
        else
            status.textContent = [WORDS.shown_none, WORDS.shown_one][shown] ?? filled(WORDS.shown, shown);
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
    apply(); // a browser may have kept what was chosen when the reader comes back
}
