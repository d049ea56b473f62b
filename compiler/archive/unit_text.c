/* Units as text: a line a fact, `key value`, two spaces deeper for what belongs to the line above. Values are one line
 * each, with backslash and line end escaped, so that reading back is exact. An id without an anchor is its own. */
#include "archive/unit.h"

#include "ast/words.h"
#include "base/line.h"

#define HEADER "referat-unit 5"

static void add_line(struct buf *out, unsigned depth, const char *key, struct str value)
{
    for (unsigned i = 0; i < depth; i++)
        buf_text(out, "  ");
    buf_add(out, str_of(key));
    if (value.len)
        buf_add_byte(out, ' ');
    buf_add_escaped_line(out, value);
    buf_add_byte(out, '\n');
}

static void add_text(struct buf *out, unsigned depth, const char *key, struct str value)
{
    if (value.len)
        add_line(out, depth, key, value);
}

static void add_number(struct buf *out, unsigned depth, const char *key, long long value)
{
    char digits[24];
    int const length = snprintf(digits, sizeof digits, "%lld", value);
    add_line(out, depth, key, (struct str){digits, (size_t)length});
}

static void add_date(struct buf *out, const char *key, struct date date)
{
    char text[48];
    if (!date_is_set(date))
        return;
    int const length = snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    add_line(out, 0, key, (struct str){text, (size_t)length});
}

static void add_time(struct buf *out, const char *key, struct time_range time)
{
    char text[48];
    int const length = snprintf(text, sizeof text, "%d %d", time.from, time.to);
    add_line(out, 0, key, (struct str){text, (size_t)length});
}

static void add_item(struct buf *out, const struct unit_item *item)
{
    add_line(out, 1, "item", item->number);
    add_text(out, 2, "title", item->title);
    add_text(out, 2, "presenter", item->presenter);
    add_text(out, 2, "anchor", item->anchor);
    add_number(out, 2, "page", item->page);
    if (item->closed)
        add_line(out, 2, "closed", (struct str){0});
    for (size_t i = 0; i < item->attachments.len; i++) {
        const struct unit_attachment *attachment = &item->attachments.at[i];
        add_number(out, 2, "attachment", attachment->number);
        add_text(out, 3, "title", attachment->title);
        add_text(out, 3, "href", attachment->href);
    }
}

static void write_facts(struct buf *out, const struct unit *unit)
{
    add_line(out, 0, "source", unit->source);
    add_line(out, 0, "forum", unit->forum);
    add_line(out, 0, "title", unit->title);
    add_date(out, "date", unit->date);
    add_date(out, "issued", unit->issued);
    add_line(out, 0, "status", word_status(unit->status));
    add_time(out, "time", unit->time);
    add_text(out, 0, "place", unit->place);
    if (date_is_set(unit->next.date)) {
        add_date(out, "next", unit->next.date);
        add_time(out, "next-time", unit->next.time);
        add_text(out, 0, "next-place", unit->next.place);
    }
    add_line(out, 0, "html", unit->html);
    add_line(out, 0, "pdf", unit->pdf);
}

static void write_listing(struct buf *out, const struct unit *unit)
{
    add_number(out, 0, "pages", unit->pages);
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *section = &unit->sections.at[i];
        add_line(out, 0, "section", section->number);
        add_text(out, 1, "title", section->title);
        add_text(out, 1, "anchor", section->anchor);
        add_number(out, 1, "page", section->page);
        for (size_t j = 0; j < section->items.len; j++)
            add_item(out, &section->items.at[j]);
    }
}

static void write_links(struct buf *out, const struct unit *unit)
{
    struct arena scratch = {0};
    for (size_t i = 1; i < unit->sources.len; i++)
        add_line(out, 0, "file", unit_source_key(&scratch, unit->sources.at[i]));
    for (size_t i = 0; i < unit->anchors.len; i++) {
        add_line(out, 0, "id", unit->anchors.at[i].id);
        if (!str_equal(unit->anchors.at[i].id, unit->anchors.at[i].anchor))
            add_text(out, 1, "anchor", unit->anchors.at[i].anchor);
    }
    for (size_t i = 0; i < unit->imports.len; i++)
        add_line(out, 0, "import", unit_source_key(&scratch, unit->imports.at[i]));
    if (unit->withholds)
        add_line(out, 0, "withholds", (struct str){0});
    arena_finish(&scratch);
}

static const struct hash no_text;

void unit_write(struct buf *out, const struct unit *unit)
{
    struct arena scratch = {0};
    buf_text(out, HEADER "\n");
    write_facts(out, unit);
    write_listing(out, unit);
    write_links(out, unit);
    if (!hash_equal(unit->text, no_text))
        add_line(out, 0, "text", hash_hex(&scratch, unit->text));
    arena_finish(&scratch);
}

/* The parts of a unit's text, one after the other. */
struct parts {
    struct str facts, facts_and_listing, links;
};

static void seal(struct unit *unit, struct parts parts)
{
    struct hash const facts = hash_bytes(parts.facts);
    struct hash links = hash_combine(facts, hash_bytes(parts.links));
    for (size_t i = 0; i < unit->sections.len; i++)
        links = hash_combine(links, hash_bytes(unit->sections.at[i].title));
    unit->hashes = (struct unit_hashes){facts, hash_bytes(parts.facts_and_listing), links};
}

void unit_seal(struct unit *unit)
{
    struct buf text = {0};
    write_facts(&text, unit);
    size_t const facts = text.len;
    write_listing(&text, unit);
    size_t const listing = text.len;
    write_links(&text, unit);
    struct str const all = buf_str(&text);
    seal(unit, (struct parts){str_part(all, 0, facts), str_part(all, 0, listing), str_from(all, listing)});
    buf_finish(&text);
}

void unit_seal_pages(struct unit *unit)
{
    struct buf text = {0};
    write_facts(&text, unit);
    write_listing(&text, unit);
    unit->hashes.listing = hash_bytes(buf_str(&text));
    buf_finish(&text);
}

/* Reading back. */

struct reader {
    struct arena *arena;
    struct str rest;
    unsigned depth;        /* of the current line */
    struct str key, value; /* of the current line */
    bool wrong;
};

/* Step to the next line; false at the end. */
static bool next_line(struct reader *reader)
{
    struct str line;
    if (!line_next(&reader->rest, &line)) {
        reader->wrong |= reader->rest.len > 0;
        return false;
    }
    for (reader->depth = 0; str_starts(line, S("  ")); reader->depth++)
        line = str_from(line, 2);
    size_t space = str_find_byte(line, ' ', 0);
    if (space == SIZE_MAX)
        space = line.len;
    reader->key = str_part(line, 0, space);
    reader->value = line_value(reader->arena, str_from(line, space + 1));
    return true;
}

static bool is_key(const struct reader *reader, unsigned depth, const char *key)
{
    return reader->depth == depth && str_equal(reader->key, str_of(key));
}

/* A decimal number of at most 18 digits that ends at a space or the end; steps over it and the space. */
static long long read_number(struct reader *reader, struct str *text)
{
    bool const negative = str_starts(*text, S("-"));
    size_t i = negative ? 1 : 0;
    size_t const first = i;
    long long number = 0;
    for (; i < text->len && text->at[i] >= '0' && text->at[i] <= '9' && i < first + 18; i++)
        number = number * 10 + (text->at[i] - '0');
    if (i == first || (i < text->len && text->at[i] != ' '))
        reader->wrong = true;
    *text = str_from(*text, i + 1);
    return negative ? -number : number;
}

static unsigned value_unsigned(struct reader *reader)
{
    struct str text = reader->value;
    long long const number = read_number(reader, &text);
    if (number < 0 || number > INT32_MAX || text.len)
        reader->wrong = true;
    return reader->wrong ? 0 : (unsigned)number;
}

static struct date value_date(struct reader *reader)
{
    struct date date = {0};
    if (!date_parse_iso(reader->value, &date))
        reader->wrong = true;
    return date;
}

static struct time_range value_time(struct reader *reader)
{
    struct str text = reader->value;
    long long const from = read_number(reader, &text);
    long long const to = read_number(reader, &text);
    if (from < INT16_MIN || from > INT16_MAX || to < INT16_MIN || to > INT16_MAX || text.len)
        reader->wrong = true;
    return reader->wrong ? (struct time_range){-1, -1} : (struct time_range){(int)from, (int)to};
}

static enum status value_status(struct reader *reader)
{
    static const enum status all[] = {STATUS_AGENDA, STATUS_DRAFT, STATUS_MINUTES, STATUS_APPROVED};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_equal(reader->value, word_status(all[i])))
            return all[i];
    reader->wrong = true;
    return STATUS_AGENDA;
}

static void read_fact(struct reader *reader, struct unit *unit)
{
    if (is_key(reader, 0, "source")) {
        unit->source = reader->value;
        vec_push(reader->arena, &unit->sources, reader->value);
    } else if (is_key(reader, 0, "file"))
        vec_push(reader->arena, &unit->sources, reader->value);
    else if (is_key(reader, 0, "forum"))
        unit->forum = reader->value;
    else if (is_key(reader, 0, "title"))
        unit->title = reader->value;
    else if (is_key(reader, 0, "date"))
        unit->date = value_date(reader);
    else if (is_key(reader, 0, "issued"))
        unit->issued = value_date(reader);
    else if (is_key(reader, 0, "status"))
        unit->status = value_status(reader);
    else if (is_key(reader, 0, "time"))
        unit->time = value_time(reader);
    else if (is_key(reader, 0, "place"))
        unit->place = reader->value;
    else if (is_key(reader, 0, "next"))
        unit->next.date = value_date(reader);
    else if (is_key(reader, 0, "next-time"))
        unit->next.time = value_time(reader);
    else if (is_key(reader, 0, "next-place"))
        unit->next.place = reader->value;
    else if (is_key(reader, 0, "html"))
        unit->html = reader->value;
    else if (is_key(reader, 0, "pdf"))
        unit->pdf = reader->value;
    else if (is_key(reader, 0, "pages"))
        unit->pages = value_unsigned(reader);
    else if (is_key(reader, 0, "text"))
        reader->wrong |= !hash_read(reader->value, &unit->text);
    else if (is_key(reader, 0, "import"))
        vec_push(reader->arena, &unit->imports, reader->value);
    else if (is_key(reader, 0, "withholds"))
        unit->withholds = true;
    else
        reader->wrong = true;
}

static void read_section_fact(struct reader *reader, struct unit_section *section)
{
    if (is_key(reader, 1, "title"))
        section->title = reader->value;
    else if (is_key(reader, 1, "anchor"))
        section->anchor = reader->value;
    else if (is_key(reader, 1, "page"))
        section->page = value_unsigned(reader);
    else
        reader->wrong = true;
}

static void read_item_fact(struct reader *reader, struct unit_item *item)
{
    if (is_key(reader, 2, "title"))
        item->title = reader->value;
    else if (is_key(reader, 2, "presenter"))
        item->presenter = reader->value;
    else if (is_key(reader, 2, "anchor"))
        item->anchor = reader->value;
    else if (is_key(reader, 2, "page"))
        item->page = value_unsigned(reader);
    else if (is_key(reader, 2, "closed"))
        item->closed = true;
    else
        reader->wrong = true;
}

static void read_attachment_fact(struct reader *reader, struct unit_attachment *attachment)
{
    if (is_key(reader, 3, "title"))
        attachment->title = reader->value;
    else if (is_key(reader, 3, "href"))
        attachment->href = reader->value;
    else
        reader->wrong = true;
}

/* The last element of a list, or NULL with the text found wrong: a line that belongs to nothing. */
#define LAST(reader, list) ((list).len ? &(list).at[(list).len - 1] : ((reader)->wrong = true, NULL))

static void read_line(struct reader *reader, struct unit *unit)
{
    if (is_key(reader, 0, "section")) {
        struct unit_section const section = {.number = reader->value};
        vec_push(reader->arena, &unit->sections, section);
        return;
    }
    if (is_key(reader, 0, "id")) {
        struct unit_anchor const anchor = {reader->value, reader->value};
        vec_push(reader->arena, &unit->anchors, anchor);
        return;
    }
    if (reader->depth == 0) {
        read_fact(reader, unit);
        return;
    }
    if (unit->anchors.len) {
        if (is_key(reader, 1, "anchor"))
            unit->anchors.at[unit->anchors.len - 1].anchor = reader->value;
        else
            reader->wrong = true;
        return;
    }
    struct unit_section *section = LAST(reader, unit->sections);
    if (!section)
        return;
    if (is_key(reader, 1, "item")) {
        struct unit_item const item = {.number = reader->value};
        vec_push(reader->arena, &section->items, item);
        return;
    }
    if (reader->depth == 1) {
        read_section_fact(reader, section);
        return;
    }
    struct unit_item *item = LAST(reader, section->items);
    if (!item)
        return;
    if (is_key(reader, 2, "attachment")) {
        struct unit_attachment const attachment = {.number = value_unsigned(reader)};
        vec_push(reader->arena, &item->attachments, attachment);
        return;
    }
    if (reader->depth == 2) {
        read_item_fact(reader, item);
        return;
    }
    struct unit_attachment *attachment = LAST(reader, item->attachments);
    if (attachment)
        read_attachment_fact(reader, attachment);
}

/* Where the parts of a text begin that is being read. */
struct places {
    size_t listing, links, text;
};

static void note_place(struct places *places, const struct reader *reader, size_t at)
{
    static const char *const of_links[] = {"file", "id", "import", "withholds"};
    if (is_key(reader, 0, "pages"))
        places->listing = at;
    if (is_key(reader, 0, "text"))
        places->text = at;
    for (size_t i = 0; places->links == SIZE_MAX && i < sizeof of_links / sizeof *of_links; i++)
        if (is_key(reader, 0, of_links[i]))
            places->links = at;
}

struct unit *unit_read(struct arena *arena, struct str text)
{
    struct str const header = S(HEADER "\n");
    if (!str_starts(text, header))
        return NULL;
    struct str const body = str_from(text, header.len);
    struct reader reader = {.arena = arena, .rest = body};
    struct places places = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    struct unit *unit = arena_new(arena, struct unit);
    unit->time = unit->next.time = (struct time_range){-1, -1};
    for (size_t at = 0; !reader.wrong && next_line(&reader); at = body.len - reader.rest.len) {
        if (reader.depth == 0)
            note_place(&places, &reader, at);
        read_line(&reader, unit);
    }
    bool const whole = unit->source.len && unit->forum.len && date_is_set(unit->date) && unit->html.len;
    if (reader.wrong || !whole)
        return NULL;
    size_t const end = places.text < body.len ? places.text : body.len;
    size_t const links = places.links < end ? places.links : end;
    size_t const listing = places.listing < links ? places.listing : links;
    seal(unit, (struct parts){str_part(body, 0, listing), str_part(body, 0, links), str_part(body, links, end)});
    return unit;
}
