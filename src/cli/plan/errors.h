/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with a document, as lines. */
#ifndef NUMAKVA_CLI_PLAN_ERRORS_H
#define NUMAKVA_CLI_PLAN_ERRORS_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"

struct nkv_errors {
	char **lines; /* "file:line:column: text" each */
	size_t count;
};

/* All errors of a document that has some. Returns false if there is no memory; to be freed all the same. */
bool nkv_errors_of(const struct nkv_document *document, struct nkv_errors *errors);
void nkv_errors_free(struct nkv_errors *errors);

#endif
