/* Any bytes as a picture: refused with a reason, or of a size within the limits, which its head alone gives too. */
#include "fuzz.h"
#include "image/image.h"

static bool is_within_limits(unsigned side)
{
    return side > 0 && side <= IMAGE_SIDE_LIMIT;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const file = {(const char *)data, size};
    struct image_data image = {0};
    struct str why = {0};
    unsigned width = 0, height = 0;
    bool const sized = image_size(file, &width, &height);
    must(!sized || (is_within_limits(width) && is_within_limits(height)), "a size is within the limits");
    if (image_read(&arena, file, &image, &why)) {
        must(sized && (size_t)width * height == (size_t)image.width * image.height, "the head gives the same size");
        must(image.orientation >= 1 && image.orientation <= 8, "a picture is turned in one of eight ways");
    } else
        must(why.len > 0, "a refusal has a reason");
    arena_finish(&arena);
    return 0;
}
