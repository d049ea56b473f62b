/* embed INPUT OUTPUT NAME HEADER: C source that defines the bytes of a file as `const char NAME[]` and their number as
 * `NAME_size`. Runs while the program is built and is no part of it. */
#include <stdio.h>

int main(int count, char **arguments)
{
    if (count != 5)
        return 2;
    FILE *in = fopen(arguments[1], "rb");
    FILE *out = fopen(arguments[2], "wb");
    if (!in || !out)
        return 2;
    fprintf(out, "#include \"%s\"\nconst char %s[] = {", arguments[4], arguments[3]);
    unsigned long size = 0;
    for (int byte = getc(in); byte != EOF; byte = getc(in), size++)
        fprintf(out, "%s%d,", size % 24 == 0 ? "\n" : "", byte > 127 ? byte - 256 : byte);
    fprintf(out, "0};\nconst size_t %s_size = %lu;\n", arguments[3], size);
    return ferror(in) || fclose(in) != 0 || fclose(out) != 0 ? 2 : 0;
}
