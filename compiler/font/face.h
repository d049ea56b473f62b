/* Inside font/: one opened face. */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include "font/font.h"
#include "late/harfbuzz.h"

#define FONT_COMMON 640 /* up to the end of Latin Extended-B */

struct font {
    struct font_book *book;
    hb_face_t *face;
    hb_font_t *shaping; /* immutable, so that threads may share it */
    struct font_metrics metrics;
    struct str name, file, family; /* family folded */
    enum font_style style;
    uint64_t common[FONT_COMMON / 64]; /* which of the first characters it has: those of most texts */
    unsigned order;                    /* by path: what orders fallbacks */
};

/* What a font file says it holds, without opening more of it than its name table. Family folded; false when it is no
 * font with TrueType or CFF outlines, which are what we can embed. */
struct face_names {
    struct str family;
    enum font_style style;
};
bool face_has_table(hb_face_t *face, hb_tag_t tag);
bool face_names_read(struct arena *arena, hb_face_t *face, struct face_names *names);

/* A length in font units as it may be used: at most 16 em either way. No letter comes near that, and what broken fonts
 * say must not leave the range of lengths when 2000 of them stand in a row. */
static inline int32_t face_limit(const struct font *font, int32_t units)
{
    int32_t const most = 16 * font->metrics.units_per_em;
    return units > most ? most : units < -most ? -most : units;
}

/* Takes over the caller's reference of the face. Strings are copied into the arena. */
struct font *face_open(struct arena *arena, hb_face_t *face, struct str path, const struct face_names *names);
void face_close(struct font *font);

#endif
