/* The files a meeting publishes beside its page: attachments, pictures, whatever is linked to inside meetings/. */
#ifndef COMPILE_FILES_H
#define COMPILE_FILES_H

#include "compile/compile.h"

/* Give every link to a file its path from out/, `<body>/<date>/bilag/<name>`, and attachments their size and kind, and
 * pictures their width and height; add the files to the meeting's inputs and outputs. Names are made safe for every
 * file system and web server, and unique. Files that are not there are left alone: check has told so. What is in
 * the files, those of closed items included, is inspected (inspect.h) when the meeting is judged. False after telling
 * which file is there and can't be read. */
bool files_bind(struct compiled *compiled, enum language language);

#endif
