#include "html/url.h"

#include "base/file.h"

static struct str keep(struct buf *buf, struct arena *arena)
{
    struct str kept = buf_keep(buf, arena);
    buf_finish(buf);
    return kept;
}

struct str url_escape(struct arena *arena, struct str url)
{
    struct buf escaped = {0};
    buf_add_percent_encoded(&escaped, url, S("!#$%&'()*+,-./:;=?@_~"));
    return keep(&escaped, arena);
}

struct str url_between(struct arena *arena, struct str from, struct str to, bool has_fragment)
{
    size_t hash = has_fragment ? str_find_byte(to, '#', 0) : SIZE_MAX;
    struct str path = str_part(to, 0, hash);
    struct buf url = {0};
    if (hash == SIZE_MAX || !str_equal(path, from))
        buf_add_percent_encoded(&url, path_relative(arena, from, path), S("-._~/"));
    if (hash != SIZE_MAX) {
        buf_add_byte(&url, '#');
        buf_add_percent_encoded(&url, str_from(to, hash + 1), S("-._~!$'()*,"));
    }
    return keep(&url, arena);
}

static bool has_scheme(struct str url, struct str scheme)
{
    return str_equal_ignoring_case(str_part(url, 0, scheme.len), scheme);
}

bool url_is_external(struct str url)
{
    return has_scheme(url, S("http://")) || has_scheme(url, S("https://"));
}

bool url_is_safe(struct str url)
{
    return url_is_external(url) || has_scheme(url, S("mailto:")) || has_scheme(url, S("tel:"));
}

struct str url_anchor(const struct node *node)
{
    return node->anchor.len > 0 ? node->anchor : node->id;
}

bool url_of_link(struct arena *arena, const struct link *link, struct str from, struct str *url)
{
    switch (link->kind) {
    case LINK_UNRESOLVED:
        return false;
    case LINK_WEB:
        *url = url_escape(arena, link->url);
        return url_is_safe(link->url);
    case LINK_ANCHOR:
        if (!link->target || url_anchor(link->target).len == 0)
            return false;
        *url = url_between(arena, from, str_format(arena, "%.*s#%.*s", STR(from), STR(url_anchor(link->target))), true);
        return true;
    case LINK_MEETING:
    case LINK_FILE: {
        struct str to = link->html.len > 0 ? link->html : link->pdf;
        if (to.len == 0)
            return false;
        *url = url_between(arena, from, to, link->kind == LINK_MEETING);
        return true;
    }
    }
    return false;
}

struct str url_size_words(struct arena *arena, size_t bytes)
{
    size_t const kilo = 1000;
    if (bytes < kilo * kilo)
        return str_format(arena, "%zu kB", bytes < kilo ? 1 : (bytes + kilo / 2) / kilo);
    size_t tenths = (bytes + 50 * kilo) / (100 * kilo);
    return str_format(arena, "%zu,%zu MB", tenths / 10, tenths % 10);
}
