/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The errors of a document, as lines. */
#ifndef NUMAKVA_CLI_PLAN_ERRORS_H
#define NUMAKVA_CLI_PLAN_ERRORS_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"

struct nkv_errors {
	char **lines; /* each "file:line:column: text" */
	size_t count;
};

/* All errors of a document. Returns false if there is no memory; free the lines even then. */
bool nkv_errors_of(const struct nkv_document *document, struct nkv_errors *errors);
void nkv_errors_free(struct nkv_errors *errors);

#endif
