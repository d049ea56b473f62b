#include "parse/front_item.h"

#include "ast/words.h"
#include "parse/people.h"
#include "parse/values.h"

static const struct str keys[] = {
    KEY("sektion"), KEY("titel"),   KEY("ved"),    KEY("deltog ikke"),     KEY("indstilling"), KEY("sagsfremstilling"),
    KEY("bilag"),   KEY("referat"), KEY("lukket"), KEY("offentlig titel"), KEY("id")};
static const struct str single_keys[] = {KEY("punkt"),       KEY("sektion"),          KEY("ved"),   KEY("deltog ikke"),
                                         KEY("indstilling"), KEY("sagsfremstilling"), KEY("bilag"), KEY("referat"),
                                         KEY("lukket"),      KEY("offentlig titel"),  KEY("id")};

const struct str *item_keys(size_t *count)
{
    *count = sizeof keys / sizeof *keys;
    return keys;
}

const struct str *single_item_keys(size_t *count)
{
    *count = sizeof single_keys / sizeof *single_keys;
    return single_keys;
}

static void check_attachment(struct arena *arena, const struct value *attachment, struct diag_sink *sink)
{
    static const struct str attachment_keys[] = {KEY("titel"), KEY("fil"), KEY("id")};
    struct str text;
    if (attachment->refused)
        return;
    if (attachment->kind == VALUE_NULL || (attachment->kind == VALUE_SCALAR && value_text(attachment).len == 0)) {
        diag_report0(sink, MSG_EMPTY_MEMBER, attachment->span);
        return;
    }
    if (attachment->kind == VALUE_LIST)
        diag_report0(sink, MSG_BAD_ATTACHMENT, attachment->span);
    if (attachment->kind != VALUE_MAP)
        return;
    expect_keys(arena, attachment, attachment_keys, sizeof attachment_keys / sizeof *attachment_keys, sink);
    const struct entry *title = value_entry(attachment, S("titel"));
    if (title)
        expect_line(title, "titel: Oplæg om takster", sink, &text);
    else
        diag_report(sink, MSG_MISSING_KEY_IN, attachment->span, S("titel"), S("bilag"), S("titel: Oplæg om takster"));
    expect_line(value_entry(attachment, S("fil")), "fil: bilag/oplaeg.pdf", sink, &text);
    read_id(value_entry(attachment, S("id")), sink, &text);
}

static void read_attachments(struct arena *arena, const struct entry *entry, bool incomplete, struct item_data *item,
                             struct diag_sink *sink)
{
    if (!expect_list(entry, "Oplæg om takster", sink))
        return;
    item->attachments = entry->value;
    for (size_t i = 0; !incomplete && i < entry->value->items.len; i++)
        check_attachment(arena, entry->value->items.at[i], sink);
}

/* Markdown may be empty: that a part says nothing is another rule's business. */
static void read_part(struct arena *arena, const struct entry *entry, enum part_kind kind, struct item_data *item,
                      struct diag_sink *sink)
{
    const struct value *value = entry->value;
    item->part_spans[kind] = entry->key_span;
    if (value->refused)
        return;
    if (value->kind == VALUE_SCALAR) {
        item->parts[kind] = &value->excerpt;
    } else if (value->kind == VALUE_NULL) {
        struct excerpt *nothing = arena_new(arena, struct excerpt);
        *nothing = excerpt_of(arena, value->span.source, value->span.start, value->span.start);
        item->parts[kind] = nothing;
    } else {
        diag_report(sink, MSG_PART_NOT_TEXT, entry->key_span, entry->key);
    }
}

static void read_absentees(struct arena *arena, const struct entry *entry, struct item_data *item,
                           struct diag_sink *sink)
{
    if (!entry || entry->value->refused)
        return;
    item->absentees = arena_new(arena, struct person_list);
    if (entry->value->kind == VALUE_SCALAR) {
        names_parse(arena, &entry->value->excerpt, item->absentees);
        return;
    }
    if (!expect_list(entry, "Bo Hansen", sink))
        return;
    for (size_t i = 0; i < entry->value->items.len; i++) {
        const struct value *value = entry->value->items.at[i];
        struct person person;
        bool closed;
        if (value->refused)
            continue;
        if (value->kind == VALUE_SCALAR && person_read(arena, &value->excerpt, &person, &closed))
            vec_push(arena, &item->absentees->at, person);
        else if (value->kind == VALUE_NULL || (value->kind == VALUE_SCALAR && value_text(value).len == 0))
            diag_report0(sink, MSG_EMPTY_MEMBER, value->span);
        else
            diag_report(sink, MSG_MEMBER_NOT_LINE, value->span, entry->key, S("Bo Hansen"));
    }
}

/* Whatever stands after `lukket` closes the item, so that a slip never publishes it. */
static void read_closure(const struct entry *entry, struct item_data *item, struct diag_sink *sink)
{
    if (!entry)
        return;
    item->closed = true;
    item->legal_span = entry_span(entry);
    struct str text = value_text(entry->value);
    bool no_basis = text.len == 0 || str_equal_ignoring_case(text, S("ja")) ||
                    str_equal_ignoring_case(text, S("nej")) || str_equal_ignoring_case(text, S("true")) ||
                    str_equal_ignoring_case(text, S("false")) || str_find_byte(text, '\n', 0) != SIZE_MAX;
    if (!no_basis)
        item->legal_basis = text;
    else if (!entry->value->refused)
        diag_report0(sink, MSG_NO_LEGAL_BASIS, item->legal_span);
}

static const struct excerpt *line_excerpt(const struct entry *entry, const char *example, struct diag_sink *sink)
{
    struct str text;
    return expect_line(entry, example, sink, &text) ? &entry->value->excerpt : NULL;
}

void item_data_read(struct arena *arena, const struct value *map, enum item_place place, bool incomplete,
                    struct item_data *item, struct diag_sink *sink)
{
    bool single = place == ITEM_OF_MEETING;
    struct str title_key = single ? S("punkt") : S("titel");
    const char *title_example = single ? "punkt: Standardkontrakter fra KL" : "titel: Standardkontrakter fra KL";
    const char *section_example = "sektion: Beslutningspunkter";
    const struct entry *section = value_entry(map, S("sektion")), *title = value_entry(map, title_key);

    item->single = single;
    if (expect_line(section, section_example, sink, &item->section))
        item->section_span = section->value->span;
    item->title = line_excerpt(title, title_example, sink);
    if (!section && !incomplete)
        diag_report(sink, MSG_MISSING_KEY, item->span, S("sektion"), str_of(section_example));
    if (!title && !incomplete)
        diag_report(sink, MSG_MISSING_KEY, item->span, title_key, str_of(title_example));

    const struct entry *id = value_entry(map, S("id"));
    if (read_id(id, sink, &item->id))
        item->id_span = id->value->span;
    item->presenter = line_excerpt(value_entry(map, S("ved")), "ved: Bo Hansen, direktør", sink);
    read_absentees(arena, value_entry(map, S("deltog ikke")), item, sink);
    read_closure(value_entry(map, S("lukket")), item, sink);
    expect_line(value_entry(map, S("offentlig titel")), "offentlig titel: Køb af ejendom", sink, &item->public_title);

    for (int kind = 0; kind < PART_KIND_COUNT; kind++) {
        const struct entry *entry = value_entry(map, word_part_slug((enum part_kind)kind));
        if (!entry)
            continue;
        bool listed =
            kind == PART_ATTACHMENTS && entry->value->kind != VALUE_SCALAR && entry->value->kind != VALUE_NULL;
        if (!listed) {
            read_part(arena, entry, (enum part_kind)kind, item, sink);
        } else {
            item->part_spans[kind] = entry->key_span;
            read_attachments(arena, entry, incomplete, item, sink);
        }
    }
}
