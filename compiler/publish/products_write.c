/* What is in the archive's products: a function that writes each. */
#include "publish/products_parts.h"

#include "archive/calendar.h"
#include "archive/sitemap.h"
#include "base/file.h"
#include "program/timings.h"
#include "publish/schema.h"

/* The body whose look the documents of the whole archive have: the one their publisher is. */
static const struct body *leading_body(const struct plan *plan, const struct document *document)
{
    for (size_t i = 0; i < plan->pages; i++)
        if (str_equal(plan->bodies[i]->id, document->publisher.forum))
            return plan->bodies[i];
    return plan->pages ? plan->bodies[0] : NULL;
}

bool publish_contents(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)task;
    struct renderer *renderer = maker->renderer;
    struct arena *arena = &renderer->arena;
    const struct archive *archive = plan->publication->archive;
    enum edition const edition = renderer->options->edition;
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    struct document *document = contents_document(arena, archive, plan->contents, plan->known, plan->extent, edition);
    struct document *printed = document;
    if (plan->printed_extent != plan->extent)
        printed = contents_document(arena, archive, plan->contents, plan->known, plan->printed_extent, edition);
    lap_end(&lap, TIMED_INDEX);
    const struct body *look = leading_body(plan, document);
    static const struct body none = {.id = {"referat", 7}};
    struct body plain = none;
    struct forum forum = {.id = none.id};
    struct look standard = look_default();
    if (!look) {
        /* An archive without bodies has pages too. */
        struct buf css = {0};
        html_write_stylesheet(&css, &standard, S(""));
        plain.css = buf_keep(&css, arena);
        plain.stylesheet = html_stylesheet_path(arena, plain.id, plain.css);
        buf_finish(&css);
        forum.look = &standard;
        plain.forum = &forum;
        look = &plain;
    }
    struct contents_around const around = {.has_feed = true};
    return render_contents(renderer, document, printed, look, NULL, &around, maker->arena, maker->outputs);
}

/* The tree of what a body is for moves into its page, so it gets one of its own. */
bool publish_body(struct plan *plan, const struct task *task, struct maker *maker)
{
    struct arena *arena = &maker->renderer->arena;
    const struct body *body = plan->bodies[task->body];
    struct contents_body *contents = arena_many(arena, struct contents_body, plan->known);
    memcpy(contents, plan->contents, plan->known * sizeof *contents);
    contents[task->body].about = publish_about(arena, body->forum);
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    struct document *document = contents_body_document(arena, plan->publication->archive, contents, plan->known,
                                                       &contents[task->body], maker->renderer->options->edition);
    lap_end(&lap, TIMED_INDEX);
    struct contents_around const around = {.has_feed = task->body < plan->count};
    return render_contents(maker->renderer, document, NULL, body, body->forum, &around, maker->arena, maker->outputs);
}

static struct html_link year_link(struct arena *arena, const struct body *body, int year)
{
    return (struct html_link){contents_year_page(arena, body->id, year), str_format(arena, "%d", year)};
}

/* The page of a single year, which a long archive's pages lead to, and its PDF. */
bool publish_year(struct plan *plan, const struct task *task, struct maker *maker)
{
    struct arena *arena = &maker->renderer->arena;
    const struct archive *archive = plan->publication->archive;
    const struct body *body = plan->bodies[task->body];
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    struct document *document = contents_year_document(arena, archive, &plan->contents[task->body], task->year,
                                                       maker->renderer->options->edition);
    lap_end(&lap, TIMED_INDEX);
    struct contents_around around = {.has_feed = true};
    contents_year_list const years = contents_years(arena, archive, body->id);
    for (size_t i = 0; i < years.len; i++) {
        if (years.at[i] != task->year)
            continue;
        if (i + 1 < years.len)
            around.previous = year_link(arena, body, years.at[i + 1]);
        if (i > 0)
            around.next = year_link(arena, body, years.at[i - 1]);
    }
    bool const prints = plan->printed_extent != CONTENTS_ALL;
    return render_contents(maker->renderer, document, prints ? document : NULL, body, body->forum, &around,
                           maker->arena, maker->outputs);
}

/* Write what the renderer's buffer holds. */
static bool write_buffer(struct maker *maker, struct str path)
{
    return render_file(maker->renderer, path, buf_str(&maker->renderer->bytes), maker->arena, maker->outputs);
}

static struct str body_path(const struct plan *plan, const struct task *task, struct maker *maker, const char *name)
{
    return str_format(&maker->renderer->arena, "%.*s/%s", STR(plan->bodies[task->body]->id), name);
}

static bool next_of_data(void *context)
{
    return contents_json_next(context);
}

bool publish_data(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)task;
    struct renderer *renderer = maker->renderer;
    struct contents_json contents = contents_json_begin(plan->publication->archive, &renderer->bytes);
    return render_pieces(renderer, S("toc.json"), next_of_data, &contents, maker->arena, maker->outputs);
}

bool publish_schema(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)plan;
    (void)task;
    struct str const schema = {toc_schema, toc_schema_size};
    return render_file(maker->renderer, S("schema/toc.schema.json"), schema, maker->arena, maker->outputs);
}

bool publish_feed(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)task;
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    contents_write_feed(&maker->renderer->bytes, plan->publication->archive, plan->contents, plan->count);
    lap_end(&lap, TIMED_INDEX);
    return write_buffer(maker, S("feed.xml"));
}

/* A feed for whoever follows one body only. */
bool publish_body_feed(struct plan *plan, const struct task *task, struct maker *maker)
{
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    contents_write_body_feed(&maker->renderer->bytes, plan->publication->archive, &plan->contents[task->body]);
    lap_end(&lap, TIMED_INDEX);
    return write_buffer(maker, body_path(plan, task, maker, "feed.xml"));
}

/* The meetings to come. */
bool publish_calendar(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)task;
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    calendar_write(&maker->renderer->bytes, plan->publication->archive, plan->contents, plan->count, S(""));
    lap_end(&lap, TIMED_INDEX);
    return write_buffer(maker, S("kalender.ics"));
}

bool publish_body_calendar(struct plan *plan, const struct task *task, struct maker *maker)
{
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    calendar_write(&maker->renderer->bytes, plan->publication->archive, plan->contents, plan->count,
                   plan->bodies[task->body]->id);
    lap_end(&lap, TIMED_INDEX);
    return write_buffer(maker, body_path(plan, task, maker, "kalender.ics"));
}

bool publish_sitemap(struct plan *plan, const struct task *task, struct maker *maker)
{
    (void)task;
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    sitemap_write(&maker->renderer->bytes, plan->publication->archive, plan->contents, plan->pages,
                  str_of(maker->renderer->options->base_url));
    lap_end(&lap, TIMED_INDEX);
    return write_buffer(maker, S("sitemap.xml"));
}

static bool write_search_file(struct maker *maker, const struct search_file *file)
{
    return render_file(maker->renderer, file->path, file->content, maker->arena, maker->outputs);
}

/* The text of a meeting as it stands in out/. */
static bool read_text(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    struct maker *maker = context;
    enum { LIMIT = 1 << 30 };
    struct str const path = search_text_path(arena, unit);
    maker->lost = unit;
    return file_read(arena, path_join(arena, maker->renderer->out, path.at), LIMIT, content);
}

bool publish_search_part(struct plan *plan, const struct task *task, struct maker *maker)
{
    struct arena scratch = {0};
    struct search_source const source = {read_text, maker};
    search_files files = {0};
    struct lap const lap = lap_begin(maker->renderer->options->timings);
    bool good = search_write_part(&scratch, plan->publication->archive, task->part, &source, &files);
    lap_end(&lap, TIMED_INDEX);
    if (good)
        maker->lost = NULL;
    for (size_t i = 0; good && i < files.len; i++)
        good = write_search_file(maker, &files.at[i]);
    /* A part that is not whole has no name, and no index names it. */
    task->part->name = good ? str_copy(maker->arena, task->part->name) : S("");
    arena_finish(&scratch);
    return good;
}

bool publish_search_index(struct plan *plan, struct maker *maker)
{
    struct search_file const index = search_write_index(&maker->renderer->arena, &plan->parts);
    return write_search_file(maker, &index);
}
