# SPDX-License-Identifier: GPL-2.0-or-later
# Included by the Makefile: what the program survives.

# Random machines, and a slow model of what becomes of them.
MACHINE_OBJECTS := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/support/*.c)))

MODEL_OBJECTS := $(call test_objects,model)

# --- fuzzing ---

# A target is tests/fuzz/NAME.c, with its seeds in tests/fuzz/corpus/NAME/, and what was found in
# NAME.tar.gz.
FUZZ_SECONDS = 60
FUZZ_TARGETS = $(FUZZ_NAMES)
FUZZ_NAMES := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
FUZZ_SUPPORT = $(filter-out %/replay.o,$(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/fuzz/support/*.c)))) \
	$(MACHINE_OBJECTS) $(filter-out %/main.o,$(MODEL_OBJECTS))
# What runs the target: tests/fuzz/support/replay.c, or what FUZZ_DRIVER names.
FUZZ_DRIVER =
FUZZ_PROGRAMS = $(FUZZ_NAMES:%=$(B)/tests/fuzz/%-fuzz)
.SECONDARY: $(FUZZ_NAMES:%=$(B)/tests/fuzz/%.o) $(FUZZ_SUPPORT) $(B)/tests/fuzz/support/replay.o

$(B)/tests/fuzz/%-fuzz: $(B)/tests/fuzz/%.o $(FUZZ_SUPPORT) $(B)/tests/fuzz/support/replay.o \
		$(LIBRARIES) $(B)/link-flags
	$(call say,LINK,$@)$(LINK) -o $@ $(if $(FUZZ_DRIVER),$(filter-out %/replay.o,$(filter %.o,$^)) \
		$(FUZZ_DRIVER),$(filter %.o,$^)) $(LIBRARIES) $(YAML_LIBS) $(CJSON_LIBS) $(LDLIBS)

.PHONY: build-fuzz fuzz fuzz-keep fuzz-afl
build-fuzz: $(FUZZ_TARGETS:%=$(B)/tests/fuzz/%-fuzz)

FUZZ_SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
fuzz: $(B)/ready/fuzz
	$(quiet)$(MAKE) --no-print-directory B=build/fuzz CC='$(CLANG)' HARDENING= \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link $(FUZZ_SANITIZE)' \
		FUZZ_DRIVER=-fsanitize=fuzzer build-fuzz
	$(quiet)scripts/fuzz build/fuzz '$(FUZZ_SECONDS)' $(FUZZ_TARGETS)
fuzz-keep:
	$(quiet)scripts/fuzz-keep build/fuzz $(FUZZ_TARGETS)

fuzz-afl: $(B)/ready/afl
	$(quiet)$(MAKE) --no-print-directory B=build/afl CC='$(AFL_CLANG)' HARDENING= \
		CFLAGS='-O1 -g' FUZZ_DRIVER=-fsanitize=fuzzer build-fuzz
	$(quiet)scripts/fuzz-afl build/afl '$(FUZZ_SECONDS)' $(FUZZ_TARGETS)
AFL_CLANG = afl-clang-fast

# --- the core against a slow model of the rules ---

MACHINES = 100000
MODEL_PROGRAM = $(B)/tests/model/check-model
$(MODEL_PROGRAM): $(MODEL_OBJECTS) $(MACHINE_OBJECTS) $(CORE_LIBRARY) $(B)/link-flags
	$(call say,LINK,$@)$(LINK) -o $@ $(filter %.o %.a,$^) $(LDLIBS)

.PHONY: check-model
check-model: $(MODEL_PROGRAM)
	$(MODEL_PROGRAM) $(MACHINES)

# --- faults ---

FAULT_SHIM = $(B)/tests/faults/failing.so
$(FAULT_SHIM): tests/faults/failing.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(COMPILE) -fPIC -shared -o $@ $<

FAULT_TESTS = $(sort $(wildcard tests/faults/*.sh))
.PHONY: check-faults
check-faults: $(PROGRAM) $(FAULT_SHIM)
	$(quiet)FAULT_STEP=1 $(RUN_TESTS) $(FAULT_TESTS)

# --- long runs ---

LONG_MACHINES = 1000000
LONG_FILES = 100000
LONG_MIB = 10240
.PHONY: check-long
check-long: $(PROGRAM)
	$(quiet)LONG_MACHINES='$(LONG_MACHINES)' LONG_FILES='$(LONG_FILES)' LONG_MIB='$(LONG_MIB)' \
		$(RUN_TESTS) tests/long/long.sh

# --- the tests against the program, broken one token at a time ---

MUTANTS_FLOORS = core
MUTANTS_EVERY = 1
MUTANTS_SAMPLE = 0
MUTANTS_SEED = 1
MUTANTS_LEAST =
MUTANTS_JOBS = $(shell nproc)
.PHONY: check-mutants
check-mutants: $(B)/ready/check
	$(quiet)$(MAKE) --no-print-directory build-tests
	$(quiet)failed=0; for floor in $(MUTANTS_FLOORS); do \
		PYTHONDONTWRITEBYTECODE=1 nice -n 10 '$(PYTHON)' tests/mutants/mutate.py $(B) --floor $$floor \
			--share '$(MUTANTS_EVERY)' --sample '$(MUTANTS_SAMPLE)' --seed '$(MUTANTS_SEED)' \
			$(MUTANTS_LEAST:%=--least '%') --jobs '$(MUTANTS_JOBS)' || failed=1; \
	done; exit $$failed

# --- the figures ---

# The parts that make report measures anew; figures of the others are those of the last time.
REPORT_PARTS = versions check cases vectors coverage mutants model fuzz afl faults long sanitize \
	valgrind builds hardening lint distcheck debian
.PHONY: report
report: $(B)/ready/check
	$(quiet)failed=0; for part in $(REPORT_PARTS); do \
		echo "measuring: $$part"; \
		MACHINES='$(MACHINES)' FUZZ_SECONDS='$(FUZZ_SECONDS)' tests/report/measure.sh $$part || \
			failed=1; \
	done; \
	'$(PYTHON)' tests/report/assemble.py build/report tests/REPORT README && exit $$failed

# --- what make check has of it ---

TRUST_PROGRAMS = $(FUZZ_PROGRAMS) $(MODEL_PROGRAM) $(FAULT_SHIM)
TRUST_TESTS = tests/readback/readback.sh tests/long/long.sh tests/fuzz/replay.sh tests/model/model.sh \
	tests/mutants/mutants.sh tests/report/report.sh $(FAULT_TESTS)
