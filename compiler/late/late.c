#include "late/late.h"

#include "late/harfbuzz.h"
#include "late/haru.h"
#include "late/subset.h"
#include "late/xml.h"

#include <dlfcn.h>
#include <pthread.h>

static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

static _Noreturn void fail(void)
{
    fprintf(stderr, "referat: fejl: et bibliotek kan ikke åbnes (cannot open a library): %s\n", dlerror());
    _Exit(2); /* other threads may be at work */
}

void late_open(struct late_library *library)
{
    pthread_mutex_lock(&opening);
    if (!atomic_load_explicit(&library->is_open, memory_order_relaxed)) {
        void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
        if (!handle)
            fail();
        for (size_t i = 0; i < library->count; i++) {
            void *const address = dlsym(handle, library->names[i]);
            if (!address)
                fail();
            memcpy((char *)library->table + i * sizeof address, &address, sizeof address);
        }
        if (library->prepare)
            library->prepare();
        atomic_store_explicit(&library->is_open, true, memory_order_release);
    }
    pthread_mutex_unlock(&opening);
}

void late_open_all(void)
{
    late_table(&late_harfbuzz_library);
    late_table(&late_haru_library);
    late_table(&late_subset_library);
    late_table(&late_xml_library);
}
