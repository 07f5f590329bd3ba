# SPDX-License-Identifier: GPL-2.0-or-later
# Included by the Makefile: how fast the program is, and in how little memory.

BENCH_MACHINES = 100000
BENCH_ROUNDS = 5
BENCH_NAMES := $(patsubst tests/bench/%.c,%,$(filter-out tests/bench/page_walk.c,\
	$(sort $(wildcard tests/bench/*.c))))
BENCH_PROGRAMS = $(BENCH_NAMES:%=$(B)/tests/bench/%)

# As the program is linked, so that what does nothing starts as it does.
$(B)/tests/bench/plan_alone: $(B)/tests/bench/page_walk.o
$(BENCH_PROGRAMS): %: %.o $(CORE_LIBRARY) $(B)/link-flags
	$(call say,LINK,$@)$(LINK) -o $@ $(filter %.o %.a,$^) $(YAML_LIBS) $(CJSON_LIBS) $(LDLIBS)

.PHONY: build-bench bench
build-bench: $(PROGRAM) $(BENCH_PROGRAMS)
bench: $(B)/ready/build
	$(quiet)$(MAKE) --no-print-directory build-bench
	$(quiet)NUMAKVA_PLAN=./$(PROGRAM) scripts/bench $(B)/tests/bench '$(BENCH_MACHINES)' \
		'$(BENCH_ROUNDS)'
