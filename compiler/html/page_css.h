/* page.css, put into the program by embed.c when it is built. */
#ifndef HTML_PAGE_CSS_H
#define HTML_PAGE_CSS_H

#include <stddef.h>

extern const char html_page_css[];
extern const size_t html_page_css_size;

#endif
