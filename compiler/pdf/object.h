/* One PDF being made, and libharu's objects with fewer words.
 *
 * libharu has no calls for tagged PDF, but its object layer is public: dictionaries, arrays, names and numbers are made
 * and written by it. Its memory is taken with must_malloc, so no constructor returns NULL. What libharu refuses (an
 * array over 32,767 elements, say) stays in its error record, which pdf_write looks at in the end; the results of
 * single calls are not looked at. Everything made here lives until the document is freed. */
#ifndef PDF_OBJECT_H
#define PDF_OBJECT_H

#include "base/vec.h"
#include "late/haru.h"
#include "layout/layout.h"

struct compressor;

/* An object with a number that we write ourselves. As objects of libharu's, in which every name and number is an
 * allocation of its own, structure elements, links and bookmarks would take more memory and time than all else of most
 * documents, and an array would end at 32,767 elements, which a long list may have. libharu may refer to it all the
 * same: of what it refers to it only looks at the header. */
struct own_object {
    HPDF_Obj_Header header; /* first, and of no class */
    struct str text;        /* what is written */
};

/* The bytes of a stream as they are written. */
struct packed {
    struct str bytes;
    bool deflated;
};

/* A stream object: its dictionary is libharu's, its bytes are borrowed from the scratch arena. */
struct stream {
    HPDF_Dict dict;
    struct str bytes;
};

struct pdf {
    HPDF_Doc haru;
    HPDF_MMgr memory; /* haru's */
    const struct layout *layout;
    struct arena *scratch;
    struct compressor *compressor;
    HPDF_Dict *pages;              /* as many as the layout has */
    vec_of(void *) objects;        /* by number: libharu's and our own; the first is none */
    vec_of(struct stream) streams; /* in order of object number */
    struct buf text;               /* of an object of our own that is being written */
    struct str why;                /* the first fault that is not libharu's; empty = none */
};

/* The most bytes a string may have (ISO 19005-2, 6.1.13). */
#define PDF_STRING_LIMIT 32767

/* Note the first fault. Always false. */
bool pdf_fault(struct pdf *pdf, struct str why);

HPDF_Dict pdf_dict(struct pdf *pdf);   /* to be put into another object */
HPDF_Dict pdf_object(struct pdf *pdf); /* with an object number: may be referred to from many places */
HPDF_Array pdf_array(struct pdf *pdf);

/* Give numbers to what libharu made when it began the document. */
void pdf_number_first(struct pdf *pdf);

void own_object_init(struct pdf *pdf, struct own_object *object); /* gets its number; must stay where it is */
struct own_object *own_object_new(struct pdf *pdf);

/* What the object is to say is written into the buffer between these two. One object at a time. */
struct buf *own_object_begin(struct pdf *pdf);
void own_object_end(struct pdf *pdf, struct own_object *object);
bool is_own_object(const void *object);

/* The bytes deflated, in the arena, when that makes them fewer; else as they are, borrowed. */
struct packed pdf_pack(struct compressor *compressor, struct arena *arena, struct str bytes);

/* A stream object of these bytes, which must live as long as the document; of bytes that need not live on. */
HPDF_Dict pdf_stream(struct pdf *pdf, struct packed packed);
HPDF_Dict pdf_deflated_stream(struct pdf *pdf, struct str bytes);

/* A text string: in PDFDocEncoding when that has all its letters, else in UTF-16BE. Cut between characters where a
 * string may not be longer. */
void pdf_set_text(struct pdf *pdf, HPDF_Dict dict, const char *key, struct str utf8);
void pdf_put_text(struct pdf *pdf, struct buf *out, struct str utf8);

/* A whole number in at least so many digits. PDFs are full of them, so printf is not asked. */
void pdf_put_number(struct buf *out, uint64_t value, int least);
void pdf_put_whole(struct buf *out, int64_t value);          /* with a minus where it needs one */
void pdf_put_reference(struct buf *out, const void *object); /* `12 0 R` */

/* The text as hexadecimal digits of UTF-16BE. */
void pdf_put_utf16(struct buf *out, struct str utf8);

void pdf_put_hex4(struct buf *out, unsigned value); /* four hexadecimal digits */

/* A string of bytes, as the names of destinations are; cut at PDF_STRING_LIMIT. */
void *pdf_bytes(struct pdf *pdf, struct str bytes);
void pdf_put_bytes(struct buf *out, struct str bytes);

/* Real numbers that stand for thousandths of a point. */
void pdf_push_length(HPDF_Array array, mp length);

/* [left bottom right top] of a rectangle with y downwards on a page of that height, in whole points, grown outwards. */
void pdf_put_rectangle(struct buf *out, mp page_height, mp left, mp top, mp right, mp bottom);

#endif
