#include "publish/products.h"

#include "program/halt.h"
#include "program/pool.h"
#include "publish/products_parts.h"

struct making {
    struct plan *plan;
    task_list *tasks;
};

static bool is_up_to_date(const struct plan *plan, const struct task *task, const struct product *before)
{
    return before && hash_equal(before->inputs, task->product.inputs) &&
           outputs_are_there(plan->publication->before, plan->publication->renderers[0].out, &before->outputs);
}

struct str publish_part_name(const struct product *before)
{
    struct str const path = before->outputs.at[0].path;
    struct str const folder = S("search/"), ending = S(".js");
    bool const good = str_starts(path, folder) && str_ends(path, ending) && path.len > folder.len + ending.len;
    return good ? str_part(path, folder.len, path.len - ending.len) : S("");
}

static void make(void *context, unsigned worker, size_t index)
{
    struct making *making = context;
    struct plan *plan = making->plan;
    struct task *task = &making->tasks->at[index];
    const struct publication *publication = plan->publication;
    const struct product *before = manifest_product(publication->before, task->product.name);
    if (!task->write || is_up_to_date(plan, task, before)) {
        task->product.inputs = before->inputs;
        task->product.outputs = before->outputs;
        task->is_kept = true;
        if (task->part)
            task->part->name = publish_part_name(before);
        return;
    }
    struct renderer *renderer = &publication->renderers[worker];
    struct maker maker = {renderer, &publication->kept[worker], &task->product.outputs, NULL};
    arena_reset(&renderer->arena);
    buf_clear(&renderer->bytes);
    task->has_failed = halt_is_asked() || !task->write(plan, task, &maker);
    task->lost = maker.lost;
}

/* What was listed before stays when only some kinds of output are made, and when something went wrong. */
static void keep_outputs(struct arena *arena, struct product *product, const struct product *before)
{
    for (size_t i = 0; before && i < before->outputs.len; i++)
        if (!outputs_list(&product->outputs, before->outputs.at[i].path))
            vec_push(arena, &product->outputs, before->outputs.at[i]);
}

static const struct str parts_of_search = {"search", 6};

/* The names of the parts, which are known when all have been made. */
static bool make_search_index(struct plan *plan, struct arena *arena, product_list *products)
{
    struct renderer *renderer = &plan->publication->renderers[0];
    if (!renderer->options->html)
        return true;
    bool good = true;
    for (size_t i = 0; i < plan->parts.len; i++)
        good = good && plan->parts.at[i].name.len;
    struct product product = {.name = parts_of_search};
    struct maker maker = {renderer, arena, &product.outputs, NULL};
    arena_reset(&renderer->arena);
    good = good && publish_search_index(plan, &maker);
    if (!good)
        keep_outputs(arena, &product, manifest_product(plan->publication->before, product.name));
    vec_push(arena, products, product);
    return good;
}

static bool is_made(const product_list *products, struct str name)
{
    for (size_t i = 0; i < products->len; i++)
        if (str_equal(products->at[i].name, name))
            return true;
    return false;
}

static bool list_products(const struct plan *plan, struct arena *arena, task_list *tasks, product_list *products,
                          unit_list *lost)
{
    const struct publication *publication = plan->publication;
    bool const partial = publication->keeps_others;
    bool const is_last = publication->turn != PUBLISH_BEFORE_PAGES;
    bool good = true;
    for (size_t i = 0; i < tasks->len; i++) {
        struct task *task = &tasks->at[i];
        if (!task->is_kept && (partial || task->has_failed))
            keep_outputs(arena, &task->product, manifest_product(publication->before, task->product.name));
        if (task->has_failed)
            task->product.inputs = (struct hash){0};
        if (task->lost)
            vec_push(arena, lost, task->lost);
        good = good && !task->has_failed;
        task->product.name = str_copy(arena, task->product.name);
        vec_push(arena, products, task->product);
    }
    for (size_t i = 0; partial && is_last && i < publication->before->products.len; i++)
        if (!is_made(products, publication->before->products.at[i].name))
            vec_push(arena, products, publication->before->products.at[i]);
    return good;
}

bool publish_archive(const struct publication *publication, struct arena *arena, product_list *products,
                     unit_list *lost)
{
    const struct archive *archive = publication->archive;
    struct plan plan = {
        .publication = publication,
        .extent = contents_extent(archive, S("")),
        .printed_extent = contents_printed_extent(archive),
    };
    publish_collect_bodies(&plan);
    if (plan.unread) {
        for (size_t i = 0; i < publication->before->products.len; i++)
            vec_push(arena, products, publication->before->products.at[i]);
        arena_finish(&plan.arena);
        return false;
    }
    task_list tasks = {0};
    publish_plan(&plan, &tasks);
    struct making making = {&plan, &tasks};
    pool_run(publication->workers, tasks.len, make, &making);
    bool good = publication->turn == PUBLISH_WITH_PAGES || make_search_index(&plan, arena, products);
    good = list_products(&plan, arena, &tasks, products, lost) && good;
    arena_finish(&plan.arena);
    return good;
}
