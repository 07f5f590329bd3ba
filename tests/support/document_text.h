/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that a reader returns, as text, so that two readings can be held against each other. */
#ifndef TESTS_SUPPORT_DOCUMENT_TEXT_H
#define TESTS_SUPPORT_DOCUMENT_TEXT_H

#include "read/document.h"

/* Each member of the document and of its machine, and each diagnostic. To be freed; NULL if there is no memory. */
char *document_text(const struct nkv_document *document);

#endif
