/* styles/<forum>/style.yaml: how a body's documents look, for PDF and HTML alike.
 *
 *   side: {størrelse: A4 | A5 | Letter | [210mm, 297mm], margener: {top, bund, venstre, højre}}
 *   skrift: {brødtekst, overskrifter, kode: families; størrelse: 11pt; linjeafstand: 1.35; skala: 1.2}
 *   farver: {accent, tekst, dæmpet, streg: "#rrggbb"}
 *   sats: {justering: venstre | lige; orddeling: ja | nej; afsnit: the space between paragraphs}
 *   logo: {fil: PNG or JPEG beside style.yaml, alt: …, højde: 15mm}
 *
 * All optional; `arver` as in agenda.yaml. Colours of text under 4.5 : 1 on white are refused (WCAG 2.2, 1.4.3).
 * Unknown keys and impossible values are diagnostics with positions. */
#ifndef STYLE_LOOK_H
#define STYLE_LOOK_H

#include "style/files.h"

/* A length in thousandths of a point. */
typedef int32_t mp;
#define MP_PER_POINT 1000
#define MP_OF_MM(mm) ((mp)((mm)*360000 / 127)) /* 1 mm = 360/127 pt */

struct look {
    mp page_width, page_height;
    mp margin_top, margin_bottom, margin_left, margin_right;
    struct str body_family, heading_family, code_family;
    mp body_size;
    int line_height;                    /* per mille of the size */
    int scale;                          /* per mille from one heading size to the next */
    uint32_t accent, text, muted, rule; /* 0xRRGGBB */
    bool justified, hyphenated;
    mp paragraph_space;
    const struct style_picture *logo; /* NULL = none */
    struct str logo_alt;
    mp logo_height;
};

/* What applies where nothing is said. */
struct look look_default(void);

/* Read styles/<id>/style.yaml with what it inherits over the defaults; a body without the file looks like the default.
 * Values that could not be used keep their default and are reported. */
struct look *look_read(struct style_files *files, struct str id, struct diag_sink *sink);

#endif
