#include "archive/link.h"

#include "archive/link_words.h"
#include "base/utf8.h"

#include <stdlib.h>

static int compare_sources(struct str a, struct str b)
{
    int const order = str_compare_natural(a, b);
    return order ? order : str_compare(a, b);
}

static int newest_first(const void *a, const void *b)
{
    const struct unit *one = *(struct unit *const *)a;
    const struct unit *other = *(struct unit *const *)b;
    int order = date_compare(other->date, one->date);
    if (order == 0)
        order = danish_compare(one->forum, other->forum);
    if (order == 0)
        order = (one->status > other->status) - (one->status < other->status);
    return order ? order : compare_sources(one->source, other->source);
}

static int compare_body_and_date(const struct unit *one, const struct unit *other)
{
    int const order = str_compare(one->forum, other->forum);
    return order ? order : date_compare(one->date, other->date);
}

static int by_body_and_date(const void *a, const void *b)
{
    const struct unit *one = *(struct unit *const *)a;
    const struct unit *other = *(struct unit *const *)b;
    int order = compare_body_and_date(one, other);
    if (order == 0)
        order = other->established - one->established;
    return order ? order : compare_sources(one->source, other->source);
}

static int by_key(const void *a, const void *b)
{
    const struct archive_source *one = a;
    const struct archive_source *other = b;
    int const order = str_compare(one->key, other->key);
    return order ? order : compare_sources(one->unit->source, other->unit->source);
}

void archive_sort(struct arena *arena, struct archive *archive)
{
    archive->by_body.len = 0;
    archive->by_source.len = 0;
    size_t kept = 0;
    for (size_t i = 0; i < archive->units.len; i++) {
        struct unit *unit = archive->units.at[i];
        for (size_t j = 0; j < unit->sources.len; j++) {
            struct archive_source const source = {unit_source_key(arena, unit->sources.at[j]), unit};
            vec_push(arena, &archive->by_source, source);
        }
        if (unit->withheld)
            continue;
        archive->units.at[kept++] = unit;
        vec_push(arena, &archive->by_body, unit);
    }
    archive->units.len = kept;
    if (kept > 1) {
        qsort(archive->units.at, kept, sizeof(struct unit *), newest_first);
        qsort(archive->by_body.at, kept, sizeof(struct unit *), by_body_and_date);
    }
    for (size_t i = 0; i < kept; i++) {
        struct unit *unit = archive->by_body.at[i];
        if (i > 0 && compare_body_and_date(archive->by_body.at[i - 1], unit) == 0)
            continue;
        struct archive_source const named = {link_meeting_key(arena, unit->forum, unit->date), unit};
        vec_push(arena, &archive->by_source, named);
    }
    if (archive->by_source.len > 1)
        qsort(archive->by_source.at, archive->by_source.len, sizeof *archive->by_source.at, by_key);
}

typedef int compare_entries(const void *a, const void *b);

/* Two sorted arrays into one, which is long enough. What stands behind each that is added moves at once, so few that
 * are added to many cost little. */
static void merge(void *into, size_t count, const void *other, size_t added, size_t size, compare_entries *compare)
{
    char *const to = into;
    const char *const from = other;
    while (added-- > 0) {
        const char *const entry = from + added * size;
        size_t low = 0;
        size_t high = count;
        while (low < high) {
            size_t const middle = low + (high - low) / 2;
            if (compare(to + middle * size, entry) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        memmove(to + (low + added + 1) * size, to + low * size, (count - low) * size);
        memcpy(to + (low + added) * size, entry, size);
        count = low;
    }
}

void archive_merge(struct arena *arena, struct archive *archive, const struct archive *other)
{
    size_t const count = archive->units.len;
    size_t const sources = archive->by_source.len;
    for (size_t i = 0; i < other->units.len; i++) {
        vec_push(arena, &archive->units, other->units.at[i]);
        vec_push(arena, &archive->by_body, other->by_body.at[i]);
    }
    for (size_t i = 0; i < other->by_source.len; i++)
        vec_push(arena, &archive->by_source, other->by_source.at[i]);
    size_t const added = other->units.len;
    size_t const unit = sizeof(struct unit *);
    merge(archive->units.at, count, other->units.at, added, unit, newest_first);
    merge(archive->by_body.at, count, other->by_body.at, added, unit, by_body_and_date);
    merge(archive->by_source.at, sources, other->by_source.at, other->by_source.len, sizeof *archive->by_source.at,
          by_key);
}

/* Place in by_body of the first unit with the body and date, or of the first after them. */
static size_t first_of_day(const struct archive *archive, const struct unit *unit)
{
    size_t low = 0;
    size_t high = archive->by_body.len;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (compare_body_and_date(archive->by_body.at[middle], unit) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct unit *archive_duplicate_of(const struct archive *archive, const struct unit *unit)
{
    size_t const place = first_of_day(archive, unit);
    if (place == archive->by_body.len)
        return NULL;
    const struct unit *first = archive->by_body.at[place];
    return first != unit && compare_body_and_date(first, unit) == 0 ? first : NULL;
}

bool archive_is_alone(const struct archive *archive, const struct unit *unit)
{
    size_t const place = first_of_day(archive, unit);
    size_t same = 0;
    for (size_t i = place; i < archive->by_body.len && compare_body_and_date(archive->by_body.at[i], unit) == 0; i++)
        same++;
    return same <= 1;
}

struct neighbours archive_neighbours(const struct archive *archive, const struct unit *unit)
{
    struct neighbours found = {0};
    size_t const place = first_of_day(archive, unit);
    if (place > 0 && str_equal(archive->by_body.at[place - 1]->forum, unit->forum))
        found.previous = archive->by_body.at[place - 1];
    size_t after = place;
    while (after < archive->by_body.len && compare_body_and_date(archive->by_body.at[after], unit) == 0)
        after++;
    if (after < archive->by_body.len && str_equal(archive->by_body.at[after]->forum, unit->forum))
        found.next = archive->by_body.at[after];
    return found;
}

const struct unit *archive_find(const struct archive *archive, struct str source)
{
    struct arena scratch = {0};
    struct str const key = unit_source_key(&scratch, source);
    size_t low = 0;
    size_t high = archive->by_source.len;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (str_compare(archive->by_source.at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool const found = low < archive->by_source.len && str_equal(archive->by_source.at[low].key, key);
    arena_finish(&scratch);
    return found ? archive->by_source.at[low].unit : NULL;
}

struct str archive_href(struct arena *arena, struct str path, struct str anchor)
{
    return anchor.len ? str_format(arena, "%.*s#%.*s", STR(path), STR(anchor)) : path;
}

static struct link *link_of(struct node *node)
{
    if (node->kind == NODE_LINK)
        return &node->as.link;
    if (node->kind == NODE_ATTACHMENT)
        return &node->as.attachment.link;
    if (node->kind == NODE_CONTENTS_ENTRY)
        return &node->as.entry.link;
    return NULL;
}

static void make_unresolved(struct link *link)
{
    link->kind = LINK_UNRESOLVED;
    link->html = link->pdf = (struct str){0};
}

/* `[](2021-05-04.md#takster)` says what it leads to. */
static void add_words(struct arena *arena, struct node *node, const struct unit *unit, struct str anchor)
{
    if (node->kind != NODE_LINK || str_trim(node_plain_text(arena, node)).len > 0)
        return;
    struct span place = node->span;
    place.end = place.start;
    node_append(node, node_text(arena, link_words(arena, unit, anchor), place));
}

/* Whether the meeting has the id that a link names; `anchor` is what it stands for. Which ids closed items have is not
 * kept with what was published: then the page has to do. */
static bool has_anchor(struct arena *arena, const struct unit *unit, struct str id, struct str *anchor)
{
    *anchor = id.len ? unit_anchor(unit, arena, id) : (struct str){0};
    bool const unknown = unit->withholds && unit->hidden.len == 0;
    return id.len == 0 || anchor->len > 0 || unit->withheld || unknown;
}

bool archive_leads_on(const struct archive *archive, const struct unit *unit)
{
    struct arena scratch = {0};
    bool good = true;
    for (size_t i = 0; good && i < unit->targets.len; i++) {
        const struct unit_target *target = &unit->targets.at[i];
        const struct unit *found = archive_find(archive, target->source);
        struct str anchor;
        good = found ? has_anchor(&scratch, found, target->anchor, &anchor) : target->automatic;
    }
    arena_finish(&scratch);
    return good;
}

static void resolve(struct arena *arena, const struct archive *archive, struct node *node, struct link *link,
                    struct diag_sink *sink)
{
    const struct unit *unit = archive_find(archive, link->source);
    if (!unit && link->automatic) {
        make_unresolved(link); /* a day on which the body did not meet, as far as is known */
        return;
    }
    struct span const place = span_is_nowhere(link->span) ? node->span : link->span;
    if (!unit) {
        diag_report(sink, MSG_LINK_SOURCE_UNKNOWN, place, link->source);
        make_unresolved(link);
        return;
    }
    struct str anchor;
    if (!has_anchor(arena, unit, link->anchor, &anchor)) {
        diag_report(sink, MSG_LINK_ANCHOR_UNKNOWN, place, link->source, link->anchor);
        make_unresolved(link);
        return;
    }
    add_words(arena, node, unit, anchor);
    if (unit->withheld) {
        make_unresolved(link);
        return;
    }
    link->html = archive_href(arena, unit->html, anchor);
    link->pdf = unit->pdf.len ? archive_href(arena, unit->pdf, anchor) : (struct str){0};
}

void archive_resolve(struct arena *arena, const struct archive *archive, struct node *root, struct diag_sink *sink)
{
    for (struct node_walk walk = node_walk_begin(root); node_walk_next(&walk);) {
        struct link *link = walk.entering ? link_of(walk.node) : NULL;
        if (link && link->kind == LINK_MEETING && link->source.len)
            resolve(arena, archive, walk.node, link, sink);
    }
}
