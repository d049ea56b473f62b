#include "compile/render.h"

#include "archive/search_text.h"
#include "ast/words.h"
#include "compile/agenda.h"
#include "program/halt.h"
#include "program/say.h"
#include "program/timings.h"

#include <errno.h>

enum { MOST_NOTES = 10 }; /* of one kind about one document */

void renderer_init(struct renderer *renderer, const struct options *options, struct bodies *bodies,
                   struct font_book *book)
{
    *renderer = (struct renderer){.options = options, .out = options_out(options), .bodies = bodies, .book = book};
}

void renderer_finish(struct renderer *renderer)
{
    if (renderer->shaper)
        shaper_destroy(renderer->shaper);
    if (renderer->writer)
        pdf_writer_destroy(renderer->writer);
    arena_finish(&renderer->arena);
    arena_finish(&renderer->scratch);
    arena_finish(&renderer->kept);
    buf_finish(&renderer->bytes);
    buf_finish(&renderer->notes);
}

static void list_output(struct arena *arena, struct str path, size_t size, output_list *outputs)
{
    struct output const output = {str_copy(arena, path), (long long)size};
    vec_push(arena, outputs, output);
}

/* Once for what meets every file; always false. */
static bool tell_unwritten(struct renderer *renderer, const char *full)
{
    int const why = errno;
    if (!halt_fits(why) || halt())
        say_fault(renderer->options->language, SAY_CANNOT_WRITE, str_of(full), why);
    return false;
}

static bool tell_uncopied(struct renderer *renderer, struct str from, const char *to)
{
    int const why = errno;
    enum language const language = renderer->options->language;
    if (!halt_fits(why) || halt())
        say_fault2(language, SAY_CANNOT_COPY, from, str_of(to), why);
    return false;
}

static bool announce(const struct renderer *renderer, struct str path)
{
    return renderer->is_step || manifest_announce(renderer->out, path);
}

bool render_file(struct renderer *renderer, struct str path, struct str content, struct arena *arena,
                 output_list *outputs)
{
    struct arena scratch = {0};
    struct lap const lap = lap_begin(renderer->options->timings);
    const char *full = path_join(&scratch, renderer->out, str_cstr(&scratch, path));
    bool done = !halt_is_asked();
    if (done && !file_has(full, content))
        done = (announce(renderer, path) && file_write(full, content)) || tell_unwritten(renderer, full);
    lap_end(&lap, TIMED_WRITE);
    arena_finish(&scratch);
    if (done)
        list_output(arena, path, content.len, outputs);
    return done;
}

/* The pieces as a file of their own, which takes the old one's place unless it says the same. */
static bool write_pieces(struct renderer *renderer, const char *full, bool (*next)(void *context), void *context,
                         size_t *size)
{
    enum { PIECE = 1 << 16 };
    struct file_writer writer;
    if (!file_begin(&writer, full))
        return false;
    while (next(context)) {
        if (renderer->bytes.len < PIECE)
            continue;
        *size += renderer->bytes.len;
        file_put(&writer, buf_str(&renderer->bytes));
        buf_clear(&renderer->bytes);
    }
    *size += renderer->bytes.len;
    file_put(&writer, buf_str(&renderer->bytes));
    if (!writer.failed && file_is_copy(full, writer.temporary)) {
        file_abandon(&writer);
        return true;
    }
    return file_end(&writer);
}

bool render_pieces(struct renderer *renderer, struct str path, bool (*next)(void *context), void *context,
                   struct arena *arena, output_list *outputs)
{
    struct arena scratch = {0};
    size_t size = 0;
    const char *full = path_join(&scratch, renderer->out, str_cstr(&scratch, path));
    bool const done = !halt_is_asked() &&
                      ((manifest_announce(renderer->out, path) && write_pieces(renderer, full, next, context, &size)) ||
                       tell_unwritten(renderer, full));
    arena_finish(&scratch);
    if (done)
        list_output(arena, path, size, outputs);
    return done;
}

/* What is published is what was looked through, whatever happens to the file meanwhile. */
static bool copy_one(struct renderer *renderer, const struct file_output *file, const char *to)
{
    struct arena scratch = {0};
    struct str content = {0};
    bool done = file_read(&scratch, file->from.at, file->size, &content) || errno == EFBIG;
    if (!done) {
        tell_uncopied(renderer, file->from, to);
    } else if (content.len != file->size || !hash_equal(hash_bytes(content), file->hash)) {
        done = false;
        say_fault(renderer->options->language, SAY_CHANGED, file->from, 0);
    } else if (!file_has(to, content)) {
        done = (announce(renderer, file->path) && file_write(to, content)) || tell_uncopied(renderer, file->from, to);
    }
    arena_finish(&scratch);
    return done;
}

static bool copy_files(struct renderer *renderer, const struct compiled *compiled, struct arena *arena,
                       output_list *outputs)
{
    struct lap const lap = lap_begin(renderer->options->timings);
    for (size_t i = 0; i < compiled->files.len; i++) {
        const struct file_output *file = &compiled->files.at[i];
        const char *to = path_join(&renderer->arena, renderer->out, file->path.at);
        if (halt_is_asked())
            return false;
        if (!copy_one(renderer, file, to))
            return false;
        list_output(arena, file->path, file->size, outputs);
    }
    lap_end(&lap, TIMED_WRITE);
    return true;
}

/* `meetings/a.md:23:4` of a character in a node, of the node where the character can't be found, or the file's name. */
static struct str place_in(struct arena *arena, const struct node *node, struct str character, struct str source)
{
    if (!node || span_is_nowhere(node->span))
        return source;
    size_t const found = character.len > 0 ? str_find(span_text(node->span), character, 0) : SIZE_MAX;
    size_t const offset = node->span.start + (found == SIZE_MAX ? 0 : found);
    struct position const position = source_position(node->span.source, offset);
    return str_format(arena, "%.*s:%zu:%zu", STR(node->span.source->path), position.line, position.column);
}

/* Characters that no font has: one note for those of a block, at the first of them. */
static void tell_missing(struct renderer *renderer, const struct layout *layout, struct str source)
{
    enum language const language = renderer->options->language;
    struct arena *arena = &renderer->arena;
    for (size_t i = 0, notes = 0; i < layout->missing.len && notes < MOST_NOTES; notes++) {
        const struct missing *first = &layout->missing.at[i];
        struct buf character = {0}, list = {0};
        buf_add_code_point(&character, first->character);
        struct str const place = place_in(arena, first->node, buf_str(&character), source);
        for (size_t count = 0; i < layout->missing.len && layout->missing.at[i].node == first->node; i++, count++)
            if (count < MOST_NOTES)
                buf_format(&list, count ? ", U+%04X" : "U+%04X", (unsigned)layout->missing.at[i].character);
        say_note_later(&renderer->notes, language, say(arena, language, SAY_CHARACTERS_MISSING, buf_str(&list), place));
        buf_finish(&character);
        buf_finish(&list);
    }
}

/* What could not be set as it should be. */
static void tell_of_layout(struct renderer *renderer, const struct layout *layout, struct str source)
{
    enum language const language = renderer->options->language;
    struct arena *arena = &renderer->arena;
    for (size_t i = 0; i < layout->fonts.len; i++)
        say_note_later(&renderer->notes, language, say(arena, language, SAY_FONT_MISSING, layout->fonts.at[i], source));
    tell_missing(renderer, layout, source);
    for (size_t i = 0; i < layout->crammed.len && i < MOST_NOTES; i++) {
        const struct node *table = layout->crammed.at[i];
        struct str const columns = str_format(arena, "%u", table->as.table.columns);
        struct str const place = place_in(arena, table, (struct str){0}, source);
        say_note_later(&renderer->notes, language, say(arena, language, SAY_TABLE_CRAMMED, columns, place));
    }
}

void render_tell(struct renderer *renderer)
{
    fwrite(renderer->notes.at, 1, renderer->notes.len, stderr);
    buf_clear(&renderer->notes);
}

/* No font can be had, or one could not be read. The same will meet all other documents. */
static void tell_unset(struct renderer *renderer)
{
    enum language const language = renderer->options->language;
    int why;
    const char *unread = font_book_fault(renderer->book, &why);
    if (!halt())
        return;
    if (unread)
        say_fault(language, SAY_CANNOT_READ, str_of(unread), why);
    else
        say_fault(language, SAY_NO_FONTS, S(""), 0);
}

static struct layout *lay_out(struct renderer *renderer, const struct document *document, const struct look *look)
{
    if (!renderer->shaper)
        renderer->shaper = shaper_create(renderer->book);
    struct lap const lap = lap_begin(renderer->options->timings);
    struct layout *layout =
        layout_document(&renderer->arena, &renderer->scratch, document, look, renderer->book, renderer->shaper);
    lap_end(&lap, TIMED_LAYOUT);
    int why;
    if (layout && !font_book_fault(renderer->book, &why))
        return layout;
    tell_unset(renderer);
    return NULL;
}

/* Write the PDF; *size is that of the file, 0 when there is none. */
static bool write_pdf(struct renderer *renderer, const struct layout *layout, struct str path, struct arena *arena,
                      output_list *outputs, size_t *size)
{
    *size = 0;
    if (!renderer->writer)
        renderer->writer = pdf_writer_create(renderer->stock);
    struct str why = {0};
    buf_clear(&renderer->bytes);
    struct lap const lap = lap_begin(renderer->options->timings);
    bool const made = pdf_write(renderer->writer, layout, &renderer->scratch, &renderer->bytes, &why);
    lap_end(&lap, TIMED_PDF);
    if (!made) {
        struct str const text = say(&renderer->arena, renderer->options->language, SAY_PDF_FAILED, path, why);
        say_error(renderer->options->language, text);
        return false;
    }
    *size = renderer->bytes.len;
    return render_file(renderer, path, buf_str(&renderer->bytes), arena, outputs);
}

/* A PDF that this build does not make can be linked to if an earlier one made it. */
static size_t published_size(struct renderer *renderer, struct str path)
{
    long long const size = file_size(path_join(&renderer->arena, renderer->out, str_cstr(&renderer->arena, path)));
    return size > 0 ? (size_t)size : 0;
}

static void number_pages(struct unit *unit, const struct meeting *meeting, const struct layout *layout)
{
    unit->pages = (unsigned)layout->pages.len;
    size_t item = 0;
    for (size_t i = 0; i < unit->sections.len && i < meeting->sections.len; i++) {
        struct unit_section *section = &unit->sections.at[i];
        section->page = layout_page_of(layout, meeting->sections.at[i]);
        for (size_t j = 0; j < section->items.len && item < meeting->items.len; j++)
            section->items.at[j].page = layout_page_of(layout, meeting->items.at[item++]);
    }
}

/* Many pages share these: each is written once. */
static bool write_asset(struct renderer *renderer, struct str path, struct str content, struct arena *arena,
                        output_list *outputs)
{
    for (size_t i = 0; i < renderer->assets.len; i++)
        if (str_equal(renderer->assets.at[i].path, path)) {
            vec_push(arena, outputs, renderer->assets.at[i]);
            return true;
        }
    if (!render_file(renderer, path, content, arena, outputs))
        return false;
    vec_push(&renderer->kept, &renderer->assets, outputs->at[outputs->len - 1]);
    return true;
}

/* What every page has beside itself: its stylesheet and the script of the search. */
static bool write_assets(struct renderer *renderer, const struct body *look, struct arena *arena, output_list *outputs)
{
    if (renderer->is_step)
        return true;
    const struct html_script *script = bodies_script(renderer->bodies);
    return write_asset(renderer, look->stylesheet, look->css, arena, outputs) &&
           write_asset(renderer, script->path, script->bytes, arena, outputs);
}

static void write_page(struct renderer *renderer, const struct html_page *page)
{
    struct lap const lap = lap_begin(renderer->options->timings);
    buf_clear(&renderer->bytes);
    html_write_page(&renderer->bytes, page);
    lap_end(&lap, TIMED_HTML);
}

static struct document *compose(struct renderer *renderer, const struct compiled *compiled)
{
    struct lap const lap = lap_begin(renderer->options->timings);
    struct document *document =
        document_compose(&renderer->arena, compiled->meeting, &compiled->body->forum->publisher);
    lap_end(&lap, TIMED_COMPOSE);
    return document;
}

static struct html_link neighbour_link(const struct unit *unit)
{
    return unit ? (struct html_link){unit->html, unit->title} : (struct html_link){0};
}

static struct html_link home_link(void)
{
    return (struct html_link){S("index.html"), word(WORD_ARCHIVE)};
}

static struct html_link body_link(struct arena *arena, const struct forum *forum)
{
    return (struct html_link){str_format(arena, "%.*s/index.html", STR(forum->id)), forum->name};
}

struct layout *render_layout(struct renderer *renderer, struct compiled *compiled, struct unit *unit)
{
    const struct forum *forum = compiled->body->forum;
    struct meeting *meeting = compiled->meeting;
    struct document *document = compose(renderer, compiled);
    struct layout *layout = lay_out(renderer, document, forum->look);
    if (!layout)
        return NULL;
    number_pages(unit, meeting, layout);
    return layout;
}

/* With the PDF of that size beside it, unless 0. */
static bool write_meeting_page(struct renderer *renderer, const struct compiled *compiled,
                               const struct document *document, const struct unit *unit, const struct archive *archive,
                               size_t pdf_size, struct arena *arena, output_list *outputs)
{
    const struct forum *forum = compiled->body->forum;
    struct neighbours const neighbours = archive_neighbours(archive, unit);
    struct html_page const page = {
        .document = document,
        .forum = forum,
        .stylesheet = compiled->body->stylesheet,
        .script = bodies_script(renderer->bodies)->path,
        .feed = S("feed.xml"),
        .home = home_link(),
        .body = body_link(&renderer->arena, forum),
        .previous = neighbour_link(neighbours.previous),
        .next = neighbour_link(neighbours.next),
        .pdf = pdf_size ? unit->pdf : (struct str){0},
        .pdf_size = pdf_size,
        .pdf_pages = unit->pages,
        .meeting = compiled->meeting,
    };
    write_page(renderer, &page);
    return render_file(renderer, unit->html, buf_str(&renderer->bytes), arena, outputs);
}

bool render_text(struct renderer *renderer, const struct compiled *compiled, struct unit *unit, struct arena *arena,
                 output_list *outputs)
{
    arena_reset(&renderer->arena);
    unit->text = (struct hash){0};
    /* What can't be set is not begun. */
    struct str const family = compiled->body->forum->look->body_family;
    if (!font_find(renderer->book, family, FONT_REGULAR) && !font_any(renderer->book)) {
        tell_unset(renderer);
        return false;
    }
    if (!renderer->options->html)
        return true;
    const struct str *texts = search_texts(&renderer->arena, compiled->meeting);
    struct search_file const text = search_write_text(&renderer->arena, unit, texts);
    return render_file(renderer, text.path, text.content, arena, outputs);
}

struct layout *render_pages(struct renderer *renderer, struct compiled *compiled, struct unit *unit)
{
    arena_reset(&renderer->arena);
    struct layout *layout = render_layout(renderer, compiled, unit);
    if (!layout)
        return NULL;
    tell_of_layout(renderer, layout, unit->source);
    unit_seal_pages(unit);
    return layout;
}

bool render_documents(struct renderer *renderer, const struct compiled *compiled, const struct layout *layout,
                      const struct unit *unit, const struct archive *archive, struct arena *arena, output_list *outputs)
{
    const struct options *options = renderer->options;
    if (!copy_files(renderer, compiled, arena, outputs))
        return false;
    size_t pdf_size = 0;
    if (!options->pdf)
        pdf_size = published_size(renderer, unit->pdf);
    else if (!write_pdf(renderer, layout, unit->pdf, arena, outputs, &pdf_size))
        return false;
    return !options->html ||
           (write_assets(renderer, compiled->body, arena, outputs) &&
            write_meeting_page(renderer, compiled, layout->document, unit, archive, pdf_size, arena, outputs));
}

bool render_page(struct renderer *renderer, struct compiled *compiled, const struct unit *unit,
                 const struct archive *archive, output_list *outputs)
{
    arena_reset(&renderer->arena);
    const struct document *document = compose(renderer, compiled);
    output_list page = {0};
    if (!write_meeting_page(renderer, compiled, document, unit, archive, published_size(renderer, unit->pdf),
                            &renderer->arena, &page))
        return false;
    for (size_t i = 0; i < outputs->len; i++)
        if (str_equal(outputs->at[i].path, unit->html))
            outputs->at[i].size = page.at[0].size;
    return true;
}

bool render_agenda(struct renderer *renderer, struct compiled *compiled, const struct unit *minutes,
                   struct arena *arena, output_list *outputs)
{
    const struct forum *forum = compiled->body->forum;
    arena_reset(&renderer->arena);
    agenda_restore(compiled->meeting, minutes);
    struct document *document = compose(renderer, compiled);
    const struct layout *layout = lay_out(renderer, document, forum->look);
    size_t size;
    return layout && write_pdf(renderer, layout, document->pdf, arena, outputs, &size);
}

bool render_contents(struct renderer *renderer, const struct document *document, const struct document *printed,
                     const struct body *look, const struct forum *forum, const struct contents_around *around,
                     struct arena *arena, output_list *outputs)
{
    const struct options *options = renderer->options;
    struct html_page page = {
        .document = document,
        .forum = forum,
        .stylesheet = look->stylesheet,
        .script = bodies_script(renderer->bodies)->path,
        .home = home_link(),
        .previous = around->previous,
        .next = around->next,
    };
    if (around->has_feed)
        page.feed = forum ? str_format(&renderer->arena, "%.*s/feed.xml", STR(forum->id)) : S("feed.xml");
    if (forum)
        page.body = body_link(&renderer->arena, forum);
    if (printed && options->pdf) {
        struct layout *layout = lay_out(renderer, printed, look->forum->look);
        if (!layout)
            return false;
        tell_of_layout(renderer, layout, printed->pdf);
        render_tell(renderer);
        if (!write_pdf(renderer, layout, printed->pdf, arena, outputs, &page.pdf_size))
            return false;
        page.pdf_pages = (unsigned)layout->pages.len;
        page.pdf = printed->pdf;
    }
    if (!options->html)
        return true;
    if (!write_assets(renderer, look, arena, outputs))
        return false;
    write_page(renderer, &page);
    return render_file(renderer, document->html, buf_str(&renderer->bytes), arena, outputs);
}
