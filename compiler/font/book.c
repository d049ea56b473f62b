/* Fonts by family: the folders of fonts are listed once, and a file is opened only when its name suggests the family
 * asked for (`Carlito-Bold.ttf`), or when no such file has it. That costs a tenth of what fontconfig's start does, and
 * finds the same fonts on every machine with the same packages. */
#include "font/face.h"

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <errno.h>
#include <linebreak.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define FACES_A_FILE 16 /* more faces of one collection are not looked at */

struct font_path {
    const char *path;
    struct str stem; /* the file's name folded to small letters and digits: `carlitobold` */
};

struct font_book {
    atomic_flag lock;
    struct arena arena;
    vec_of(struct font_path) paths; /* in order of the folders, then of bytes */
    vec_of(struct font *) fonts;    /* opened, in the order they were asked for */
    vec_of(uint32_t) nowhere;       /* characters that no font has */
    unsigned everything;            /* paths before this one have been opened whole */
    const char *unread;             /* what could not be read, and why */
    int why;
};

/* Opening a face takes a fraction of a millisecond and happens a few times a process. */
static void book_lock(struct font_book *book)
{
    while (atomic_flag_test_and_set_explicit(&book->lock, memory_order_acquire))
        sched_yield();
}

static void book_unlock(struct font_book *book)
{
    atomic_flag_clear_explicit(&book->lock, memory_order_release);
}

/* What is not there or not ours to read is as good as not installed; anything else is a fault of the machine. */
static void note_unread(struct font_book *book, const char *path, int why)
{
    bool const absent = why == ENOENT || why == ENOTDIR || why == ELOOP || why == EACCES || why == EINVAL;
    if (absent || book->unread)
        return;
    book->unread = str_copy(&book->arena, str_of(path)).at;
    book->why = why;
}

static struct str squeeze(struct arena *arena, struct str text)
{
    struct str const folded = utf8_fold(arena, text);
    char *letters = arena_alloc(arena, folded.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < folded.len; i++)
        if ((folded.at[i] >= 'a' && folded.at[i] <= 'z') || (folded.at[i] >= '0' && folded.at[i] <= '9'))
            letters[len++] = folded.at[i];
    return (struct str){letters, len};
}

static void list_folder(struct font_book *book, const char *folder, unsigned depth)
{
    file_list entries = {0};
    if (!file_list_directory(&book->arena, folder, &entries)) {
        note_unread(book, folder, errno);
        return;
    }
    for (size_t i = 0; i < entries.len; i++) {
        struct str const name = entries.at[i].name;
        const char *path = path_join(&book->arena, folder, name.at);
        if (entries.at[i].kind == FILE_DIRECTORY && depth < 8) {
            list_folder(book, path, depth + 1);
        } else if (str_ends(name, S(".ttf")) || str_ends(name, S(".ttc")) || str_ends(name, S(".otf"))) {
            struct font_path const font = {path, squeeze(&book->arena, str_part(name, 0, name.len - 4))};
            vec_push(&book->arena, &book->paths, font);
        }
    }
}

font_folder_list font_folders(struct arena *arena)
{
    font_folder_list folders = {0};
    struct str rest = str_of(getenv("REFERAT_FONTS"));
    while (rest.len > 0) {
        size_t const colon = str_find_byte(rest, ':', 0);
        struct str const folder = str_copy(arena, str_part(rest, 0, colon));
        if (folder.len > 0)
            vec_push(arena, &folders, folder);
        rest = colon == SIZE_MAX ? (struct str){0} : str_from(rest, colon + 1);
    }
    vec_push(arena, &folders, S("/usr/local/share/fonts"));
    vec_push(arena, &folders, S("/usr/share/fonts"));
    return folders;
}

struct hash font_book_hash(const struct font_book *book)
{
    enum { HEAD = 1024 }; /* 62 tables; none has more than half of that */
    struct hash all = hash_bytes(S("fonts"));
    char head[HEAD];
    for (size_t i = 0; i < book->paths.len; i++) {
        const char *path = book->paths.at[i].path;
        all = hash_combine(all, hash_bytes(str_of(path)));
        all = hash_combine(all, hash_bytes((struct str){head, file_read_head(path, head, sizeof head)}));
    }
    return all;
}

struct font_book *font_book_create(void)
{
    struct font_book *book = must_malloc(sizeof *book);
    memset(book, 0, sizeof *book);
    atomic_flag_clear(&book->lock);
    font_folder_list const folders = font_folders(&book->arena);
    for (size_t i = 0; i < folders.len; i++)
        list_folder(book, folders.at[i].at, 0);
    if (book->paths.len == 0) {
        int const why = book->unread ? book->why : ENOENT;
        font_book_destroy(book);
        errno = why;
        return NULL;
    }
    init_linebreak();
    return book;
}

void font_book_destroy(struct font_book *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->fonts.len; i++)
        face_close(book->fonts.at[i]);
    arena_finish(&book->arena);
    free(book);
}

static struct font *opened(const struct font_book *book, struct str family, enum font_style style)
{
    for (size_t i = 0; i < book->fonts.len; i++)
        if (book->fonts.at[i]->style == style && str_equal(book->fonts.at[i]->family, family))
            return book->fonts.at[i];
    return NULL;
}

static bool in_book(const struct font_book *book, const char *path, enum font_style style, struct str family)
{
    for (size_t i = 0; i < book->fonts.len; i++)
        if (book->fonts.at[i]->file.at == path && book->fonts.at[i]->style == style &&
            str_equal(book->fonts.at[i]->family, family))
            return true;
    return false;
}

/* Open the faces of a file; with a family, only the face of that family and style. */
static struct font *open_file(struct font_book *book, size_t index, const struct face_names *wanted)
{
    struct font_path *path = &book->paths.at[index];
    errno = 0;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path->path);
    if (!blob) {
        note_unread(book, path->path, errno ? errno : EIO);
        return NULL;
    }
    struct font *found = NULL;
    unsigned const faces = hb_face_count(blob);
    for (unsigned i = 0; i < faces && i < FACES_A_FILE && !found; i++) {
        hb_face_t *face = hb_face_create(blob, i);
        struct face_names names;
        bool const usable = face_names_read(&book->arena, face, &names);
        bool const right =
            usable && (!wanted || (names.style == wanted->style && str_equal(names.family, wanted->family)));
        if (!right || in_book(book, path->path, names.style, names.family)) {
            hb_face_destroy(face);
            continue;
        }
        struct font *font = face_open(&book->arena, face, str_of(path->path), &names);
        font->book = book;
        font->order = (unsigned)index;
        vec_push(&book->arena, &book->fonts, font);
        if (wanted)
            found = font;
    }
    hb_blob_destroy(blob);
    return found;
}

/* How much a file's name says for a face of the family and style being in it. */
enum promise { PROMISED, OF_FAMILY, UNLIKELY };

static enum promise promise_of(struct str stem, struct str family, enum font_style style)
{
    static const struct str styles[][2] = {
        [FONT_REGULAR] = {{"regular", 7}, {"", 0}},
        [FONT_BOLD] = {{"bold", 4}, {"bd", 2}},
        [FONT_ITALIC] = {{"italic", 6}, {"oblique", 7}},
        [FONT_BOLD_ITALIC] = {{"bolditalic", 10}, {"boldoblique", 11}},
    };
    if (!str_starts(stem, family))
        return UNLIKELY;
    struct str const rest = str_from(stem, family.len);
    return str_equal(rest, styles[style][0]) || str_equal(rest, styles[style][1]) ? PROMISED : OF_FAMILY;
}

/* Most promising files first; all others too, for families whose files are not named after them. */
static struct font *find_locked(struct font_book *book, struct str family, enum font_style style)
{
    struct face_names const wanted = {utf8_fold(&book->arena, family), style};
    struct font *font = opened(book, wanted.family, style);
    struct str const stem = squeeze(&book->arena, family);
    for (enum promise promise = PROMISED; promise <= UNLIKELY && !font; promise++)
        for (size_t i = 0; i < book->paths.len && !font; i++)
            if (promise_of(book->paths.at[i].stem, stem, style) == promise)
                font = open_file(book, i, &wanted);
    return font;
}

const struct font *font_find(struct font_book *book, struct str family, enum font_style style)
{
    book_lock(book);
    struct font *font = find_locked(book, family, style);
    book_unlock(book);
    return font;
}

static const struct font *fallback_locked(struct font_book *book, const struct font *wanted, uint32_t code_point)
{
    for (size_t i = 0; i < book->nowhere.len; i++)
        if (book->nowhere.at[i] == code_point)
            return NULL;
    struct font *font = find_locked(book, S("DejaVu Sans"), wanted->style);
    if (font && font_has(font, code_point))
        return font;
    font = find_locked(book, S("DejaVu Sans"), FONT_REGULAR);
    if (font && font_has(font, code_point))
        return font;
    for (; book->everything < book->paths.len; book->everything++)
        open_file(book, book->everything, NULL);
    const struct font *best = NULL;
    for (size_t i = 0; i < book->fonts.len; i++) {
        const struct font *other = book->fonts.at[i];
        if (!font_has(other, code_point))
            continue;
        bool const styled = other->style == wanted->style;
        bool const best_styled = best && best->style == wanted->style;
        if (!best || (styled && !best_styled) || (styled == best_styled && other->order < best->order))
            best = other;
    }
    if (!best)
        vec_push(&book->arena, &book->nowhere, code_point);
    return best;
}

const struct font *font_fallback(struct font_book *book, const struct font *wanted, uint32_t code_point)
{
    book_lock(book);
    const struct font *font = fallback_locked(book, wanted, code_point);
    book_unlock(book);
    return font;
}

const char *font_book_fault(struct font_book *book, int *why)
{
    book_lock(book);
    const char *unread = book->unread;
    *why = book->why;
    book_unlock(book);
    return unread;
}

const struct font *font_any(struct font_book *book)
{
    book_lock(book);
    for (; book->fonts.len == 0 && book->everything < book->paths.len; book->everything++)
        open_file(book, book->everything, NULL);
    const struct font *font = book->fonts.len > 0 ? book->fonts.at[0] : NULL;
    book_unlock(book);
    return font;
}
