/* The files of script/ and search.css, put into the program by embed.c when it is built. */
#ifndef HTML_SCRIPT_PARTS_H
#define HTML_SCRIPT_PARTS_H

#include <stddef.h>

extern const char html_script_words[];
extern const size_t html_script_words_size;
extern const char html_script_index[];
extern const size_t html_script_index_size;
extern const char html_script_box[];
extern const size_t html_script_box_size;
extern const char html_script_filter[];
extern const size_t html_script_filter_size;
extern const char html_script_start[];
extern const size_t html_script_start_size;
extern const char html_search_css[];
extern const size_t html_search_css_size;

#endif
