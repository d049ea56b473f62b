/* profile OUTPUT: the ICC profile of sRGB, as lcms makes it, the same every time. Runs while the program is built and
 * is no part of it. */
#include <lcms2.h>
#include <string.h>

int main(int count, char **arguments)
{
    static unsigned char bytes[65536];
    cmsUInt32Number size = 0;
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    if (count != 2 || !srgb || !cmsSaveProfileToMem(srgb, NULL, &size) || size > sizeof bytes ||
        !cmsSaveProfileToMem(srgb, bytes, &size))
        return 2;
    cmsCloseProfile(srgb);
    /* Bytes 24 to 35 of a profile are the date it was made (ICC.1, 7.2.8); lcms takes the clock's. */
    static const unsigned char date[12] = {0x07, 0xe8, 0, 1, 0, 1};
    memcpy(bytes + 24, date, sizeof date);
    FILE *out = fopen(arguments[1], "wb");
    return out && fwrite(bytes, 1, size, out) == size && fclose(out) == 0 ? 0 : 2;
}
