/* A compiler that leaks, so that the leak test can show that it would notice: referat itself, linked with these
 * functions in front of its own (ld --wrap). Which leak it has, REFERAT_LEAK says; without it there is none.
 *
 * Each leak is one slip that could be made: a step forgotten where closed items are emptied, or a stage that works on
 * the tree the rules look at instead of the one that is published. */
#include "compile/compile.h"
#include "compile/files.h"
#include "parse/closed.h"
#include "parse/parse.h"

#include <stdlib.h>

static bool leaks(const char *what)
{
    const char *chosen = getenv("REFERAT_LEAK");
    return chosen && str_equal(str_of(chosen), str_of(what));
}

void __real_closed_empty(struct arena *arena, struct node *item);
void __wrap_closed_empty(struct arena *arena, struct node *item);
struct meeting *__real_meeting_parse(struct arena *arena, const struct source *head, const struct source *const *items,
                                     size_t item_count, const struct parse_options *options, struct diag_sink *sink);
struct meeting *__wrap_meeting_parse(struct arena *arena, const struct source *head, const struct source *const *items,
                                     size_t item_count, const struct parse_options *options, struct diag_sink *sink);
struct unit *__real_compile_unit(const struct compiled *compiled, struct arena *arena);
struct unit *__wrap_compile_unit(const struct compiled *compiled, struct arena *arena);
void __real_files_bind(struct compiled *compiled, enum language language);
void __wrap_files_bind(struct compiled *compiled, enum language language);
struct str __real_unit_source_key(struct arena *arena, struct str source);
struct str __wrap_unit_source_key(struct arena *arena, struct str source);
void __real_unit_write(struct buf *out, const struct unit *unit);
void __wrap_unit_write(struct buf *out, const struct unit *unit);
bool __real_file_remove(const char *path);
bool __wrap_file_remove(const char *path);

typedef vec_of(struct node *) node_list;

static node_list children_of(struct arena *arena, const struct node *parent, const struct node *after)
{
    node_list children = {0};
    for (struct node *child = after ? after->next : parent->first; child; child = child->next)
        vec_push(arena, &children, child);
    return children;
}

static bool is_kept(const struct node *child)
{
    static const char *const parts[] = {"recommendation", "account", "attachments", "minutes"};
    if (child->kind == NODE_PART)
        return leaks("body") || leaks(parts[child->as.part.kind]);
    return leaks("body") || (child->kind == NODE_PRESENTER && leaks("presenter"));
}

void __wrap_closed_empty(struct arena *arena, struct node *item)
{
    struct node *heading = item->first;
    struct node const old_item = *item, old_heading = *heading;
    node_list const title = children_of(arena, heading, NULL), body = children_of(arena, item, heading);
    __real_closed_empty(arena, item);
    for (size_t i = 0; leaks("title") && i < title.len; i++)
        node_append(heading, title.at[i]);
    for (size_t i = 0; i < body.len; i++)
        if (is_kept(body.at[i]))
            node_append(item, body.at[i]);
    if (leaks("id")) {
        item->id = old_item.id;
        item->id_given = old_item.id_given;
        heading->id = old_heading.id;
        heading->id_given = old_heading.id_given;
    }
}

struct meeting *__wrap_meeting_parse(struct arena *arena, const struct source *head, const struct source *const *items,
                                     size_t item_count, const struct parse_options *options, struct diag_sink *sink)
{
    struct parse_options whole = *options;
    if (leaks("edition"))
        whole.edition = EDITION_INTERNAL;
    return __real_meeting_parse(arena, head, items, item_count, &whole, sink);
}

/* What the archive's contents, data, feeds and search are made of. */
struct unit *__wrap_compile_unit(const struct compiled *compiled, struct arena *arena)
{
    struct compiled whole = *compiled;
    if (leaks("unit"))
        whole.meeting = whole.checked;
    return __real_compile_unit(&whole, arena);
}

/* Which files are copied. */
void __wrap_files_bind(struct compiled *compiled, enum language language)
{
    struct meeting *published = compiled->meeting;
    if (leaks("files"))
        compiled->meeting = compiled->checked;
    __real_files_bind(compiled, language);
    compiled->meeting = published;
}

struct str __wrap_unit_source_key(struct arena *arena, struct str source)
{
    return leaks("names of sources") ? source : __real_unit_source_key(arena, source);
}

void __wrap_unit_write(struct buf *out, const struct unit *unit)
{
    __real_unit_write(out, unit);
    for (size_t i = 0; leaks("hidden ids") && i < unit->hidden.len; i++)
        buf_format(out, "hidden %.*s\n", STR(unit->hidden.at[i].id));
}

bool __wrap_file_remove(const char *path)
{
    bool const output = !str_ends(str_of(path), S(MANIFEST_NEW_NAME));
    return (output && leaks("old files")) || __real_file_remove(path);
}
