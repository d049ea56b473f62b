/* What earlier builds published and no manifest tells of any more. */
#include "kept/folder.h"

#include "ast/date.h"
#include "base/file.h"

#include <stdlib.h>

struct hunt {
    struct arena arena;
    const struct options *options;
    output_paths known;
    bool good;
};

static bool is_day(struct str name)
{
    struct date date;
    return date_parse_iso(name, &date);
}

static bool is_year(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] < '0' || name.at[i] > '9')
            return false;
    return name.len == 4;
}

static bool is_of_contents(struct str name)
{
    return str_equal(name, S("index.html")) || str_equal(name, S("indhold.pdf"));
}

static bool is_of_body(struct str name)
{
    return is_of_contents(name) || str_equal(name, S("feed.xml")) || str_equal(name, S("kalender.ics"));
}

static bool is_of_archive(struct str name)
{
    return is_of_body(name) || str_equal(name, S("toc.json")) || str_equal(name, S("sitemap.xml"));
}

static bool is_of_meeting(struct str name)
{
    return str_equal(name, S("index.html")) || str_ends(name, S("-referat.pdf")) || str_ends(name, S("-dagsorden.pdf"));
}

static bool is_of_search(struct str name)
{
    return str_ends(name, S(".js"));
}

/* `dassos-92e192f8.css`: named by what is in it. */
static bool is_of_look(struct str name)
{
    enum { DIGITS = 8 };
    size_t const dot = str_ends(name, S(".css")) ? name.len - 4 : str_ends(name, S(".js")) ? name.len - 3 : 0;
    if (dot <= DIGITS || name.at[dot - DIGITS - 1] != '-')
        return false;
    for (size_t i = dot - DIGITS; i < dot; i++)
        if (!(name.at[i] >= '0' && name.at[i] <= '9') && !(name.at[i] >= 'a' && name.at[i] <= 'f'))
            return false;
    return true;
}

static bool is_attached(struct str name)
{
    return name.len > 0 && name.at[0] != '.';
}

static struct str join(struct hunt *hunt, struct str folder, struct str name)
{
    return folder.len ? str_format(&hunt->arena, "%.*s/%.*s", STR(folder), STR(name)) : name;
}

static file_list entries_of(struct hunt *hunt, struct str folder)
{
    file_list entries = {0};
    const char *out = options_out(hunt->options);
    const char *full = folder.len ? path_join(&hunt->arena, out, str_cstr(&hunt->arena, folder)) : out;
    /* What a link leads to is elsewhere, and not ours to clean. */
    if ((folder.len && file_kind(full) != FILE_DIRECTORY) || !file_list_directory(&hunt->arena, full, &entries))
        entries.len = 0;
    return entries;
}

/* Of the files in a folder those that have such a name and are not known. */
static void remove_from(struct hunt *hunt, struct str folder, const file_list *entries, bool (*ours)(struct str name))
{
    for (size_t i = 0; i < entries->len; i++) {
        struct str const name = entries->at[i].name;
        struct str const path = join(hunt, folder, name);
        if (entries->at[i].kind == FILE_REGULAR && ours(name) &&
            !(hunt->known.len && bsearch(&path, hunt->known.at, hunt->known.len, sizeof *hunt->known.at, str_order)))
            hunt->good = folder_remove_output(hunt->options, path) && hunt->good;
    }
}

static void clean(struct hunt *hunt, struct str folder, bool (*ours)(struct str name))
{
    file_list const entries = entries_of(hunt, folder);
    remove_from(hunt, folder, &entries, ours);
}

static void clean_search(struct hunt *hunt)
{
    file_list const entries = entries_of(hunt, S("search"));
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind == FILE_DIRECTORY)
            clean(hunt, join(hunt, S("search"), entries.at[i].name), is_of_search);
    remove_from(hunt, S("search"), &entries, is_of_search);
}

/* A folder with meetings in it. */
static void clean_body(struct hunt *hunt, struct str body)
{
    file_list const entries = entries_of(hunt, body);
    bool has_met = false;
    for (size_t i = 0; i < entries.len; i++)
        has_met |= entries.at[i].kind == FILE_DIRECTORY && is_day(entries.at[i].name);
    if (!has_met)
        return;
    for (size_t i = 0; i < entries.len; i++) {
        struct str const folder = join(hunt, body, entries.at[i].name);
        if (entries.at[i].kind != FILE_DIRECTORY)
            continue;
        if (is_day(entries.at[i].name)) {
            clean(hunt, join(hunt, folder, S("bilag")), is_attached);
            clean(hunt, folder, is_of_meeting);
        } else if (is_year(entries.at[i].name)) {
            clean(hunt, folder, is_of_contents);
        }
    }
    remove_from(hunt, body, &entries, is_of_body);
}

bool folder_remove_orphans(const struct options *options, const struct manifest *new)
{
    struct hunt hunt = {.options = options, .good = true};
    hunt.known = folder_outputs(&hunt.arena, new);
    file_list const entries = entries_of(&hunt, S(""));
    for (size_t i = 0; i < entries.len; i++) {
        if (entries.at[i].kind != FILE_DIRECTORY || entries.at[i].name.at[0] == '.')
            continue;
        if (str_equal(entries.at[i].name, S("search")))
            clean_search(&hunt);
        else if (str_equal(entries.at[i].name, S("styles")))
            clean(&hunt, S("styles"), is_of_look);
        else
            clean_body(&hunt, entries.at[i].name);
    }
    remove_from(&hunt, S(""), &entries, is_of_archive);
    arena_finish(&hunt.arena);
    return hunt.good;
}
