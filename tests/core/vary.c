/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines with one thing or another changed. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "boot.h"
#include "vary.h"

struct varied vary(const struct nkv_machine *machine, const struct nkv_variation *variations,
		   size_t count)
{
	size_t bytes = nkv_vary_bytes(machine, count);
	struct varied varied = { .workspace = malloc(bytes) };

	cr_assert(varied.workspace);
	varied.error =
		nkv_vary(machine, variations, count, varied.workspace, bytes, &varied.machine);
	return varied;
}

struct varied scale(const struct nkv_machine *machine, uint64_t total)
{
	const struct nkv_variation variation = { NKV_VARY_MEMORY, total };

	return vary(machine, &variation, 1);
}

void end_vary(struct varied *varied)
{
	free(varied->workspace);
}

/* Expect a name that leads back, and bounds that are. */
Test(vary, keys)
{
	for (int key = 0; key < NKV_VARY_KEYS; key++) {
		const struct nkv_vary_info *info = nkv_vary_info((enum nkv_vary_key)key);

		cr_expect_eq((int)nkv_vary_find(info->name, strlen(info->name)), key);
		cr_expect_lt(info->min, info->max);
	}
	cr_expect_eq(nkv_vary_find("memo", 4), NKV_VARY_KEYS);
	cr_expect_eq(nkv_vary_find("memory", 3), NKV_VARY_MEM);
}

static const struct nkv_e820_entry one_gib[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };

/* Words before, what is varied, and words after. */
Test(vary, command_lines)
{
	static const struct {
		const char *given;
		struct nkv_variation variations[3];
		size_t count;
		const char *wanted;
	} cases[] = {
		{ NULL, { { NKV_VARY_MEM, 897 * MB } }, 1, "mem=897M" },
		{ "quiet", { { NKV_VARY_MEM, 0 } }, 1, "quiet mem=0" },
		{ "quiet", { { NKV_VARY_STRUCT_PAGE, 56 } }, 1, "quiet" },
		{ "a mem=1G  b", { { NKV_VARY_MEM, 4 * GB + 1 } }, 1, "a mem=4294967297  b" },
		{ "memmap=1G mem=2G x mem=3G", { { NKV_VARY_MEM, 1536 * MB } }, 1, "mem=1536M x" },
		{ "mem=nopentium memmap=exactmap memmap=1G@1M",
		  { { NKV_VARY_MEM, 4096 * GB } },
		  1,
		  "mem=nopentium memmap=exactmap memmap=1G@1M mem=4096G" },
		{ " highmem=1G vmalloc=2G",
		  { { NKV_VARY_VMALLOC, 5 * KB }, { NKV_VARY_MEM, 1 }, { NKV_VARY_HIGHMEM, 3 } },
		  3,
		  "highmem=3 vmalloc=5K mem=1" },
		{ "",
		  { { NKV_VARY_VMALLOC, (UINT64_C(1) << 53) - 1 }, { NKV_VARY_HIGHMEM, 1 } },
		  2,
		  "vmalloc=9007199254740991 highmem=1" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(one_gib);
		struct varied varied;

		machine.cmdline = cases[i].given;
		varied = vary(&machine, cases[i].variations, cases[i].count);
		cr_expect_eq(varied.error, NKV_OK);
		cr_expect_str_eq(varied.machine.cmdline, cases[i].wanted, "case %zu: '%s'", i,
				 varied.machine.cmdline);
		end_vary(&varied);
	}
}

Test(vary, members)
{
	const struct nkv_machine machine = MACHINE(one_gib);
	const struct nkv_variation variations[] = {
		{ NKV_VARY_STRUCT_PAGE, 56 },
		{ NKV_VARY_PG_DATA, 4096 },
		{ NKV_VARY_INITRD_START, 0xfffff000 },
		{ NKV_VARY_INITRD_SIZE, 5 * MB },
	};
	struct varied varied = vary(&machine, variations, COUNT(variations));

	cr_expect_eq(varied.machine.kernel.struct_page_bytes, 56);
	cr_expect_eq(varied.machine.kernel.pg_data_bytes, 4096);
	cr_expect_eq(varied.machine.initrd_start, 0xfffff000);
	cr_expect_eq(varied.machine.initrd_size, 5 * MB);
	cr_expect_eq(varied.machine.e820, machine.e820);
	end_vary(&varied);
}

/* One byte less than asked for. Expect that it is said. */
Test(vary, workspace)
{
	const struct nkv_machine machine = MACHINE(one_gib);
	const struct nkv_variation variation = { NKV_VARY_MEMORY, 2 * GB };
	size_t bytes = nkv_vary_bytes(&machine, 1);
	void *workspace = malloc(bytes);
	struct nkv_machine varied;

	cr_expect_eq(nkv_vary(&machine, &variation, 1, workspace, bytes, &varied), NKV_OK);
	cr_expect_eq(nkv_vary(&machine, &variation, 1, workspace, bytes - 16, &varied),
		     NKV_ERROR_WORKSPACE);
	cr_expect_eq(nkv_vary(&machine, &variation, 1, workspace, 16, &varied),
		     NKV_ERROR_WORKSPACE);
	free(workspace);
}

/* A machine of a page of RAM above 1 MiB, less a byte. Expect what cannot be scaled to end it all. */
Test(vary, the_first_error_counts)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 1 * MB + 4095) };
	static const struct nkv_variation variations[] = { { NKV_VARY_MEMORY, 1 * GB },
							   { NKV_VARY_STRUCT_PAGE, 64 } };
	const struct nkv_machine machine = MACHINE(map);
	struct varied varied = vary(&machine, variations, COUNT(variations));

	cr_expect_eq(varied.error, NKV_ERROR_NOTHING_TO_SCALE);
	cr_expect_neq(varied.machine.kernel.struct_page_bytes, 64);
	end_vary(&varied);
}

/* Half of an initrd is none: expect it to be refused, but not where the machine has, or a second
 * variation gives, the other half. */
Test(vary, half_an_initrd)
{
	static const struct nkv_variation start = { NKV_VARY_INITRD_START, 32 * MB };
	static const struct nkv_variation size = { NKV_VARY_INITRD_SIZE, 5 * MB };
	const struct nkv_variation both[] = { start, size };
	struct nkv_machine machine = MACHINE(one_gib);
	struct varied varied = vary(&machine, &size, 1);

	cr_expect_eq(varied.error, NKV_ERROR_HALF_INITRD);
	end_vary(&varied);
	varied = vary(&machine, &start, 1);
	cr_expect_eq(varied.error, NKV_ERROR_HALF_INITRD);
	end_vary(&varied);
	varied = vary(&machine, both, 2);
	cr_expect_eq(varied.error, NKV_OK);
	cr_expect_eq(varied.machine.initrd_start, 32 * MB);
	cr_expect_eq(varied.machine.initrd_size, 5 * MB);
	end_vary(&varied);
	machine.initrd_start = 16 * MB;
	varied = vary(&machine, &size, 1);
	cr_expect_eq(varied.error, NKV_OK);
	end_vary(&varied);
	machine = (struct nkv_machine)MACHINE(one_gib);
	machine.initrd_size = MB;
	varied = vary(&machine, &start, 1);
	cr_expect_eq(varied.error, NKV_OK);
	end_vary(&varied);
}
