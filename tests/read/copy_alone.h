/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes behind which nothing may be read: sanitizers see where they end. */
#ifndef TESTS_READ_COPY_ALONE_H
#define TESTS_READ_COPY_ALONE_H

#include <stddef.h>

/* A copy of the bytes with nothing behind them, not even a NUL; to be freed. */
void *copy_alone(const void *bytes, size_t length);

#endif
