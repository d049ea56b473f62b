// The choices over a table of contents: body, year, section. What can be chosen is read from the page itself, in which everything
// stands; without a script nothing is missing but the choices.

// The meetings of the page: the outermost entries, whose links say body and year.
function meetingsOf(main) {
    const meetings = [];
    for (const entry of main.querySelectorAll('li')) {
        const link = entry.querySelector('a');
        const found = /([^/]+)\/(\d{4})-\d\d-\d\d\/[^/]*$/.exec(link?.href ?? '');
        if (!found || entry.parentElement.closest('li'))
            continue;
        const sections = [...entry.querySelectorAll('li')].filter(inner => inner.parentElement.closest('li') === entry)
            .map(inner => ({entry: inner, title: titleOf(inner)}));
        meetings.push({entry, body: found[1], year: found[2], sections});
    }
    return meetings;
}

function titleOf(entry) {
    const title = entry.querySelector('.title') ?? entry.querySelector('a');
    return title.textContent.replace(/^[\d.]+\s*/, '').trim();
}

// The words a body is known by: its heading, else its folder's name.
function nameOf(meeting) {
    const section = meeting.entry.closest('section');
    return section?.querySelector('h2')?.textContent.trim() || meeting.body;
}

function makeFilters(place, main) {
    const meetings = meetingsOf(main);
    const names = new Map(meetings.map(meeting => [meeting.body, nameOf(meeting)]));
    const years = [...new Set(meetings.map(meeting => meeting.year))].sort().reverse();
    const titles = [...new Set(meetings.flatMap(meeting => meeting.sections.map(section => section.title)))]
        .sort(new Intl.Collator('da').compare);

    const status = element('p', {role: 'status', class: 'filter-status'});
    const selects = {};
    const fields = [];
    for (const [name, label, options] of [['body', WORDS.body, [...names]], ['year', WORDS.year, years.map(year => [year, year])],
        ['section', WORDS.section, titles.map(title => [title, title])]]) {
        const select = element('select', {id: `Vis-${name}`}, element('option', {value: ''}, WORDS.all),
            ...options.map(([value, text]) => element('option', {value}, text)));
        selects[name] = select;
        if (options.length > 1)
            fields.push(element('div', {}, element('label', {for: select.id}, label), select));
    }
    if (!fields.length)
        return;

    function apply() {
        const {body, year, section} = Object.fromEntries(Object.entries(selects).map(([name, select]) => [name, select.value]));
        let shown = 0;
        for (const meeting of meetings) {
            let any = !section;
            for (const inner of meeting.sections) {
                inner.entry.hidden = Boolean(section) && inner.title !== section;
                any ||= !inner.entry.hidden;
            }
            meeting.entry.hidden = !any || Boolean(body && meeting.body !== body) || Boolean(year && meeting.year !== year);
            shown += meeting.entry.hidden ? 0 : 1;
        }
        hideEmpty(main);
        const filtered = body || year || section;
        reset.disabled = !filtered;
        status.textContent = !filtered ? '' : shown === 1 ? WORDS.shown_one : filled(WORDS.shown, shown);
    }

    const reset = element('button', {type: 'button', disabled: ''}, WORDS.reset);
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

// Lists, the headings over them and the sections of bodies go with their last meeting.
function hideEmpty(main) {
    const lists = [...main.querySelectorAll('ol, ul')].filter(list => !list.parentElement.closest('li'));
    for (const list of lists) {
        const block = list.closest('nav') ?? list;
        block.hidden = [...list.children].every(entry => entry.hidden);
        const heading = block.previousElementSibling;
        if (heading && /^H[3-6]$/.test(heading.tagName))
            heading.hidden = block.hidden;
    }
    for (const section of main.querySelectorAll('section')) {
        const own = lists.filter(list => section.contains(list));
        section.hidden = own.length > 0 && own.every(list => (list.closest('nav') ?? list).hidden);
    }
}
