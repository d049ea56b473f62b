#include "program/program.h"

#include "base/file.h"
#include "late/late.h"

#include <elf.h>
#include <link.h>

static size_t padded(size_t size)
{
    return (size + 3) / 4 * 4;
}

/* Notes: three sizes, a name and what it says (ELF, Note Section). */
static struct str find_build_id(const struct dl_phdr_info *object)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_NOTE)
            continue;
        struct str notes = {(const char *)(uintptr_t)(object->dlpi_addr + segment->p_vaddr), segment->p_memsz};
        ElfW(Nhdr) note;
        while (notes.len >= sizeof note) {
            memcpy(&note, notes.at, sizeof note);
            size_t const start = sizeof note + padded(note.n_namesz);
            size_t const end = start + note.n_descsz;
            if (end > notes.len)
                break;
            if (note.n_type == NT_GNU_BUILD_ID && str_equal(str_part(notes, sizeof note, sizeof note + 4), S("GNU\0")))
                return str_part(notes, start, end);
            notes = str_from(notes, padded(end));
        }
    }
    return (struct str){0};
}

static void add(struct hash *sum, struct hash hash)
{
    for (size_t i = 0; i < sizeof sum->bytes; i++)
        sum->bytes[i] = (unsigned char)(sum->bytes[i] + hash.bytes[i]);
}

struct identity {
    struct hash hash;
    size_t objects;
    bool known; /* the program itself, the first object, has an id */
};

/* The kernel's own object is none of the program's. Libraries come in the order they were opened in, which is not
 * always the same, so the sum does not depend on it. */
static int add_build_id(struct dl_phdr_info *object, size_t size, void *context)
{
    (void)size;
    struct identity *identity = context;
    struct str const id = find_build_id(object);
    if (identity->objects++ == 0)
        identity->known = id.len > 0;
    if (str_find(str_of(object->dlpi_name), S("vdso"), 0) == SIZE_MAX)
        add(&identity->hash, hash_bytes(id));
    return 0;
}

struct hash program_hash(void)
{
    late_open_all();
    struct identity identity = {.hash = hash_bytes(S("program"))};
    dl_iterate_phdr(add_build_id, &identity);
    struct arena scratch = {0};
    struct str program;
    if (!identity.known && file_read(&scratch, "/proc/self/exe", (size_t)1 << 30, &program))
        identity.hash = hash_combine(identity.hash, hash_bytes(program));
    arena_finish(&scratch);
    return identity.hash;
}

const char *program_path(struct arena *arena)
{
    struct str const path = file_real_path(arena, "/proc/self/exe");
    return path.len ? path.at : "referat";
}
