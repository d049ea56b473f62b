#include "source/source.h"

#include <assert.h>

void excerpt_begin(struct excerpt_builder *builder, struct arena *arena, const struct source *source)
{
    *builder = (struct excerpt_builder){.arena = arena, .excerpt.source = source};
}

static void add_piece(struct excerpt_builder *builder, size_t source_offset, size_t length)
{
    struct excerpt_piece piece = {(uint32_t)builder->text.len, (uint32_t)source_offset, (uint32_t)length};
    vec_push(builder->arena, &builder->excerpt.pieces, piece);
}

void excerpt_add(struct excerpt_builder *builder, struct str bytes, size_t source_offset)
{
    assert(source_offset + bytes.len <= UINT32_MAX && builder->text.len + bytes.len <= UINT32_MAX);
    size_t count = builder->excerpt.pieces.len;
    struct excerpt_piece *last = count ? &builder->excerpt.pieces.at[count - 1] : NULL;
    bool continues =
        last && last->at + last->length == builder->text.len && last->source + last->length == source_offset;
    if (continues)
        last->length += (uint32_t)bytes.len;
    else
        add_piece(builder, source_offset, bytes.len);
    buf_add(&builder->text, bytes);
}

void excerpt_add_made_up(struct excerpt_builder *builder, struct str bytes, size_t source_offset)
{
    assert(source_offset <= UINT32_MAX && builder->text.len + bytes.len <= UINT32_MAX);
    if (bytes.len == 0)
        return;
    add_piece(builder, source_offset, 0);
    buf_add(&builder->text, bytes);
}

struct excerpt excerpt_end(struct excerpt_builder *builder)
{
    builder->excerpt.text = buf_keep(&builder->text, builder->arena);
    buf_finish(&builder->text);
    return builder->excerpt;
}

struct excerpt excerpt_of(struct arena *arena, const struct source *source, size_t start, size_t end)
{
    struct str text = source->text;
    if (end > text.len)
        end = text.len;
    if (start == 0 && str_starts(text, S("\xEF\xBB\xBF")))
        start = 3;
    if (start > end)
        start = end;

    struct str part = str_part(text, start, end);
    if (str_find_byte(part, '\r', 0) == SIZE_MAX) {
        struct excerpt excerpt = {.text = part, .source = source};
        struct excerpt_piece whole = {0, (uint32_t)start, (uint32_t)part.len};
        vec_push(arena, &excerpt.pieces, whole);
        return excerpt;
    }

    struct excerpt_builder builder;
    excerpt_begin(&builder, arena, source);
    size_t from = start;
    for (size_t i = start; i < end; i++) {
        if (text.at[i] != '\r')
            continue;
        excerpt_add(&builder, str_part(text, from, i), from);
        if (i + 1 < end && text.at[i + 1] == '\n')
            i++;
        excerpt_add(&builder, S("\n"), i);
        from = i + 1;
    }
    excerpt_add(&builder, str_part(text, from, end), from);
    return excerpt_end(&builder);
}

/* The last piece that begins at or before the offset; 0 when there is none. */
static size_t piece_of(const struct excerpt *excerpt, size_t offset)
{
    size_t low = 0, high = excerpt->pieces.len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (excerpt->pieces.at[middle].at <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct span excerpt_span(const struct excerpt *excerpt, size_t start, size_t end)
{
    if (excerpt->pieces.len == 0)
        return (struct span){excerpt->source, 0, 0};

    const struct excerpt_piece *first = &excerpt->pieces.at[piece_of(excerpt, start)];
    size_t into = start - first->at < first->length ? start - first->at : first->length;
    size_t from = first->source + into;
    if (end <= start)
        return (struct span){excerpt->source, (uint32_t)from, (uint32_t)from};

    size_t index = piece_of(excerpt, end - 1);
    const struct excerpt_piece *last = &excerpt->pieces.at[index];
    size_t to = last->source + last->length;
    if (end - 1 - last->at < last->length)
        to = last->source + (end - last->at);
    else if (index + 1 < excerpt->pieces.len && excerpt->pieces.at[index + 1].source >= to) {
        /* A made-up byte stands for what was typed up to the next piece, unless that is on another line. */
        size_t next = excerpt->pieces.at[index + 1].source;
        if (str_find_byte(str_part(excerpt->source->text, to, next), '\n', 0) == SIZE_MAX)
            to = next;
    }
    return (struct span){excerpt->source, (uint32_t)from, (uint32_t)(to < from ? from : to)};
}

/* Visit the pieces of start..end: the bytes of each that stand in the file, then those that were made up. */
static void add_pieces(struct excerpt_builder *builder, const struct excerpt *from, size_t start, size_t end)
{
    for (size_t i = piece_of(from, start); start < end && i < from->pieces.len; i++) {
        const struct excerpt_piece *piece = &from->pieces.at[i];
        size_t next = i + 1 < from->pieces.len ? from->pieces.at[i + 1].at : from->text.len;
        size_t parallel = piece->at + piece->length < next ? piece->at + piece->length : next;
        size_t stop = end < parallel ? end : parallel;
        if (start < stop) {
            excerpt_add(builder, str_part(from->text, start, stop), piece->source + (start - piece->at));
            start = stop;
        }
        stop = end < next ? end : next;
        if (start < stop) {
            excerpt_add_made_up(builder, str_part(from->text, start, stop), piece->source + piece->length);
            start = stop;
        }
    }
}

void excerpt_add_part(struct excerpt_builder *builder, const struct excerpt *from, size_t start, size_t end)
{
    assert(from->source == builder->excerpt.source && start <= end && end <= from->text.len);
    add_pieces(builder, from, start, end);
}

struct excerpt excerpt_part(struct arena *arena, const struct excerpt *excerpt, size_t start, size_t end)
{
    struct excerpt_builder builder;
    excerpt_begin(&builder, arena, excerpt->source);
    if (start < end && excerpt->pieces.len > 0) {
        /* A text has thousands of parts that are one piece, or two with what was made up. */
        size_t most = 2 * (piece_of(excerpt, end - 1) - piece_of(excerpt, start) + 1);
        builder.excerpt.pieces.at = arena_many(arena, struct excerpt_piece, most);
        builder.excerpt.pieces.cap = most;
    }
    excerpt_add_part(&builder, excerpt, start, end);
    return excerpt_end(&builder);
}
