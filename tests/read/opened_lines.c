/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "opened_lines.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct nkv_log_lines *open_lines(const char *text, size_t length)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, length, "r");

	cr_assert(file);
	return nkv_log_lines_new(file);
}

void expect_line(struct nkv_log_lines *lines, const char *text, size_t line, size_t boot)
{
	struct nkv_log_line got;

	cr_assert_eq(nkv_log_lines_next(lines, &got), NKV_LOG_LINES_LINE, "%s", text);
	cr_expect_str_eq(got.text, text);
	cr_expect_eq(got.length, strlen(text));
	cr_expect_eq(got.line, line, "%s: line %zu", text, got.line);
	cr_expect_eq(got.boot, boot, "%s: boot %zu", text, got.boot);
}

void expect_end(struct nkv_log_lines *lines)
{
	struct nkv_log_line line;

	cr_expect_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_END);
}
