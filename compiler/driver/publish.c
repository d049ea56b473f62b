#include "driver/publish.h"

#include "archive/calendar.h"
#include "archive/search.h"
#include "archive/sitemap.h"
#include "driver/say.h"
#include "driver/schema.h"
#include "parse/parse.h"

struct publication {
    struct renderer *renderer;
    struct arena kept; /* what all outputs share; the renderer's own arena is for one document at a time */
    const struct archive *archive;
    struct arena *arena;
    const output_list *old;
    output_list *outputs;
    struct contents_body *contents; /* each kind in byte order of id: bodies that have meetings, */
    const struct body **bodies;
    size_t count;
    size_t pages; /* those that only have a page, */
    size_t known; /* and those of which only the name is told, since they are above others */
};

/* The tree of a body's `om:`. Its faults are agenda.yaml's, told when that was read. */
static struct node *about_tree(struct arena *arena, const struct forum *forum)
{
    if (forum->about.len == 0)
        return NULL;
    struct diag_sink sink;
    diag_sink_init(&sink, arena);
    const struct source *source = source_new(arena, S("agenda.yaml"), forum->about);
    struct excerpt const text = excerpt_of(arena, source, 0, forum->about.len);
    return markdown_parse(arena, &text, &sink);
}

static bool is_known(const struct publication *publication, struct str id)
{
    for (size_t i = 0; i < publication->known; i++)
        if (str_equal(publication->contents[i].publisher.forum, id))
            return true;
    return false;
}

static void add_body(struct publication *publication, const struct body *body, bool has_page)
{
    size_t const at = publication->known++;
    publication->bodies[at] = body;
    publication->contents[at] = (struct contents_body){
        .publisher = body->forum->publisher,
        .about = about_tree(&publication->kept, body->forum),
        .parent = body->forum->parent,
        .has_page = has_page,
    };
}

static bool is_listed(const output_list *list, struct str path)
{
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i].path, path))
            return true;
    return false;
}

/* Leave the page of a body as an earlier build made it, with its look and the script of all pages; false when there is
 * none. */
static bool keep_page(struct publication *publication, struct str id)
{
    struct str const page = str_format(&publication->kept, "%.*s/index.html", STR(id));
    struct str const style = str_format(&publication->kept, "styles/%.*s-", STR(id));
    if (!is_listed(publication->old, page))
        return false;
    for (size_t i = 0; i < publication->old->len; i++) {
        struct output const output = publication->old->at[i];
        bool const is_part = str_equal(output.path, page) || str_starts(output.path, style) ||
                             str_starts(output.path, S("styles/referat-"));
        if (is_part && !is_listed(publication->outputs, output.path))
            vec_push(publication->arena, publication->outputs, output);
    }
    return true;
}

/* No meeting is wrong, so the build succeeds all the same. */
static void tell_faulty(struct publication *publication, const struct body *body)
{
    const struct options *options = publication->renderer->options;
    struct print_options const print = {options->format, options->language, options->colour};
    const struct diag_sink *sink = &body->sink;
    struct buf text = {0};
    if (options->format == FORMAT_TEXT)
        diag_print(&text, &print, &sink, 1);
    if (text.len)
        fwrite(text.at, 1, text.len, stderr);
    buf_finish(&text);
    struct str const file = str_format(&publication->kept, "%.*s/agenda.yaml", STR(body->id));
    say_note(options->language, say(&publication->kept, options->language, SAY_BODY_FAULTY, body->forum->name, file));
}

/* A body that has not met yet has a page that tells of it. One that others only inherit from is none: it has no name
 * of its own. The page of one that has become faulty is left as it is. */
static void collect_bodies_to_come(struct publication *publication, const struct str *names, size_t named)
{
    struct renderer *renderer = publication->renderer;
    for (size_t i = 0; i < named; i++) {
        if (is_known(publication, names[i]))
            continue;
        const struct body *body = bodies_look_up(renderer->bodies, names[i]);
        if (!body->forum || !body->forum->named)
            continue;
        if (body->sink.errors == 0 || keep_page(publication, names[i]))
            add_body(publication, body, true);
        if (body->sink.errors == 0)
            continue;
        tell_faulty(publication, body);
    }
}

/* The bodies that others are below, so that an organisation is shown whole. */
static void collect_bodies_above(struct publication *publication, size_t room)
{
    for (size_t i = 0; i < publication->known; i++) {
        struct str const id = publication->contents[i].parent;
        if (id.len == 0 || is_known(publication, id) || publication->known == room)
            continue;
        const struct body *body = bodies_look_up(publication->renderer->bodies, id);
        if (body->forum)
            add_body(publication, body, false);
    }
}

static void collect_bodies(struct publication *publication)
{
    const struct archive *archive = publication->archive;
    struct arena *arena = &publication->kept;
    struct str *names;
    size_t named;
    bodies_names(publication->renderer->bodies, &names, &named);
    size_t const room = archive->by_body.len + named;
    publication->contents = arena_many(arena, struct contents_body, room + 1);
    publication->bodies = arena_many(arena, const struct body *, room + 1);
    for (size_t i = 0; i < archive->by_body.len; i++) {
        struct str const id = archive->by_body.at[i]->forum;
        if (i && str_equal(id, archive->by_body.at[i - 1]->forum))
            continue;
        const struct body *body = bodies_find(publication->renderer->bodies, id);
        if (body->forum)
            add_body(publication, body, true);
    }
    publication->count = publication->known;
    collect_bodies_to_come(publication, names, named);
    publication->pages = publication->known;
    collect_bodies_above(publication, room);
}

/* The body whose look the documents of the whole archive have: the one their publisher is. */
static const struct body *leading_body(const struct publication *publication, const struct document *document)
{
    for (size_t i = 0; i < publication->pages; i++)
        if (str_equal(publication->bodies[i]->id, document->publisher.forum))
            return publication->bodies[i];
    return publication->pages ? publication->bodies[0] : NULL;
}

static bool write_contents(struct publication *publication)
{
    struct renderer *renderer = publication->renderer;
    struct arena *arena = &renderer->arena;
    const struct archive *archive = publication->archive;
    enum edition const edition = renderer->options->edition;
    enum contents_extent const extent = contents_extent(archive, S(""));
    struct document *document =
        contents_document(arena, archive, publication->contents, publication->known, extent, edition);
    struct document *printed = document;
    enum contents_extent const printed_extent = contents_printed_extent(archive);
    if (printed_extent != extent)
        printed = contents_document(arena, archive, publication->contents, publication->known, printed_extent, edition);
    const struct body *look = leading_body(publication, document);
    static const struct body none = {.id = {"referat", 7}};
    struct body plain = none;
    struct forum forum = {.id = none.id};
    struct look standard = look_default();
    if (!look) {
        /* An archive without bodies has pages too. */
        struct buf css = {0};
        html_write_stylesheet(&css, &standard, S(""));
        plain.css = buf_keep(&css, &renderer->arena);
        plain.stylesheet = html_stylesheet_path(&renderer->arena, plain.id, plain.css);
        buf_finish(&css);
        forum.look = &standard;
        plain.forum = &forum;
        look = &plain;
    }
    struct contents_around const around = {.has_feed = true};
    return render_contents(renderer, document, printed, look, NULL, &around, publication->arena, publication->outputs);
}

static bool write_bodies(struct publication *publication)
{
    struct renderer *renderer = publication->renderer;
    for (size_t i = 0; i < publication->pages; i++) {
        if (i >= publication->count && publication->bodies[i]->sink.errors)
            continue;
        arena_reset(&renderer->arena);
        struct document *document =
            contents_body_document(&renderer->arena, publication->archive, publication->contents, publication->known,
                                   &publication->contents[i], renderer->options->edition);
        struct contents_around const around = {.has_feed = i < publication->count};
        if (!render_contents(renderer, document, NULL, publication->bodies[i], publication->bodies[i]->forum, &around,
                             publication->arena, publication->outputs))
            return false;
    }
    return true;
}

static struct html_link year_link(struct arena *arena, const struct body *body, int year)
{
    return (struct html_link){contents_year_page(arena, body->id, year), str_format(arena, "%d", year)};
}

/* The pages of single years, which a long archive's pages lead to, and their PDFs. */
static bool write_years(struct publication *publication)
{
    const struct archive *archive = publication->archive;
    if (contents_extent(archive, S("")) == CONTENTS_ALL)
        return true;
    struct renderer *renderer = publication->renderer;
    bool const prints = contents_printed_extent(archive) != CONTENTS_ALL;
    struct html_link const no_link = {0};
    bool good = true;
    for (size_t i = 0; good && i < publication->count; i++) {
        const struct body *body = publication->bodies[i];
        struct arena listed = {0};
        contents_year_list const years = contents_years(&listed, archive, body->id);
        for (size_t j = 0; good && j < years.len; j++) {
            arena_reset(&renderer->arena);
            struct document *document = contents_year_document(&renderer->arena, archive, &publication->contents[i],
                                                               years.at[j], renderer->options->edition);
            struct contents_around const around = {
                .has_feed = true,
                .previous = j + 1 < years.len ? year_link(&renderer->arena, body, years.at[j + 1]) : no_link,
                .next = j > 0 ? year_link(&renderer->arena, body, years.at[j - 1]) : no_link,
            };
            good = render_contents(renderer, document, prints ? document : NULL, body, body->forum, &around,
                                   publication->arena, publication->outputs);
        }
        arena_finish(&listed);
    }
    return good;
}

static bool write_buffer(struct publication *publication, struct str path)
{
    return render_file(publication->renderer, path, buf_str(&publication->renderer->bytes), publication->arena,
                       publication->outputs);
}

static bool write_data(struct publication *publication)
{
    buf_clear(&publication->renderer->bytes);
    contents_write_json(&publication->renderer->bytes, publication->archive);
    return write_buffer(publication, S("toc.json"));
}

static bool write_feed(struct publication *publication)
{
    buf_clear(&publication->renderer->bytes);
    contents_write_feed(&publication->renderer->bytes, publication->archive, publication->contents, publication->count);
    return write_buffer(publication, S("feed.xml"));
}

/* A feed for whoever follows one body only. */
static bool write_body_feeds(struct publication *publication)
{
    struct renderer *renderer = publication->renderer;
    bool good = true;
    for (size_t i = 0; good && i < publication->count; i++) {
        buf_clear(&renderer->bytes);
        contents_write_body_feed(&renderer->bytes, publication->archive, &publication->contents[i]);
        struct str const forum = publication->bodies[i]->id;
        good = write_buffer(publication, str_format(&renderer->arena, "%.*s/feed.xml", STR(forum)));
    }
    return good;
}

static bool write_calendar(struct publication *publication, struct str forum)
{
    struct renderer *renderer = publication->renderer;
    buf_clear(&renderer->bytes);
    calendar_write(&renderer->bytes, publication->archive, publication->contents, publication->count, forum);
    struct str const path =
        forum.len ? str_format(&renderer->arena, "%.*s/kalender.ics", STR(forum)) : S("kalender.ics");
    return write_buffer(publication, path);
}

/* The meetings to come: all of them, and those of each body. */
static bool write_calendars(struct publication *publication)
{
    bool good = write_calendar(publication, S(""));
    for (size_t i = 0; good && i < publication->count; i++)
        good = write_calendar(publication, publication->bodies[i]->id);
    return good;
}

static bool write_schema(struct publication *publication)
{
    return render_file(publication->renderer, S("schema/toc.schema.json"),
                       (struct str){driver_schema, driver_schema_size}, publication->arena, publication->outputs);
}

/* A site map needs to be told where the archive is published. */
static bool write_sitemap(struct publication *publication)
{
    const char *base = publication->renderer->options->base_url;
    if (!base)
        return true;
    buf_clear(&publication->renderer->bytes);
    sitemap_write(&publication->renderer->bytes, publication->archive, publication->contents, publication->pages,
                  str_of(base));
    return write_buffer(publication, S("sitemap.xml"));
}

static bool write_search_file(struct publication *publication, const struct search_file *file)
{
    return render_file(publication->renderer, file->path, file->content, publication->arena, publication->outputs);
}

static bool write_search(struct publication *publication)
{
    const struct archive *archive = publication->archive;
    struct arena kept = {0};
    struct arena scratch = {0};
    search_parts parts = search_divide(&kept, archive);
    bool good = true;
    for (size_t i = 0; good && i < parts.len; i++) {
        search_files files = {0};
        search_write_part(&scratch, archive, &parts.at[i], &files);
        parts.at[i].name = str_copy(&kept, parts.at[i].name);
        for (size_t j = 0; good && j < files.len; j++)
            good = write_search_file(publication, &files.at[j]);
        arena_finish(&scratch);
    }
    struct search_file const index = search_write_index(&kept, &parts);
    good = good && write_search_file(publication, &index);
    arena_finish(&kept);
    for (size_t i = 0; good && i < archive->units.len; i++) {
        struct search_file const text = search_write_text(&scratch, archive->units.at[i]);
        good = write_search_file(publication, &text);
        arena_finish(&scratch);
    }
    return good;
}

/* The table of outputs. */
static const struct {
    bool (*write)(struct publication *publication);
    bool pdf, html, toc; /* asked for by any of these */
} table[] = {
    {write_contents, true, true, false},    {write_bodies, false, true, false},   {write_years, true, true, false},
    {write_search, false, true, false},     {write_data, false, false, true},     {write_schema, false, false, true},
    {write_feed, false, false, true},       {write_calendars, false, true, true}, {write_sitemap, false, true, false},
    {write_body_feeds, false, false, true},
};

bool publish_archive(struct renderer *renderer, const struct archive *archive, const output_list *old,
                     struct arena *arena, output_list *outputs)
{
    const struct options *options = renderer->options;
    struct publication publication = {
        .renderer = renderer, .archive = archive, .arena = arena, .old = old, .outputs = outputs};
    arena_reset(&renderer->arena);
    collect_bodies(&publication);
    bool good = true;
    for (size_t i = 0; good && i < sizeof table / sizeof *table; i++)
        if ((table[i].pdf && options->pdf) || (table[i].html && options->html) || (table[i].toc && options->toc))
            good = table[i].write(&publication);
    arena_finish(&publication.kept);
    return good;
}

struct hash publish_inputs(const struct archive *archive)
{
    struct hash all = hash_bytes(S("archive"));
    struct buf text = {0};
    for (size_t i = 0; i < archive->units.len; i++) {
        buf_clear(&text);
        unit_write(&text, archive->units.at[i]);
        all = hash_combine(all, hash_bytes(buf_str(&text)));
    }
    buf_finish(&text);
    return all;
}
