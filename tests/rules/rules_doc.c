/* Print all rules as they stand in the documentation (markdown, Danish) or the manual page (roff, English). */
#include "source/explain.h"

int main(int argc, char **argv)
{
    struct str const form = str_of(argc == 2 ? argv[1] : "");
    struct buf out = {0};
    if (str_equal(form, S("markdown")))
        diag_explain_all(&out, RULES_MARKDOWN, LANGUAGE_DANISH);
    else if (str_equal(form, S("roff")))
        diag_explain_all(&out, RULES_ROFF, LANGUAGE_ENGLISH);
    else
        return 2;
    bool const written = fwrite(out.at, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_finish(&out);
    return written ? 0 : 2;
}
