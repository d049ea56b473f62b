/* Any bytes as a picture: refused with a reason, or of a size within the limits. */
#include "fuzz.h"
#include "pdf/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct image_data image = {0};
    struct str why = {0};
    if (image_read(&arena, (struct str){(const char *)data, size}, &image, &why))
        must(image.width && image.height && image.width <= IMAGE_SIDE_LIMIT && image.height <= IMAGE_SIDE_LIMIT,
             "a picture has a size within the limits");
    else
        must(why.len > 0, "a refusal has a reason");
    arena_finish(&arena);
    return 0;
}
