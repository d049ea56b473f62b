/* Faces, their metrics and shaped words. HarfBuzz, FriBidi, libhyphen and libunibreak are known in this folder only,
 * and HarfBuzz by pdf for subsetting through font_face. Knows nothing of lines, pages or nodes.
 *
 * Fonts are found below /usr/share/fonts, /usr/local/share/fonts and, before these, the folders named in the
 * environment variable REFERAT_FONTS (parted by colons). A family is what a font says of itself (name id 1); never is
 * another put in its place. */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

struct font_book; /* the faces opened so far: one a process, shared read-only by threads once opened */
struct font;      /* one face: Carlito Bold */
struct shaper;    /* one thread's cache of shaped and hyphenated words */

enum font_style { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_BOLD_ITALIC };

struct font_metrics {
    int units_per_em;
    int ascent, descent, line_gap, cap_height, x_height; /* font units; descent is negative */
    int bbox[4];
    int italic_angle; /* degrees, negative leans right */
    int underline_position, underline_thickness;
};

/* Glyphs come in the order of the text they show. What one shows ends where the next shows another place, and at the
 * end of the text; several that show one place are one cluster. There is one for each letter of a document, so they
 * have no room for what few need. */
struct glyph {
    uint16_t id;
    bool space;      /* an inter-word space that justification may stretch */
    int32_t advance; /* font units, kerning included */
    uint32_t text;   /* the byte where what it shows begins */
};

/* How far a glyph stands from the pen, in font units; upwards and to the right. */
struct offset {
    int32_t dx, dy;
};

struct shaped {
    const struct glyph *glyphs;
    const struct offset *offsets; /* as many; NULL: all stand at the pen */
    size_t count;
    int32_t width; /* font units */
};

/* NULL with errno when there is no file of a font at all. */
struct font_book *font_book_create(void);
void font_book_destroy(struct font_book *book);

/* The face of a family and style, opened on first use; NULL when the family is not installed (the caller reports it).
 * Thread-safe. */
const struct font *font_find(struct font_book *book, struct str family, enum font_style style);

/* The folders that fonts are looked for in, first to last. */
typedef vec_of(struct str) font_folder_list;
font_folder_list font_folders(struct arena *arena);

/* A hash of all fonts that documents may be set in: their names and, from the head of each file, the checksums that it
 * gives of itself and its tables (OpenType 1.9, Table Directory). */
struct hash font_book_hash(const struct font_book *book);

/* The file or folder that could not be read though it is there, with *why an errno; NULL when all could be. What was
 * set since may be in another font than it ought to be. Thread-safe. */
const char *font_book_fault(struct font_book *book, int *why);

/* Any face at all, for when nothing asked for is there; NULL when no file holds one. */
const struct font *font_any(struct font_book *book);

/* The first installed face that has the character, of the same style if it can be; NULL when none has. Thread-safe. */
const struct font *font_fallback(struct font_book *book, const struct font *wanted, uint32_t code_point);

bool font_has(const struct font *font, uint32_t code_point);

/* How many of the first bytes are ASCII that shows itself and the font has, and single spaces after them: what most
 * texts are made of. */
size_t font_plain_length(const struct font *font, struct str text);

const struct font_metrics *font_metrics(const struct font *font);
struct str font_name(const struct font *font);                     /* PostScript name: Carlito-Bold */
struct str font_file(const struct font *font);                     /* path */
bool font_has_table(const struct font *font, uint32_t tag);        /* `glyf` as HB_TAG('g', 'l', 'y', 'f') */
void *font_face(const struct font *font);                          /* its hb_face_t, borrowed: for subsetting */
int32_t font_glyph_width(const struct font *font, uint16_t glyph); /* natural advance, font units */

struct shaper *shaper_create(struct font_book *book);
void shaper_destroy(struct shaper *shaper);

/* Shape one word or stretch of text, all of one font. Cached by font, features and text; the result lives as long as
 * the shaper. */
enum font_features {
    FEATURES_NONE = 0,
    FEATURE_TABULAR_FIGURES = 1,
    FEATURE_NO_LIGATURES = 2,
    FEATURE_RIGHT_TO_LEFT =
        4 /* the glyphs come in the order of the text all the same; their offsets take them to the left */
};
const struct shaped *shape(struct shaper *shaper, const struct font *font, struct str text, unsigned features);

/* Where the word may be divided (Danish patterns, joints of compounds preferred): byte offsets in order, each with its
 * quality; two letters stay at least before a point and three after it. Cached; lives as long as the shaper. Words
 * under 5 letters have none. */
struct hyphen_point {
    uint16_t at;
    bool joint; /* between the parts of a compound: better than between syllables */
};
struct hyphen_points {
    const struct hyphen_point *at;
    size_t count;
};
struct hyphen_points hyphenate(struct shaper *shaper, struct str word);

/* UAX #9: out[i] becomes the level of byte i's character; odd ones are read from right to left. `*base` is that of the
 * paragraph, from its first strong character. False, with nothing in `out`, when all is read from left to right. */
bool bidi_levels(struct arena *scratch, struct str text, unsigned char *out, unsigned *base);

/* UAX #9, rule L2: which of the parts of a line stands where, from the left. */
void bidi_order(const unsigned char *levels, size_t count, size_t *order);

/* UAX #14 line break opportunities: out[i] tells what may happen after byte i of the text (only set at a character's
 * last byte). */
enum line_break { BREAK_NONE, BREAK_ALLOWED, BREAK_MANDATORY };
void line_breaks(struct str text, unsigned char *out);

#endif
