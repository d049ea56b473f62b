#include "driver/program.h"

#include "base/file.h"

#include <elf.h>
#include <link.h>

static size_t padded(size_t size)
{
    return (size + 3) / 4 * 4;
}

/* The first object is the program itself. Its notes: three sizes, a name and what it says (ELF, Note Section). */
static int find_build_id(struct dl_phdr_info *object, size_t size, void *found)
{
    (void)size;
    struct str *id = found;
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
                *id = str_part(notes, start, end);
            notes = str_from(notes, padded(end));
        }
    }
    return 1;
}

struct hash program_hash(void)
{
    struct str id = {0};
    dl_iterate_phdr(find_build_id, &id);
    if (id.len)
        return hash_bytes(id);
    struct arena scratch = {0};
    struct str program;
    struct hash hash = hash_bytes(S("program"));
    if (file_read(&scratch, "/proc/self/exe", (size_t)1 << 30, &program))
        hash = hash_bytes(program);
    arena_finish(&scratch);
    return hash;
}

const char *program_path(struct arena *arena)
{
    struct str const path = file_real_path(arena, "/proc/self/exe");
    return path.len ? path.at : "referat";
}
