/* How much a page can list and stay quick, decided from the units alone, so that the same archive is always divided
 * alike. */
#include "archive/contents_parts.h"

struct contents_range contents_range(const struct archive *archive, struct str forum)
{
    size_t low = 0;
    size_t high = archive->by_body.len;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (str_compare(archive->by_body.at[middle]->forum, forum) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    struct contents_range range = {low, low};
    while (range.end < archive->by_body.len && str_equal(archive->by_body.at[range.end]->forum, forum))
        range.end++;
    return range;
}

bool contents_has_meetings(const struct archive *archive, struct str forum)
{
    struct contents_range const range = contents_range(archive, forum);
    return range.end > range.first;
}

bool contents_has_page(const struct archive *archive, const struct contents_body *body)
{
    return body->has_page || contents_has_meetings(archive, body->publisher.forum);
}

struct str contents_body_page(struct arena *arena, struct str forum)
{
    return str_format(arena, "%.*s/index.html", STR(forum));
}

/* Four digits are the name of no meeting's folder, which is a whole date. */
struct str contents_year_page(struct arena *arena, struct str forum, int year)
{
    return str_format(arena, "%.*s/%04d/index.html", STR(forum), year);
}

struct str contents_year_pdf(struct arena *arena, struct str forum, int year)
{
    return str_format(arena, "%.*s/%04d/indhold.pdf", STR(forum), year);
}

/* The bytes a meeting takes in a page, but for a few: an entry is a link with its markup and title, a meeting has two
 * links and a fold. */
static size_t listed_size(const struct unit *unit)
{
    size_t size = 460 + 4 * unit->title.len + unit->html.len + unit->pdf.len;
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *section = &unit->sections.at[i];
        size += 70 + unit->html.len + section->title.len;
        for (size_t j = 0; j < section->items.len; j++) {
            const struct unit_item *item = &section->items.at[j];
            size += 75 + unit->html.len + item->title.len;
            for (size_t k = 0; k < item->attachments.len; k++)
                size += 85 + unit->html.len + item->attachments.at[k].title.len;
        }
    }
    return size;
}

static enum contents_extent fitting(const struct archive *archive, struct contents_range range, size_t longest)
{
    size_t size = 0;
    for (size_t i = range.first; i < range.end && size <= longest; i++)
        size += listed_size(archive->by_body.at[i]);
    return size > longest ? CONTENTS_NEW : CONTENTS_ALL;
}

enum contents_extent contents_extent(const struct archive *archive, struct str forum)
{
    struct contents_range const all = {0, archive->by_body.len};
    return fitting(archive, forum.len ? contents_range(archive, forum) : all, CONTENTS_LONGEST);
}

enum contents_extent contents_printed_extent(const struct archive *archive)
{
    struct contents_range const all = {0, archive->by_body.len};
    return fitting(archive, all, (size_t)2 * CONTENTS_LONGEST);
}

/* What bodies take without their meetings: a heading and, with `years`, a link to every year. */
static size_t frame_size(const struct archive *archive, bool years)
{
    size_t size = 0;
    for (size_t i = 0; i < archive->by_body.len; i++) {
        const struct unit *unit = archive->by_body.at[i];
        const struct unit *before = i ? archive->by_body.at[i - 1] : NULL;
        bool const is_new = !before || !str_equal(before->forum, unit->forum);
        if (is_new)
            size += 600;
        if (years && (is_new || before->date.year != unit->date.year))
            size += 50 + 2 * unit->forum.len;
    }
    return size;
}

/* What the newest meetings of each body take, `newest` of each. */
static size_t newest_size(const struct archive *archive, size_t newest)
{
    size_t size = 0;
    size_t taken = 0;
    for (size_t i = archive->by_body.len; i-- > 0;) {
        const struct unit *unit = archive->by_body.at[i];
        bool const is_new = i + 1 == archive->by_body.len || !str_equal(archive->by_body.at[i + 1]->forum, unit->forum);
        taken = is_new ? 1 : taken + 1;
        if (taken <= newest)
            size += listed_size(unit);
    }
    return size;
}

struct contents_plan contents_plan(const struct archive *archive, struct str forum, enum contents_extent extent,
                                   size_t besides)
{
    if (extent == CONTENTS_ALL)
        return (struct contents_plan){.newest = SIZE_MAX, .years = true};
    struct contents_plan plan = {.newest = CONTENTS_NEWEST, .years = true};
    if (forum.len)
        return plan;
    plan.years = frame_size(archive, true) <= CONTENTS_LONGEST / 2;
    size_t const frame = frame_size(archive, plan.years) + besides;
    while (plan.newest > 0 && frame + newest_size(archive, plan.newest) > CONTENTS_LONGEST)
        plan.newest--;
    return plan;
}

contents_year_list contents_years(struct arena *arena, const struct archive *archive, struct str forum)
{
    contents_year_list years = {0};
    struct contents_range const range = contents_range(archive, forum);
    for (size_t i = range.end; i-- > range.first;) {
        int const year = archive->by_body.at[i]->date.year;
        if (years.len == 0 || years.at[years.len - 1] != year)
            vec_push(arena, &years, year);
    }
    return years;
}
