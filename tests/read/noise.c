/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs: many lines that are no kernel's, of which few are looked at. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "opened_lines.h"

/*
 * Noise, a loader's line, a boot: its lines are found with their numbers,
 * wherever blocks end. Expect every line of a short log, but not of a long one.
 */
static void expect_boot_after_noise(size_t noise_lines)
{
	static const char noise[] = "noise that is no kernel's\n";
	static const char boot[] = "[Linux-initrd @ 0x1, 0x2 bytes]\nLinux version 2.6.23\nafter\n";
	char *log = malloc(noise_lines * (sizeof(noise) - 1) + sizeof(boot));
	size_t length = 0, seen = 0;
	struct nkv_log_lines *lines;
	struct nkv_log_line line;

	for (size_t i = 0; i < noise_lines; i++, length += sizeof(noise) - 1)
		memcpy(log + length, noise, sizeof(noise) - 1);
	memcpy(log + length, boot, sizeof(boot));
	length += sizeof(boot) - 1;
	lines = open_lines(log, length);
	do {
		cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
		seen++;
	} while (strncmp(line.text, "noise", 5) == 0);
	cr_expect_str_eq(line.text, "[Linux-initrd @ 0x1, 0x2 bytes]");
	cr_expect_eq(line.line, noise_lines + 1, "after %zu: %zu", noise_lines, line.line);
	expect_line(lines, "Linux version 2.6.23", noise_lines + 2, 1);
	expect_line(lines, "after", noise_lines + 3, 1);
	expect_end(lines);
	cr_expect_eq(seen<noise_lines, noise_lines> 100000, "%zu of %zu", seen, noise_lines);
	nkv_log_lines_free(lines);
	free(log);
}

Test(noise, noise_is_passed_over)
{
	expect_boot_after_noise(10);
	for (size_t count = 150000; count < 150400; count += 13)
		expect_boot_after_noise(count);
}

Test(noise, what_is_noticed_keeps_interest)
{
	static const char noise[] = "noise that is no kernel's\n";
	const size_t count = 100000;
	char *log = malloc(count * (sizeof(noise) - 1));
	struct nkv_log_lines *lines;
	struct nkv_log_line line;
	size_t seen = 0;

	for (size_t i = 0; i < count; i++)
		memcpy(log + i * (sizeof(noise) - 1), noise, sizeof(noise) - 1);
	lines = open_lines(log, count * (sizeof(noise) - 1));
	while (nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE) {
		nkv_log_lines_noticed(lines);
		seen++;
	}
	cr_expect_eq(seen, count);
	nkv_log_lines_free(lines);
	free(log);
}
