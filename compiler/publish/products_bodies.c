/* Which bodies the archive tells of. */
#include "publish/products_parts.h"

#include "parse/parse.h"
#include "program/say.h"

struct node *publish_about(struct arena *arena, const struct forum *forum)
{
    if (forum->about.len == 0)
        return NULL;
    struct diag_sink sink;
    diag_sink_init(&sink, arena);
    const struct source *source = source_new(arena, S("agenda.yaml"), forum->about);
    struct excerpt const text = excerpt_of(arena, source, 0, forum->about.len);
    return markdown_parse(arena, &text, &sink);
}

static bool is_known(const struct plan *plan, struct str id)
{
    for (size_t i = 0; i < plan->known; i++)
        if (str_equal(plan->contents[i].publisher.forum, id))
            return true;
    return false;
}

static void add_body(struct plan *plan, const struct body *body, bool has_page)
{
    size_t const at = plan->known++;
    plan->bodies[at] = body;
    plan->contents[at] = (struct contents_body){
        .publisher = body->forum->publisher,
        .about = publish_about(&plan->arena, body->forum),
        .parent = body->forum->parent,
        .has_page = has_page,
    };
}

/* No meeting is wrong, so the build succeeds all the same. */
static void tell_faulty(struct plan *plan, const struct body *body)
{
    const struct options *options = plan->publication->renderers[0].options;
    struct print_options const print = {options->format, options->language, options->colour};
    const struct diag_sink *sink = &body->sink;
    struct buf text = {0};
    if (options->format == FORMAT_TEXT)
        diag_print(&text, &print, &sink, 1);
    if (text.len)
        fwrite(text.at, 1, text.len, stderr);
    buf_finish(&text);
    struct str const file = str_format(&plan->arena, "%.*s/agenda.yaml", STR(body->id));
    say_note(options->language, say(&plan->arena, options->language, SAY_BODY_FAULTY, body->forum->name, file));
}

static bool has_been_made(struct plan *plan, struct str id)
{
    struct str const name = str_format(&plan->arena, "body %.*s", STR(id));
    return manifest_product(plan->publication->before, name) != NULL;
}

/* A body that has not met yet has a page that tells of it. One that others only inherit from is none: it has no name
 * of its own. The page of one that has become faulty is left as it is. */
static void collect_bodies_to_come(struct plan *plan, struct bodies *bodies, const struct str *names, size_t named)
{
    for (size_t i = 0; i < named; i++) {
        if (is_known(plan, names[i]))
            continue;
        const struct body *body = bodies_look_up(bodies, names[i]);
        plan->unread |= body->unread;
        if (!body->forum || !body->forum->named)
            continue;
        if (body->sink.errors == 0 || has_been_made(plan, names[i]))
            add_body(plan, body, true);
        if (body->sink.errors && !body->used && plan->publication->tells)
            tell_faulty(plan, body);
    }
}

/* The bodies that others are below, so that an organisation is shown whole. */
static void collect_bodies_above(struct plan *plan, struct bodies *bodies, size_t room)
{
    for (size_t i = 0; i < plan->known; i++) {
        struct str const id = plan->contents[i].parent;
        if (id.len == 0 || is_known(plan, id) || plan->known == room)
            continue;
        const struct body *body = bodies_look_up(bodies, id);
        if (body->forum)
            add_body(plan, body, false);
    }
}

void publish_collect_bodies(struct plan *plan)
{
    const struct archive *archive = plan->publication->archive;
    struct bodies *bodies = plan->publication->renderers[0].bodies;
    struct str *names;
    size_t named;
    bodies_names(bodies, &names, &named);
    size_t const room = archive->by_body.len + named;
    plan->contents = arena_many(&plan->arena, struct contents_body, room + 1);
    plan->bodies = arena_many(&plan->arena, const struct body *, room + 1);
    plan->ranges = arena_many(&plan->arena, struct meeting_range, room + 1);
    for (size_t i = 0, end; i < archive->by_body.len; i = end) {
        struct str const id = archive->by_body.at[i]->forum;
        for (end = i + 1; end < archive->by_body.len && str_equal(archive->by_body.at[end]->forum, id);)
            end++;
        const struct body *body = bodies_find(bodies, id);
        plan->unread |= body->unread;
        if (!body->forum)
            continue;
        plan->ranges[plan->known] = (struct meeting_range){i, end};
        add_body(plan, body, true);
    }
    plan->count = plan->known;
    collect_bodies_to_come(plan, bodies, names, named);
    plan->pages = plan->known;
    collect_bodies_above(plan, bodies, room);
}
