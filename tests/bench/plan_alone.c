/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The core alone: how long a plan takes, for a machine of four nodes and
 * 64 GiB, for one of 512 MiB with as many entries, for the former with a kernel
 * that reserves early and searches, and for a program that walks its pages as the
 * kernel does.
 *
 * Prints the median, the least and the greatest of some rounds, a line each:
 * large and walk are microseconds; size is the large machine's time by the small
 * one's; late is the time of a plan for 2.6.32 by that for 2.6.23, and late-size is as
 * size; factor is the walk's time by that of a plan.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <numakva/numakva.h>

#include "bench/page_walk.h"

enum { NODES = 4, ROUNDS = 31, WALKS = 7, PLANS_A_ROUND = 2000 };

static const uint64_t mib = UINT64_C(1) << 20;

struct shape {
	struct nkv_machine machine;
	struct nkv_firmware_reserve reserve[1];
	struct nkv_e820_entry e820[6];
	struct nkv_srat_processor processors[NODES];
	struct nkv_srat_memory memory[NODES + 1];
};

/* The nodes are of equal size; RAM ends at `hole`, and goes on behind `hole_end`. */
static void make_shape(struct shape *shape, const char *name, uint64_t node_bytes, uint64_t hole,
		       uint64_t hole_end)
{
	uint64_t above = NODES * node_bytes - hole;

	*shape = (struct shape){
		.reserve = { { 0xf5ba0, 4096, "mp-table" } },
		.e820 = { { 0, 0x9fc00, NKV_E820_USABLE },
			  { 0x9fc00, 0x400, NKV_E820_RESERVED },
			  { 0xf0000, 0x10000, NKV_E820_RESERVED },
			  { mib, hole - mib, NKV_E820_USABLE },
			  { UINT64_C(0xfffc0000), 0x40000, NKV_E820_RESERVED },
			  { hole_end, above, NKV_E820_USABLE } },
		.memory = { { 0, hole < node_bytes ? hole : node_bytes, 0, true, false } },
	};
	for (uint8_t pxm = 0; pxm < NODES; pxm++) {
		uint64_t start = pxm * node_bytes;

		shape->processors[pxm] = (struct nkv_srat_processor){ pxm, pxm, true };
		start = start < hole ? hole : start;
		shape->memory[pxm + 1] = (struct nkv_srat_memory){ start - hole + hole_end,
								   (pxm + 1) * node_bytes - start,
								   pxm, true, false };
	}
	shape->machine = (struct nkv_machine){
		.name = name,
		.kernel = nkv_kernel_default(),
		.ebda = 0x9fc00,
		.reserve = shape->reserve,
		.reserve_count = 1,
		.e820 = shape->e820,
		.e820_count = sizeof(shape->e820) / sizeof(shape->e820[0]),
		.has_srat = true,
		.processors = shape->processors,
		.processor_count = NODES,
		.memory = shape->memory,
		.memory_count = NODES + 1,
	};
}

static double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

static void print_times(const char *what, double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare);
	printf("%s %.4f %.4f %.4f\n", what, times[count / 2], times[0], times[count - 1]);
}

static void *must(void *memory)
{
	if (!memory) {
		perror("malloc");
		exit(EXIT_FAILURE);
	}
	return memory;
}

static void plan(const struct nkv_machine *machine, void *workspace, size_t bytes,
		 struct nkv_plan *planned)
{
	if (nkv_plan_machine(machine, workspace, bytes, planned) != NKV_OK) {
		fprintf(stderr, "cannot plan %s\n", machine->name);
		exit(EXIT_FAILURE);
	}
}

static double time_plans(const struct nkv_machine *machine, void *workspace, size_t bytes,
			 struct nkv_plan *planned)
{
	double begin = microseconds();

	for (size_t i = 0; i < PLANS_A_ROUND; i++)
		plan(machine, workspace, bytes, planned);
	return (microseconds() - begin) / PLANS_A_ROUND;
}

static void time_walks(const struct nkv_plan *planned, double plan_time)
{
	double times[WALKS], factors[WALKS];

	for (size_t i = 0; i < WALKS; i++) {
		double begin = microseconds();

		if (!nkv_bench_walk_agrees(planned)) {
			fputs("the walk over the pages and the plan differ\n", stderr);
			exit(EXIT_FAILURE);
		}
		times[i] = microseconds() - begin;
		factors[i] = times[i] / plan_time;
	}
	print_times("walk", times, WALKS);
	print_times("factor", factors, WALKS);
}

/* One machine's time by another's. */
static void time_pair(const char *what, const struct nkv_machine *machine,
		      const struct nkv_machine *other, void *workspace, size_t bytes)
{
	static struct nkv_plan planned;
	double ratios[ROUNDS];

	for (size_t i = 0; i < ROUNDS; i++) {
		double time = time_plans(other, workspace, bytes, &planned);

		ratios[i] = time_plans(machine, workspace, bytes, &planned) / time;
	}
	print_times(what, ratios, ROUNDS);
}

static struct nkv_machine with_kernel(const struct nkv_machine *machine, const char *name)
{
	struct nkv_machine other = *machine;

	other.kernel.profile = nkv_profile_find(name);
	return other;
}

int main(void)
{
	static struct shape large, small;
	static struct nkv_plan planned;
	struct nkv_machine usual, late, late_small;
	double times[ROUNDS];
	size_t bytes;
	void *workspace;

	make_shape(&small, "512 MiB", 128 * mib, 64 * mib, 80 * mib);
	make_shape(&large, "64 GiB", 16 * 1024 * mib, 3072 * mib, 4096 * mib);
	usual = with_kernel(&large.machine, "2.6.23");
	late = with_kernel(&large.machine, "2.6.32");
	late_small = with_kernel(&small.machine, "2.6.32");
	bytes = nkv_workspace_bytes(&large.machine);
	workspace = must(malloc(bytes));
	for (size_t i = 0; i < ROUNDS; i++)
		times[i] = time_plans(&large.machine, workspace, bytes, &planned);
	print_times("large", times, ROUNDS);
	time_walks(&planned, times[ROUNDS / 2]);
	time_pair("size", &large.machine, &small.machine, workspace, bytes);
	time_pair("late", &late, &usual, workspace, bytes);
	time_pair("late-size", &late, &late_small, workspace, bytes);
	free(workspace);
	return EXIT_SUCCESS;
}
