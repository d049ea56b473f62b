#include "compile/inspect.h"

#include "base/utf8.h"
#include "program/timings.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { MOST_TEXT = 64 << 20, MOST_SECONDS = 20, MOST_ENTRIES = 10000 };

static unsigned little_endian(struct str bytes, size_t at, size_t count)
{
    unsigned value = 0;
    for (size_t i = count; i-- > 0;)
        value = value << 8 | (at + i < bytes.len ? (unsigned char)bytes.at[at + i] : 0);
    return value;
}

/* Unpack raw deflate data into the buffer; what is damaged ends it. */
static void unpack(struct str packed, struct buf *out)
{
    char chunk[16384];
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.at, .avail_in = (uInt)packed.len};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return;
    int status = Z_OK;
    while (status == Z_OK && out->len < MOST_TEXT) {
        stream.next_out = (Bytef *)chunk;
        stream.avail_out = sizeof chunk;
        status = inflate(&stream, Z_NO_FLUSH);
        buf_add(out, (struct str){chunk, sizeof chunk - stream.avail_out});
    }
    inflateEnd(&stream);
}

/* The text of WordprocessingML: paragraphs are lines, tabulators spaces, all other tags nothing. */
static void strip_tags(struct str xml, struct buf *text)
{
    for (size_t at = 0; at < xml.len;) {
        if (xml.at[at] != '<') {
            buf_add_byte(text, xml.at[at++]);
            continue;
        }
        struct str const tag = str_from(xml, at);
        if (str_starts(tag, S("</w:p>")) || str_starts(tag, S("<w:br")) || str_starts(tag, S("<w:cr")))
            buf_add_byte(text, '\n');
        else if (str_starts(tag, S("<w:tab/")) || str_starts(tag, S("</w:tc>")))
            buf_add_byte(text, '\t');
        else if (str_starts(tag, S("<w:noBreakHyphen")))
            buf_add_byte(text, '-');
        size_t const end = str_find_byte(xml, '>', at);
        at = end == SIZE_MAX ? xml.len : end + 1;
    }
    buf_add_byte(text, '\n');
}

/* The parts of a Word document that hold text: its body, notes, comments, heads and feet. */
static bool holds_text(struct str name)
{
    static const char *const parts[] = {"word/document", "word/footnotes", "word/endnotes",
                                        "word/comments", "word/header",    "word/footer"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_starts(name, str_of(parts[i])))
            return str_ends(name, S(".xml"));
    return false;
}

/* Read by the central directory (APPNOTE.TXT, 4.3.12). */
static enum text_found read_word(struct arena *arena, struct str zip, struct str *text)
{
    size_t end = zip.len;
    size_t const lowest = zip.len > 66000 ? zip.len - 66000 : 0;
    while (end > lowest && !str_starts(str_from(zip, end), S("PK\x05\x06")))
        end--;
    size_t at = little_endian(zip, end + 16, 4);
    struct buf plain = {0};
    struct buf xml = {0};
    size_t unpacked = 0; /* in all: parts may share their bytes, so the file's size is no limit */
    for (unsigned i = 0; i < MOST_ENTRIES && at < zip.len && str_starts(str_from(zip, at), S("PK\x01\x02")); i++) {
        unsigned const method = little_endian(zip, at + 10, 2);
        size_t const packed = little_endian(zip, at + 20, 4);
        size_t const name_length = little_endian(zip, at + 28, 2);
        size_t const extra = little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
        size_t const local = little_endian(zip, at + 42, 4);
        struct str const name = str_part(zip, at + 46, at + 46 + name_length);
        size_t const data = local + 30 + little_endian(zip, local + 26, 2) + little_endian(zip, local + 28, 2);
        at += 46 + name_length + extra;
        if (!holds_text(name) || data > zip.len || packed > zip.len - data || unpacked > MOST_TEXT)
            continue;
        struct str const content = str_part(zip, data, data + packed);
        buf_clear(&xml);
        if (method == 8)
            unpack(content, &xml);
        else if (method == 0)
            buf_add(&xml, content);
        unpacked += xml.len;
        strip_tags(buf_str(&xml), &plain);
    }
    *text = buf_keep(&plain, arena);
    buf_finish(&plain);
    buf_finish(&xml);
    return TEXT_LINES;
}

/* All that comes through the pipe until its end, or until time or room is up. */
static void drain(int pipe_end, struct buf *text)
{
    char chunk[16384];
    long long const last = timings_milliseconds() + MOST_SECONDS * 1000LL;
    while (text->len < MOST_TEXT) {
        long long const left = last - timings_milliseconds();
        struct pollfd waiting = {.fd = pipe_end, .events = POLLIN};
        int const ready = left > 0 ? poll(&waiting, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return;
        ssize_t const count = read(pipe_end, chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        buf_add(text, (struct str){chunk, (size_t)count});
    }
}

/* Start pdftotext with its output in the pipe; 0 or the reason why not. */
static int start_reader(const char *path, int output, pid_t *child)
{
    char *const arguments[] = {(char[]){"pdftotext"},
                               (char[]){"-enc"},
                               (char[]){"UTF-8"},
                               (char[]){"-q"},
                               (char *)(uintptr_t)path,
                               (char[]){"-"},
                               NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int const why = posix_spawnp(child, "pdftotext", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return why;
}

static enum text_found read_pdf(struct arena *arena, struct str path, struct str *text)
{
    int ends[2];
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return TEXT_NONE;
    /* A name that begins with a hyphen is no option. */
    int const why = start_reader(path_join(arena, ".", str_cstr(arena, path)), ends[1], &child);
    close(ends[1]);
    if (why != 0) {
        close(ends[0]);
        return why == ENOENT ? TEXT_NO_READER : TEXT_NONE;
    }
    struct buf read = {0};
    drain(ends[0], &read);
    close(ends[0]);
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    *text = buf_keep(&read, arena);
    buf_finish(&read);
    return TEXT_PAGES;
}

enum text_found inspect_text(struct arena *arena, struct str path, struct str content, struct str *text)
{
    struct str const folded = utf8_fold(arena, path);
    if (str_starts(content, S("%PDF-")))
        return read_pdf(arena, path, text);
    if (str_starts(content, S("PK\x03\x04")))
        return str_ends(folded, S(".docx")) || str_ends(folded, S(".docm")) ? read_word(arena, content, text)
                                                                            : TEXT_NONE;
    if (content.len > MOST_TEXT || memchr(content.at ? content.at : "", 0, content.len))
        return TEXT_NONE;
    *text = content;
    return TEXT_LINES;
}
