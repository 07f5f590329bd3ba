/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "copy_alone.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

void *copy_alone(const void *bytes, size_t length)
{
	void *copy = malloc(length > 0 ? length : 1);

	cr_assert(copy);
	memcpy(copy, bytes, length);
	return copy;
}
