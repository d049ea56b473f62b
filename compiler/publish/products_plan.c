/* What products there are, each with a hash of what it is made of: of no less than it shows. */
#include "publish/products_parts.h"

/* Some meetings of by_body: the facts of all and, of the `newest` last of each body, the listing. */
static struct hash digest(const struct archive *archive, struct meeting_range range, size_t newest)
{
    struct hash all = hash_bytes(S("meetings"));
    size_t of_body = 0;
    for (size_t i = range.end; i-- > range.first;) {
        const struct unit *unit = archive->by_body.at[i];
        bool const same = i + 1 < range.end && str_equal(unit->forum, archive->by_body.at[i + 1]->forum);
        of_body = same ? of_body + 1 : 1;
        all = hash_combine(all, of_body <= newest ? unit->hashes.listing : unit->hashes.facts);
    }
    return all;
}

/* The meetings of a year among those of a body. */
static struct meeting_range range_of_year(const struct archive *archive, struct meeting_range range, int year)
{
    while (range.end > range.first && archive->by_body.at[range.end - 1]->date.year > year)
        range.end--;
    size_t first = range.end;
    while (first > range.first && archive->by_body.at[first - 1]->date.year == year)
        first--;
    return (struct meeting_range){first, range.end};
}

/* The first meetings of the archive: what its feed tells of. */
static struct hash feed_digest(const struct archive *archive)
{
    struct hash all = hash_bytes(S("feed"));
    for (size_t i = 0; i < archive->units.len && i < FEED_LENGTH; i++)
        all = hash_combine(all, archive->units.at[i]->hashes.listing);
    return all;
}

static size_t newest_listed(enum contents_extent extent)
{
    return extent == CONTENTS_ALL ? SIZE_MAX : CONTENTS_NEWEST;
}

/* Which bodies there are and how they are called, since pages lead from one to another, and how the archive is divided.
 */
static struct hash organisation(const struct plan *plan)
{
    char const extents[] = {(char)plan->extent, (char)plan->printed_extent};
    struct hash all = hash_bytes((struct str){extents, sizeof extents});
    for (size_t i = 0; i < plan->known; i++) {
        const struct contents_body *body = &plan->contents[i];
        struct str const told[] = {body->publisher.forum, body->publisher.name, body->publisher.long_name,
                                   body->parent};
        for (size_t j = 0; j < sizeof told / sizeof *told; j++)
            all = hash_combine(all, hash_bytes(told[j]));
        all = hash_combine(all, hash_bytes(i < plan->count ? S("meets") : i < plan->pages ? S("page") : S("")));
    }
    return all;
}

struct planner {
    struct plan *plan;
    task_list *tasks;
    struct hash settings; /* of what is told of all bodies, with what their files say */
    struct hash organisation;
};

static struct task *add_task_under(struct planner *planner, struct hash settings, struct str name, task_writer *write,
                                   struct hash inputs)
{
    struct task const task = {.write = write, .product = {.name = name, .inputs = hash_combine(settings, inputs)}};
    vec_push(&planner->plan->arena, planner->tasks, task);
    return &planner->tasks->at[planner->tasks->len - 1];
}

static struct task *add_task(struct planner *planner, struct str name, task_writer *write, struct hash inputs)
{
    return add_task_under(planner, planner->settings, name, write, inputs);
}

/* One that no body's files have anything to say to. */
static struct task *add_task_of_units(struct planner *planner, struct str name, task_writer *write, struct hash inputs)
{
    return add_task_under(planner, planner->plan->publication->settings, name, write, inputs);
}

/* One that tells of a single body: of the others it has no more than the organisation. */
static struct task *add_task_of_body(struct planner *planner, size_t index, struct str name, task_writer *write,
                                     struct hash inputs)
{
    const struct publication *publication = planner->plan->publication;
    struct str const id = planner->plan->bodies[index]->id;
    struct hash const own = bodies_settings(publication->renderers[0].bodies, id);
    struct hash const settings = hash_combine(hash_combine(publication->settings, planner->organisation), own);
    struct task *task = add_task_under(planner, settings, name, write, inputs);
    task->body = index;
    return task;
}

static void add_year_tasks(struct planner *planner, size_t index, struct hash facts)
{
    struct plan *plan = planner->plan;
    struct arena *arena = &plan->arena;
    const struct archive *archive = plan->publication->archive;
    struct str const id = plan->bodies[index]->id;
    contents_year_list const years = contents_years(arena, archive, id);
    for (size_t i = 0; i < years.len; i++) {
        struct meeting_range const year = range_of_year(archive, plan->ranges[index], years.at[i]);
        struct str const name = str_format(arena, "year %.*s %d", STR(id), years.at[i]);
        struct hash const inputs = hash_combine(facts, digest(archive, year, SIZE_MAX));
        add_task_of_body(planner, index, name, publish_year, inputs)->year = years.at[i];
    }
}

static void add_body_task(struct planner *planner, size_t index, const char *what, task_writer *write,
                          struct hash inputs)
{
    struct plan *plan = planner->plan;
    struct str const name = str_format(&plan->arena, "%s %.*s", what, STR(plan->bodies[index]->id));
    add_task_of_body(planner, index, name, write, inputs);
}

static void add_search_tasks(struct planner *planner)
{
    struct plan *plan = planner->plan;
    const struct archive *archive = plan->publication->archive;
    for (size_t i = 0; i < plan->parts.len; i++) {
        struct search_part *part = &plan->parts.at[i];
        int const first = archive->units.at[part->end - 1]->date.year;
        int const last = archive->units.at[part->first]->date.year;
        struct str const name = str_format(&plan->arena, "search %d %d", first, last);
        struct task *task = add_task_of_units(planner, name, publish_search_part, hash_bytes(S("search")));
        task->part = part;
        task->product.inputs = hash_add(task->product.inputs, search_part_inputs(archive, part));
    }
}

/* Of a body that has not met. */
static void add_body_to_come(struct planner *planner, size_t index)
{
    struct hash const none = digest(planner->plan->publication->archive, planner->plan->ranges[index], 0);
    /* With errors it is left as it is until its agenda.yaml is right again. */
    bool const faulty = planner->plan->bodies[index]->sink.errors > 0;
    add_body_task(planner, index, "body", faulty ? NULL : publish_body, none);
}

/* What takes longest comes first, so that all threads end together. */
static void add_tasks_without_pages(struct planner *planner)
{
    struct plan *plan = planner->plan;
    const struct archive *archive = plan->publication->archive;
    const struct options *options = plan->publication->renderers[0].options;
    struct hash const facts = digest(archive, (struct meeting_range){0, archive->by_body.len}, 0);
    if (options->html)
        add_search_tasks(planner);
    for (size_t i = plan->count; options->html && i < plan->pages; i++)
        add_body_to_come(planner, i);
    for (size_t i = 0; (options->html || options->toc) && i < plan->count; i++)
        add_body_task(planner, i, "calendar", publish_body_calendar, digest(archive, plan->ranges[i], 0));
    if (options->toc)
        add_task_of_units(planner, S("schema"), publish_schema, hash_bytes(S("")));
    if (options->html || options->toc)
        add_task(planner, S("calendar"), publish_calendar, facts);
    if (options->html && options->base_url)
        add_task(planner, S("sitemap"), publish_sitemap, facts);
}

static void add_body_tasks(struct planner *planner, size_t index)
{
    struct plan *plan = planner->plan;
    const struct archive *archive = plan->publication->archive;
    const struct options *options = plan->publication->renderers[0].options;
    struct meeting_range const range = plan->ranges[index];
    size_t const listed = newest_listed(contents_extent(archive, plan->bodies[index]->id));
    if (options->html)
        add_body_task(planner, index, "body", publish_body, digest(archive, range, listed));
    if (plan->extent != CONTENTS_ALL && (options->html || options->pdf))
        add_year_tasks(planner, index, digest(archive, range, 0));
    if (options->toc)
        add_body_task(planner, index, "feed", publish_body_feed, digest(archive, range, FEED_LENGTH));
}

/* Listings have pages. */
static void add_tasks_with_pages(struct planner *planner)
{
    struct plan *plan = planner->plan;
    const struct archive *archive = plan->publication->archive;
    const struct options *options = plan->publication->renderers[0].options;
    struct meeting_range const all = {0, archive->by_body.len};
    bool const shortened = plan->extent != CONTENTS_ALL && plan->printed_extent != CONTENTS_ALL;
    if (options->html || options->pdf)
        add_task(planner, S("contents"), publish_contents,
                 digest(archive, all, newest_listed(shortened ? CONTENTS_NEW : CONTENTS_ALL)));
    if (options->toc)
        add_task_of_units(planner, S("data"), publish_data, digest(archive, all, SIZE_MAX));
    for (size_t i = 0; i < plan->count; i++)
        add_body_tasks(planner, i);
    if (options->toc)
        add_task(planner, S("feed"), publish_feed, feed_digest(archive));
}

void publish_plan(struct plan *plan, task_list *tasks)
{
    const struct publication *publication = plan->publication;
    struct hash const settings = hash_combine(publication->settings, publication->styles);
    struct hash const bodies = organisation(plan);
    struct planner planner = {plan, tasks, hash_combine(settings, bodies), bodies};
    if (publication->turn != PUBLISH_WITH_PAGES) {
        plan->parts = search_divide(&plan->arena, publication->archive);
        add_tasks_without_pages(&planner);
    }
    if (publication->turn != PUBLISH_BEFORE_PAGES)
        add_tasks_with_pages(&planner);
}
