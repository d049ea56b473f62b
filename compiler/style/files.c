#include "style/files.h"

#include "base/file.h"
#include "base/utf8.h"
#include "image/image.h"
#include "source/encoding.h"

#include <errno.h>

struct str style_folder(const struct style_files *files, struct str id)
{
    struct arena *arena = files->arena;
    /* Nearly always the folder has just that name. */
    struct str path = str_of(path_join(arena, files->folder, str_cstr(arena, id)));
    bool one_name = id.len > 0 && id.at[0] != '.' && str_find_byte(id, '/', 0) == SIZE_MAX;
    if (one_name && file_kind(path.at) == FILE_DIRECTORY)
        return path;

    file_list entries = {0};
    if (!file_list_directory(arena, files->folder, &entries))
        return (struct str){"", 0};
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind == FILE_DIRECTORY && str_equal(utf8_fold(arena, entries.at[i].name), id))
            return str_of(path_join(arena, files->folder, entries.at[i].name.at));
    return (struct str){"", 0};
}

static void report_unread(struct diag_sink *sink, const char *path, int why)
{
    if (why == EFBIG)
        diag_report(sink, MSG_STYLE_TOO_LARGE, NOWHERE, str_of(path));
    else if (why == EINVAL || why == ENOENT || why == ELOOP)
        diag_report(sink, MSG_STYLE_UNREADABLE, NOWHERE, str_of(path));
    else
        diag_unread(sink, str_of(path), why);
}

static struct value *empty_map(struct arena *arena, const struct source *source)
{
    struct value *map = arena_new(arena, struct value);
    map->kind = VALUE_MAP;
    map->span = (struct span){source, 0, 0};
    map->incomplete = true;
    return map;
}

static struct style_file *read_file(struct arena *arena, const char *path)
{
    struct str text = {0};
    if (file_kind(path) == FILE_NONE)
        return NULL;
    bool const read = file_read(arena, path, SOURCE_LIMIT, &text);
    int const why = errno;
    if (!read && why == ENOENT && file_kind(path) == FILE_NONE)
        return NULL;
    struct style_file *file = arena_new(arena, struct style_file);
    file->path = str_of(path);
    diag_sink_init(&file->faults, arena);
    if (!read) {
        report_unread(&file->faults, path, why);
        text = (struct str){"", 0};
    }
    file->source = source_new(arena, file->path, text);
    source_check_encoding(file->source, &file->faults);
    const struct value *map = value_parse(arena, file->source, 0, text.len, &file->faults);
    bool const usable = read && map && map->kind == VALUE_MAP;
    if (read && map && !usable && !map->incomplete && !map->refused)
        diag_report0(&file->faults, MSG_YAML_NO_COLON, map->span);
    file->map = usable ? map : empty_map(arena, file->source);
    return file;
}

const struct style_file *style_file_read(struct style_files *files, struct str folder, const char *name)
{
    const char *path = path_join(files->arena, folder.at, name);
    for (size_t i = 0; i < files->at.len; i++)
        if (str_equal(files->at.at[i]->path, str_of(path)))
            return files->at.at[i];
    struct style_file *file = read_file(files->arena, path);
    if (file)
        vec_push(files->arena, &files->at, file);
    return file;
}

const struct style_picture *style_picture_read(struct style_files *files, const char *path)
{
    for (size_t i = 0; i < files->pictures.len; i++)
        if (str_equal(files->pictures.at[i]->path, str_of(path)))
            return files->pictures.at[i];
    struct style_picture *picture = arena_new(files->arena, struct style_picture);
    picture->path = str_of(path);
    vec_push(files->arena, &files->pictures, picture);
    struct arena scratch = {0};
    struct str bytes, fault;
    struct image_data image;
    if (!file_read(&scratch, path, IMAGE_FILE_LIMIT, &bytes))
        picture->why = errno;
    else if (image_read(&scratch, bytes, &image, &fault)) {
        picture->hash = hash_bytes(bytes);
        image_size(bytes, &picture->width, &picture->height);
    }
    arena_finish(&scratch);
    return picture;
}
