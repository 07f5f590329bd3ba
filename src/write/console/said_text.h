/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_CONSOLE_SAID_TEXT_H
#define NUMAKVA_WRITE_CONSOLE_SAID_TEXT_H

#include "base/text.h"
#include "core/console/console.h"

/* Appends a line as the kernel prints it, without a newline. */
void nkv_said_text(const struct nkv_said *said, struct nkv_text *text);

#endif
