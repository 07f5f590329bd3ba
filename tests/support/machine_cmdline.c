/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/machine_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void __attribute__((format(printf, 2, 3)))
put(struct made_machine *made, const char *form, ...)
{
	size_t used = strlen(made->cmdline);
	va_list arguments;

	va_start(arguments, form);
	vsnprintf(made->cmdline + used, sizeof(made->cmdline) - used, form, arguments);
	va_end(arguments);
}

/* A number at or below `most`, in one of the ways that a command line has. */
static void put_number(struct draw *draw, struct made_machine *made, uint64_t most)
{
	unsigned long long number = draw_address(draw, most);

	switch (draw_below(draw, 7)) {
	case 0:
		put(made, "%llu", number);
		break;
	case 1:
		put(made, "0%llo", number);
		break;
	case 2:
		put(made, "%lluK", number >> 10);
		break;
	case 3:
		put(made, "0x%llXm", number >> 20);
		break;
	case 4:
		put(made, "%llug", number >> 30);
		break;
	case 5:
		put(made, "%lluM", number >> 20);
		break;
	default:
		put(made, "0x%llx", number);
		break;
	}
}

static void put_region(struct draw *draw, struct made_machine *made, uint64_t memory_end, char mark)
{
	put(made, "memmap=");
	put_number(draw, made, memory_end / 2);
	put(made, "%c", mark);
	put_number(draw, made, memory_end / 2);
}

/* What people write to give the kernel another map. */
static void put_map(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	put(made, "memmap=exactmap memmap=640K@0");
	for (uint64_t count = draw_between(draw, 1, 3); count > 0; count--) {
		put(made, " ");
		put_region(draw, made, memory_end, draw_one_in(draw, 5) ? '#' : '@');
	}
}

static void put_odd_word(struct draw *draw, struct made_machine *made)
{
	static const char *const words[] = {
		"quiet",       "mem",		"mem=nopentium", "mem=",
		"memmap=",     "highmem=",	"vmalloc=",	 "xmem=64M",
		"mem=64Mx",    "highmem=0",	"mem=0x",	 "memmap=exactmap",
		"highmem=16T", "vmalloc=0x1_",	"mem=-1",	 "mem=0",
		"MEM=1M",      "highmem=64M,5",
	};

	put(made, "%s", words[draw_below(draw, COUNT(words))]);
}

static void put_word(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	static const char marks[] = { '@', '@', '#', '$' };

	switch (draw_below(draw, 9)) {
	case 0:
	case 1:
		put(made, "mem=");
		put_number(draw, made, usable_end(made) + MB);
		break;
	case 2:
		put(made, "memmap=");
		put_number(draw, made, usable_end(made) + MB);
		break;
	case 3:
		put_region(draw, made, memory_end, marks[draw_below(draw, COUNT(marks))]);
		break;
	case 4:
	case 5:
		put(made, "highmem=");
		put_number(draw, made, usable_end(made) + GB);
		break;
	case 6:
		put(made, "vmalloc=");
		put_number(draw, made, draw_one_in(draw, 3) ? 16 * GB : GB);
		break;
	case 7:
		put_map(draw, made, memory_end);
		break;
	default:
		put_odd_word(draw, made);
		break;
	}
}

void make_cmdline(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	static const char *const blanks[] = { " ", "\t", "  ", " ro " };
	uint64_t count = draw_below(draw, 5);

	if (!draw_one_in(draw, 3))
		return;
	if (draw_one_in(draw, 40))
		count = 40;
	for (uint64_t i = 0; i < count; i++) {
		put_word(draw, made, memory_end);
		put(made, "%s", blanks[draw_below(draw, COUNT(blanks))]);
	}
	made->machine.cmdline = made->cmdline;
}
