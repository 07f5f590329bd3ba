/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines with more or less memory. */
#include <criterion/criterion.h>

#include "boot.h"
#include "vary.h"

/* Expects these entries in the map of a varied machine. */
static void expect_map(const struct varied *varied, const struct nkv_e820_entry *wanted,
		       size_t count)
{
	struct nkv_plan *plan;

	cr_assert_eq(varied->error, NKV_OK);
	plan = begin_plan(&varied->machine);
	cr_expect_eq(plan->bios_e820.count, count, "%zu entries", plan->bios_e820.count);
	for (size_t i = 0; i < count && i < plan->bios_e820.count; i++) {
		const struct nkv_e820_entry *got = &plan->bios_e820.entries[i];

		cr_expect_eq(got->start, wanted[i].start, "entry %zu starts at %#llx", i,
			     (unsigned long long)got->start);
		cr_expect_eq(got->size, wanted[i].size, "entry %zu has %#llx bytes", i,
			     (unsigned long long)got->size);
		cr_expect_eq(got->type, wanted[i].type, "entry %zu", i);
	}
	end_plan(plan);
}

#define EXPECT_MAP(varied, ...)                                                                    \
	do {                                                                                       \
		const struct nkv_e820_entry wanted[] = { __VA_ARGS__ };                            \
                                                                                                   \
		expect_map(varied, wanted, COUNT(wanted));                                         \
	} while (0)

/*
 *   |low|    |ram|tables|            |APIC|
 *
 * A PC of 512 MiB. Expect its memory to end where asked, the tables on top of
 * it where it grew and in place where it shrank, and all that is more than fits
 * below the APIC above 4 GiB.
 */
Test(vary_memory, a_pc)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 0x9fc00),
		RESERVED(0x9fc00, 0xa0000),
		USABLE(1 * MB, 512 * MB - 64 * KB),
		{ 512 * MB - 64 * KB, 16 * KB, NKV_E820_ACPI_DATA },
		{ 512 * MB - 48 * KB, 48 * KB, NKV_E820_ACPI_NVS },
		RESERVED(0xfec00000, 0xfec10000),
	};
	const struct nkv_machine machine = MACHINE(map);
	struct varied varied = scale(&machine, 1 * GB);

	EXPECT_MAP(&varied, map[0], map[1], USABLE(1 * MB, 1 * GB),
		   { 1 * GB, 16 * KB, NKV_E820_ACPI_DATA },
		   { 1 * GB + 16 * KB, 48 * KB, NKV_E820_ACPI_NVS }, map[5]);
	end_vary(&varied);
	varied = scale(&machine, 256 * MB);
	EXPECT_MAP(&varied, map[0], map[1], USABLE(1 * MB, 256 * MB), map[3], map[4], map[5]);
	end_vary(&varied);
	varied = scale(&machine, 512 * MB - 64 * KB);
	EXPECT_MAP(&varied, map[0], map[1], map[2], map[3], map[4], map[5]);
	end_vary(&varied);
	varied = scale(&machine, 8 * GB);
	EXPECT_MAP(&varied, map[0], map[1], USABLE(1 * MB, 0xfec00000 - 64 * KB),
		   { 0xfec00000 - 64 * KB, 16 * KB, NKV_E820_ACPI_DATA },
		   { 0xfec00000 - 48 * KB, 48 * KB, NKV_E820_ACPI_NVS }, map[5],
		   USABLE(4 * GB, 12 * GB - (0xfec00000 - 64 * KB)));
	end_vary(&varied);
}

/*
 *   |low|   |ram   |hole|ram  |      |ram      |
 *
 * Holes below 4 GiB. Expect them in place; and none above, but what is reserved there.
 */
Test(vary_memory, holes)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 640 * KB),	USABLE(1 * MB, 15 * MB),	   USABLE(16 * MB, 3 * GB),
		USABLE(4 * GB, 5 * GB), RESERVED(5 * GB, 5 * GB + 1 * MB), USABLE(6 * GB, 7 * GB),
	};
	const struct nkv_machine machine = MACHINE(map);
	struct varied varied = scale(&machine, 9 * GB - 1 * MB);

	EXPECT_MAP(&varied, map[0], map[1], map[2], USABLE(4 * GB, 5 * GB), map[4],
		   USABLE(5 * GB + 1 * MB, 10 * GB + 1 * MB));
	end_vary(&varied);
	varied = scale(&machine, 2 * GB);
	EXPECT_MAP(&varied, map[0], map[1], USABLE(16 * MB, 2 * GB + 1 * MB), map[4]);
	end_vary(&varied);
	varied = scale(&machine, 8 * MB);
	EXPECT_MAP(&varied, map[0], USABLE(1 * MB, 8 * MB), map[4]);
	end_vary(&varied);
}

/* A PC whose PCI hole is listed on top of its RAM. Expect that RAM grows above 4 GiB. */
Test(vary_memory, a_hole_on_top)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB),
						     RESERVED(2 * GB, 4 * GB) };
	const struct nkv_machine machine = MACHINE(map);
	struct varied varied = scale(&machine, 3 * GB);

	EXPECT_MAP(&varied, map[0], map[1], map[2], USABLE(4 * GB, 5 * GB));
	end_vary(&varied);
}

/* Nothing is listed above RAM. Expect that it grows across 4 GiB. */
Test(vary_memory, no_hole)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };
	const struct nkv_machine machine = MACHINE(map);
	struct varied varied = scale(&machine, 16 * GB);

	EXPECT_MAP(&varied, map[0], USABLE(1 * MB, 16 * GB));
	end_vary(&varied);
}

/* Entries without RAM above 1 MiB, and memory that comes to lie too high. */
Test(vary_memory, cannot_be)
{
	static const struct nkv_e820_entry low[] = { USABLE(0, 640 * KB),
						     RESERVED(1 * MB, 2 * MB) };
	static const struct nkv_e820_entry high[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB),
						      USABLE(4 * GB, 5 * GB) };
	const struct nkv_machine none = MACHINE(low), some = MACHINE(high);
	struct varied varied = scale(&none, 1 * GB);

	cr_expect_eq(varied.error, NKV_ERROR_NOTHING_TO_SCALE);
	end_vary(&varied);
	varied = scale(&some, NKV_MEMORY_END_MAX - 1 * GB);
	cr_expect_eq(varied.error, NKV_OK);
	cr_expect_eq(nkv_machine_check(&varied.machine).error, NKV_OK);
	end_vary(&varied);
	varied = scale(&some, NKV_MEMORY_END_MAX - 1 * GB + 1);
	cr_expect_eq(varied.error, NKV_OK);
	cr_expect_eq(nkv_machine_check(&varied.machine).error, NKV_ERROR_E820_TOO_HIGH);
	end_vary(&varied);
}

/* --- any machine --- */

/* Numbers that look random and are the same in each run. */
static uint64_t draw(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (*state >> 20) % below;
}

static uint64_t ram_of(const struct nkv_machine *machine)
{
	struct nkv_plan *plan = begin_plan(machine);
	uint64_t bytes = 1 * MB;

	for (size_t i = 0; i < plan->bios_e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->bios_e820.entries[i];

		if (entry->type == NKV_E820_USABLE && entry->start >= 1 * MB)
			bytes += entry->size;
	}
	end_plan(plan);
	return bytes;
}

/* Maps of overlapping entries of all kinds. Expect as much RAM as was asked for, or that it is said. */
Test(vary_memory, any_map)
{
	uint64_t state = 1;
	unsigned int scaled = 0;

	for (unsigned int round = 0; round < 1000; round++) {
		struct nkv_e820_entry map[24] = { USABLE(0, 1 * MB), USABLE(1 * MB, 2 * MB) };
		struct nkv_machine machine = MACHINE(map);
		uint64_t total = 2 * MB + draw(&state, 64 * GB);
		struct varied varied;

		for (size_t i = 2; i < COUNT(map); i++)
			map[i] = (struct nkv_e820_entry){ 1 * MB + draw(&state, 8 * GB),
							  draw(&state, 1 * GB),
							  (uint32_t)(1 + draw(&state, 3)) };
		varied = scale(&machine, total);
		if (varied.error == NKV_OK && nkv_machine_check(&varied.machine).error == NKV_OK) {
			cr_expect_eq(ram_of(&varied.machine), total, "round %u", round);
			scaled++;
		}
		end_vary(&varied);
	}
	cr_expect_gt(scaled, 900);
}

/*
 *   |0  quad 0  8G|quad 1's own 16M|quad 1  16G|     all RAM but 3G to 4G
 *
 * Expect the border to stay at a multiple of 256 MiB, the private memory as large as it is, and
 * the last quad to end where memory does.
 */
Test(vary_memory, quads)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB),
						     USABLE(4 * GB, 16 * GB) };
	static const struct nkv_quad quads[] = {
		{ .number = 0, .start = 0, .size = 8 * GB },
		{ .number = 1,
		  .start = 8 * GB + 16 * MB,
		  .size = 8 * GB - 16 * MB,
		  .private_bytes = 16 * MB },
	};
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	machine.quads = quads;
	machine.quad_count = COUNT(quads);
	varied = scale(&machine, 31 * GB);
	cr_assert_eq(varied.error, NKV_OK);
	cr_assert_eq(varied.machine.quad_count, 2);
	cr_expect_eq(varied.machine.quads[0].start, 0);
	cr_expect_eq(varied.machine.quads[0].size % (256 * MB), 0);
	cr_expect_eq(varied.machine.quads[1].private_bytes, 16 * MB);
	cr_expect_eq(varied.machine.quads[1].start - 16 * MB, varied.machine.quads[0].size);
	cr_expect_eq(varied.machine.quads[1].start + varied.machine.quads[1].size, 32 * GB);
	end_vary(&varied);
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
}
