#include "style/look.h"

/* A4 with a measure of 160 mm, some 90 letters of Carlito: the longest that reads well at this line height. */
struct look look_default(void)
{
    return (struct look){
        .page_width = MP_OF_MM(210),
        .page_height = MP_OF_MM(297),
        .margin_top = MP_OF_MM(25),
        .margin_bottom = MP_OF_MM(25),
        .margin_left = MP_OF_MM(25),
        .margin_right = MP_OF_MM(25),
        .body_family = S("Carlito"),
        .heading_family = S("Carlito"),
        .code_family = S("DejaVu Sans Mono"),
        .body_size = 11 * MP_PER_POINT,
        .line_height = 1350,
        .scale = 1200,
        .accent = 0x1D5A6E,
        .text = 0x1B1B1B,
        .muted = 0x555555,
        .rule = 0xC9D3D6,
        .justified = false,
        .hyphenated = true,
        .paragraph_space = 7425, /* half a line, so that text keeps to a grid of half lines */
        .logo_height = MP_OF_MM(15),
    };
}
