# SPDX-License-Identifier: GPL-2.0-or-later
#
# numakva-plan: plans how a 32-bit x86 NUMA kernel lays out its memory.
#
# Targets:
#
#   all             build the program, ./numakva-plan (the default)
#   check           set up what is missing, build, and run all tests
#   demo            set up what is missing, build with all processors, and plan a machine
#   deps            only set up what is missing for check
#   install         install everything under DESTDIR and prefix
#   uninstall       remove the installed files
#   clean           remove the built files
#   distclean       also remove the files of configure
#   dist            make a tarball of the source
#   check-headers   compile each header alone
#   coverage        run the tests and measure the core's coverage
#   check-sanitize  run the tests with address, undefined behaviour and thread sanitizers
#   check-valgrind  run the program under valgrind, threads under helgrind
#   check-long      plan a million machines, 100,000 files, and a log of 10 GiB, in 64 MiB
#   check-faults    make each allocation and each system call of the program fail
#   check-model     compare the core with a slow model on random machines
#   check-mutants   break the program one token at a time, and count how often tests fail
#   report          measure all of this, and write tests/REPORT
#   fuzz            fuzz the readers, the core and the writers with libFuzzer
#   fuzz-keep       keep the inputs that fuzz found, as few as reach the same code
#   fuzz-afl        fuzz them with AFL++
#   bench           measure speed and memory, and compare them with goals
#   check-builds    build and test with each supported compiler and target
#   check-hardening check the program's hardening, and the files it opens and writes
#   distcheck       unpack the tarball, and configure, test, install and uninstall it
#   check-debian    build the Debian package, and install it in a clean system
#   lint            run static checkers
#   format          format the code by .clang-format
#   pictures        draw man/pictures/ and tests/pictures/ again
#   help            print this text
#
# Knobs, as "make KNOB=VALUE", or by ./configure (made by "autoreconf -fi"),
# which writes them to config.mak:
#
#   CC, AR, CFLAGS, CPPFLAGS, LDFLAGS, LDLIBS   as usual
#   prefix, bindir, libdir, includedir, datarootdir, mandir, docdir, completionsdir,
#   zshcompletionsdir, fishcompletionsdir
#   DESTDIR         the root directory of install
#   DEVELOPER=1     strict warnings, as errors
#   HARDENING=      no hardening flags
#   V=1             show complete commands
#   T="NAME..."     the tests of check: tests/*/NAME.sh, build/tests/NAME-tests (all)
#   TEST_JOBS       tests at a time (as -j; otherwise one for each processor, at least 2)
#   MACHINES        number of machines for check-model (100000)
#   LOGS, LOGS_FROM number of made-up logs that check reads back (1000), and the first (1)
#   MUTANTS_FLOORS                              the floors to break (core): core, read, write, cli
#   MUTANTS_EVERY, MUTANTS_SAMPLE, MUTANTS_SEED every n-th mutant (1), or a random sample and its seed
#   MUTANTS_LEAST, MUTANTS_JOBS                 least percent noticed (95; read 90, write, cli 85)
#   FUZZ_SECONDS, FUZZ_TARGETS                  seconds (60), and targets of tests/fuzz/*.c (all)
#   BENCH_MACHINES, BENCH_ROUNDS                number of machines (100000) and of rounds (5)
#   REPORT_PARTS    what report measures (all); other figures stay as they were
#   COVERAGE_LINES, COVERAGE_BRANCHES           the least coverage in percent (98, 95)

all:

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

ifeq ($(origin CC),default)
CC = gcc
endif
ifeq ($(origin AR),default)
AR = ar
endif
PKG_CONFIG = pkg-config
PYTHON = /usr/bin/python3
CLANG = clang
CLANG_FORMAT = clang-format
CLANG_TIDY = clang-tidy
CFLAGS = -O2 -g
INSTALL = install

prefix = /usr/local
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
libdir = $(exec_prefix)/lib
includedir = $(prefix)/include
datarootdir = $(prefix)/share
mandir = $(datarootdir)/man
docdir = $(datarootdir)/doc/numakva-plan
completionsdir = $(datarootdir)/bash-completion/completions
zshcompletionsdir = $(datarootdir)/zsh/site-functions
fishcompletionsdir = $(datarootdir)/fish/vendor_completions.d
schemadir = $(datarootdir)/numakva-plan/schemas

COVERAGE_LINES = 98
COVERAGE_BRANCHES = 95

-include config.mak

VERSION := $(shell cat VERSION)
B = build
# The program of another build directory is in that directory.
PROGRAM = $(if $(filter build,$(B)),,$(B)/)numakva-plan

# --- what the libraries need ---

# The libraries are looked up only if something is compiled, and once.
once = $(eval $(1) := $(2))$($(1))
YAML_CFLAGS ?= $(call once,YAML_CFLAGS,$(shell $(PKG_CONFIG) --cflags yaml-0.1 2>/dev/null))
YAML_LIBS ?= $(call once,YAML_LIBS,$(shell $(PKG_CONFIG) --libs yaml-0.1 2>/dev/null))
CJSON_CFLAGS ?= $(call once,CJSON_CFLAGS,$(shell $(PKG_CONFIG) --cflags libcjson 2>/dev/null))
CJSON_LIBS ?= $(call once,CJSON_LIBS,$(shell $(PKG_CONFIG) --libs libcjson 2>/dev/null))
CRITERION_CFLAGS ?= $(call once,CRITERION_CFLAGS,$(shell $(PKG_CONFIG) --cflags criterion 2>/dev/null))
CRITERION_LIBS ?= $(call once,CRITERION_LIBS,$(shell $(PKG_CONFIG) --libs criterion 2>/dev/null))

# --- flags ---

# Hardening flags that the compiler does not know are left out.
probe = $(shell printf 'int main(void){return 0;}' | \
	$(CC) -Werror $(1) -x c - -o /dev/null 2>/dev/null && echo '$(1)')
HARDENING_CFLAGS_ASKED = -fstack-protector-strong -fstack-clash-protection -fcf-protection
HARDENING ?= 1
ifneq ($(HARDENING),)
HARDENING_CFLAGS ?= $(call once,HARDENING_CFLAGS,-fPIE -Wformat -Werror=format-security \
	$(foreach flag,$(HARDENING_CFLAGS_ASKED),$(call probe,$(flag))) $(FORTIFY))
HARDENING_LDFLAGS ?= $(call once,HARDENING_LDFLAGS,$(call probe,-pie) \
	$(call probe,-Wl$(comma)-z$(comma)relro) $(call probe,-Wl$(comma)-z$(comma)now))
FORTIFY = $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif
comma = ,

ifdef DEVELOPER
DEVELOPER_CFLAGS = -Werror -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Wundef
else
DEVELOPER_CFLAGS = -Wall
endif

COMPILE = $(CC) -std=c11 -pthread $(DEVELOPER_CFLAGS) $(HARDENING_CFLAGS) -Iinclude -Isrc $(CPPFLAGS) \
	$(CFLAGS)
LINK = $(CC) -pthread $(CFLAGS) $(HARDENING_LDFLAGS) $(LDFLAGS)

ifdef V
say =
quiet =
else
say = @printf '  %-8s%s\n' $(1) $(2);
quiet = @
endif

# --- sources ---

# The objects of a floor: those of all its rooms.
floor_objects = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard src/$(1)/*.c src/$(1)/*/*.c)))
BASE_OBJECTS := $(call floor_objects,base)
CORE_OBJECTS := $(call floor_objects,core)
READ_OBJECTS := $(call floor_objects,read)
WRITE_OBJECTS := $(call floor_objects,write)
CLI_OBJECTS := $(call floor_objects,cli) $(B)/examples.o

BASE_LIBRARY = $(B)/libnumakva-base.a
CORE_LIBRARY = $(B)/libnumakva.a
READ_LIBRARY = $(B)/libnumakva-read.a
WRITE_LIBRARY = $(B)/libnumakva-write.a
LIBRARIES = $(WRITE_LIBRARY) $(READ_LIBRARY) $(CORE_LIBRARY) $(BASE_LIBRARY)

CONFIGS := $(sort $(wildcard configs/*.yaml))

SETUP = CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' PYTHON='$(PYTHON)' scripts/setup

all: $(PROGRAM)

# A changed compiler or flag rebuilds everything. The files are touched only then.
$(B)/flags: TEXT = $(COMPILE) $(YAML_CFLAGS) $(CJSON_CFLAGS) $(VERSION)
$(B)/link-flags: TEXT = $(LINK) $(YAML_LIBS) $(CJSON_LIBS) $(LDLIBS) $(AR)
$(B)/setup-flags: TEXT = $(SETUP)
$(B)/flags $(B)/link-flags $(B)/setup-flags: force
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(TEXT))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(TEXT))' >$@
.PHONY: force
force:

# Names missing packages before the compiler fails.
$(B)/found: scripts/setup $(B)/setup-flags
	$(quiet)$(SETUP) --check build
	@touch $@

# Installs what a part of scripts/setup finds missing, once; never two parts at a time.
$(addprefix $(B)/ready/,coverage builds debian): $(B)/ready/check
$(B)/ready/%: scripts/setup $(B)/setup-flags
	@mkdir -p $(@D)
	$(quiet)$(SETUP) build $*
	@touch $@

EXTRA_CFLAGS =
$(B)/src/read/%.o: EXTRA_CFLAGS = $(YAML_CFLAGS) $(CJSON_CFLAGS)
$(B)/src/cli/version.o: EXTRA_CFLAGS = -DNUMAKVA_VERSION='"$(VERSION)"'

$(B)/%.o: %.c $(B)/flags | $(B)/found
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) $(EXTRA_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/examples.c: scripts/embed-examples $(CONFIGS)
	@mkdir -p $(@D)
	$(call say,GEN,$@)scripts/embed-examples $(CONFIGS) >$@
$(B)/examples.o: $(B)/examples.c $(B)/flags | $(B)/found
	$(call say,CC,$<)$(COMPILE) -MMD -MP -c -o $@ $<

# Archives are made from scratch, so that they keep nothing of a removed source. Removing a source
# changes the list.
$(B)/%.list: force
	@mkdir -p $(@D)
	@printf '%s\n' $(LIST) | cmp -s - $@ || printf '%s\n' $(LIST) >$@
$(B)/base.list: LIST = $(BASE_OBJECTS)
$(B)/core.list: LIST = $(CORE_OBJECTS)
$(B)/read.list: LIST = $(READ_OBJECTS)
$(B)/write.list: LIST = $(WRITE_OBJECTS)
$(BASE_LIBRARY): $(BASE_OBJECTS) $(B)/base.list $(B)/link-flags
$(CORE_LIBRARY): $(CORE_OBJECTS) $(B)/core.list $(B)/link-flags
$(READ_LIBRARY): $(READ_OBJECTS) $(B)/read.list $(B)/link-flags
$(WRITE_LIBRARY): $(WRITE_OBJECTS) $(B)/write.list $(B)/link-flags
$(LIBRARIES):
	$(call say,AR,$@)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARIES) $(B)/link-flags
	$(call say,LINK,$@)$(LINK) -o $@ $(CLI_OBJECTS) $(LIBRARIES) $(YAML_LIBS) $(CJSON_LIBS) $(LDLIBS)

# --- tests ---

# One Criterion program for each directory. Those of base and core link with nothing else of the
# tree.
TEST_NAMES = base core read write vectors
TEST_PROGRAMS = $(TEST_NAMES:%=$(B)/tests/%-tests)
test_objects = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/$(1)/*.c)))

$(B)/tests/%.o: EXTRA_CFLAGS = -Itests -Wno-override-init $(CRITERION_CFLAGS) $(CJSON_CFLAGS) $(YAML_CFLAGS)
$(B)/tests/%.o: tests/%.c $(B)/flags | $(B)/found
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) $(EXTRA_CFLAGS) $(UNIT_CFLAGS) -MMD -MP -c -o $@ $<

# Optimizing the unit tests would take longer than running them. Developers still get the warnings
# of an optimizing compiler.
define test_program
$(B)/tests/$(1)/%.o: UNIT_CFLAGS = $$(if $$(DEVELOPER),,-O0 -U_FORTIFY_SOURCE)
$(B)/tests/$(1)-tests: $(call test_objects,$(1)) $(2) $(B)/link-flags
	$$(call say,LINK,$$@)$$(LINK) -o $$@ $$(filter %.o %.a,$$^) $$(CRITERION_LIBS) $(3) $$(LDLIBS)
endef
DOCUMENT_TEXT = $(B)/tests/support/document_text.o
$(eval $(call test_program,base,$(BASE_LIBRARY)))
$(eval $(call test_program,core,$(CORE_LIBRARY)))
$(eval $(call test_program,read,$(DOCUMENT_TEXT) $(READ_LIBRARY) $(CORE_LIBRARY) $(BASE_LIBRARY),$$(YAML_LIBS) $$(CJSON_LIBS)))
$(eval $(call test_program,write,$(LIBRARIES),$$(YAML_LIBS) $$(CJSON_LIBS)))
$(eval $(call test_program,vectors,$(DOCUMENT_TEXT) $(LIBRARIES),$$(YAML_LIBS) $$(CJSON_LIBS)))

# The core's tests without Criterion, which needs a process for each test: tests/portable.
ALONE_OBJECTS := $(patsubst tests/%.c,$(B)/alone/%.o,$(sort $(wildcard tests/core/*.c)) tests/portable/runner.c)
$(B)/alone/%.o: tests/%.c $(B)/flags | $(B)/found
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) -w -O0 -U_FORTIFY_SOURCE -Itests -Itests/portable -MMD -MP -c -o $@ $<
$(B)/tests/core-alone: $(ALONE_OBJECTS) $(CORE_LIBRARY) $(B)/link-flags
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(LINK) -o $@ $(filter %.o %.a,$^) $(LDLIBS)

CLI_TESTS = $(sort $(wildcard tests/cli/*.sh))
BUILD_TESTS = $(sort $(wildcard tests/build/*.sh))
CASES_TESTS = tests/cases/cases.sh
# Long tests come early, so that no processor is idle at the end.
ALL_TESTS = $(TEST_PROGRAMS) $(BUILD_TESTS) $(TRUST_TESTS) $(CASES_TESTS) $(CLI_TESTS)
RUN_TESTS = NUMAKVA_PLAN=./$(PROGRAM) NUMAKVA_BUILD=$(B) PYTHON='$(PYTHON)' tests/run

include tests/trust.mk
include tests/bench.mk

.PHONY: build-tests run-tests
build-tests: $(PROGRAM) $(TEST_PROGRAMS) $(TRUST_PROGRAMS) $(BENCH_PROGRAMS)
run-tests: build-tests
	$(quiet)$(RUN_TESTS) $(ALL_TESTS)

# The libraries may have been installed only now, so they are looked up again.
.PHONY: all check demo deps
check: $(B)/ready/check
	$(quiet)$(MAKE) --no-print-directory $(ALL_JOBS) build-tests
	$(quiet)$(MAKE) --no-print-directory run-tests
# Uses all processors, unless make was given a number of jobs.
ALL_JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null))
DEMO_OBJECTS = $(BASE_OBJECTS) $(CORE_OBJECTS) $(READ_OBJECTS) $(WRITE_OBJECTS) $(CLI_OBJECTS)
# Prints a line of progress, unless V is set.
demo: $(B)/ready/build
	$(quiet)$(if $(V),,scripts/build-quietly $(words $(DEMO_OBJECTS))) \
		$(MAKE) --no-print-directory $(ALL_JOBS) all
	@printf '\n$$ ./%s configs/pc-1n-1g.yaml\n' $(PROGRAM)
	@./$(PROGRAM) configs/pc-1n-1g.yaml
	@printf '\nTry next:\n'
	@printf '  %s\n      %s\n' \
		'./$(PROGRAM) --format=map configs/example-2n-10g.yaml' 'a machine with two nodes, as a picture' \
		'./$(PROGRAM) --kernel=all configs/pc-1n-1g.yaml' 'the machine above with every kernel' \
		'./$(PROGRAM) --example >machine.yaml' 'a description to edit; a boot log (dmesg) can be planned, too'
deps:
	@rm -f $(B)/ready/check
	$(quiet)$(MAKE) --no-print-directory $(B)/ready/check

.PHONY: check-headers coverage check-sanitize check-sanitize-core check-valgrind check-builds check-hardening \
	check-debian lint format help
HEADERS := $(sort $(wildcard include/numakva/*.h src/*/*.h src/*/*/*.h))
check-headers: | $(B)/found
	$(quiet)for header in $(HEADERS); do \
		printf '#include "%s"\n#include "%s"\n' "$$header" "$$header" | \
		$(CC) -std=c11 -Wall -Wextra -Wpedantic -Werror -I. -Iinclude -Isrc $(YAML_CFLAGS) \
			$(CJSON_CFLAGS) -fsyntax-only -x c - || { echo "$$header"; exit 1; }; \
	done
	@echo "$(words $(HEADERS)) headers compile alone"

COVERAGE_FLAGS = B=build/coverage HARDENING= CFLAGS='-O0 -g --coverage' LDFLAGS='--coverage'
coverage: $(B)/ready/coverage
	$(quiet)find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	$(quiet)$(MAKE) --no-print-directory $(COVERAGE_FLAGS) build-tests
	$(quiet)NUMAKVA_PLAN=build/coverage/numakva-plan tests/run \
		$(TEST_NAMES:%=build/coverage/tests/%-tests)
	$(quiet)gcovr --root . --filter src/core/ --object-directory build/coverage \
		--print-summary --fail-under-line $(COVERAGE_LINES) \
		--fail-under-branch $(COVERAGE_BRANCHES)

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SANITIZE_FLAGS = B=build/sanitize HARDENING= CFLAGS='-O1 -g $(SANITIZE)'
check-sanitize: $(B)/ready/check
	$(quiet)$(MAKE) --no-print-directory $(SANITIZE_FLAGS) build-tests
	$(quiet)scripts/check-sanitize build/sanitize $(TEST_NAMES:%=build/sanitize/tests/%-tests) \
		$(CASES_TESTS) $(CLI_TESTS)
	$(quiet)$(MAKE) --no-print-directory B=build/thread HARDENING= \
		CFLAGS='-O1 -g -fsanitize=thread' all
	$(quiet)scripts/check-sanitize build/thread tests/cli/jobs.sh

# The part that `make check` runs: the core's tests in one process.
check-sanitize-core:
	$(quiet)$(MAKE) --no-print-directory $(SANITIZE_FLAGS) build/sanitize/tests/core-alone
	$(quiet)ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 \
		UBSAN_OPTIONS=print_stacktrace=1 build/sanitize/tests/core-alone

check-valgrind: $(B)/ready/valgrind
	$(quiet)$(MAKE) --no-print-directory all
	$(quiet)NUMAKVA_PLAN=./$(PROGRAM) scripts/check-valgrind

check-builds: $(B)/ready/builds
	$(quiet)scripts/check-builds

check-hardening: $(B)/ready/hardening
	$(quiet)$(MAKE) --no-print-directory all
	$(quiet)scripts/check-hardening ./$(PROGRAM)

check-debian: $(B)/ready/debian
	$(quiet)scripts/check-debian

SCRIPTS = $(sort $(wildcard scripts/*)) tests/run .ci/run $(sort $(wildcard tests/cli/*.sh \
	tests/build/*.sh tests/cases/*.sh tests/cli/*.inc tests/support/*.sh tests/fuzz/*.sh \
	tests/model/*.sh tests/mutants/*.sh tests/readback/*.sh tests/long/*.sh tests/report/*.sh \
	tests/faults/*.sh)) completions/numakva-plan
SOURCES := $(sort $(wildcard src/*/*.c src/*/*/*.c))
TEST_SOURCES := $(sort $(wildcard tests/*/*.c tests/*/*.h tests/*/support/*.[ch]))
lint: $(B)/ready/lint
	$(quiet)SOURCES='$(SOURCES)' HEADERS='$(HEADERS)' TESTS='$(TEST_SOURCES)' SCRIPTS='$(SCRIPTS)' \
		CLANG_TIDY='$(CLANG_TIDY)' CLANG_FORMAT='$(CLANG_FORMAT)' scripts/lint -std=c11 -Iinclude \
		-Isrc -DNUMAKVA_VERSION='""' $(YAML_CFLAGS) $(CJSON_CFLAGS)

format:
	$(CLANG_FORMAT) -i $(HEADERS) $(SOURCES) $(TEST_SOURCES)

# Look at each picture before you commit it.
.PHONY: pictures
pictures: all
	$(quiet)NUMAKVA_PLAN=./$(PROGRAM) tests/cli/pictures.sh --update

help:
	@sed -n '/^# Targets:/,/^$$/s/^# \{0,1\}//p' Makefile

# --- installation ---

# Made from the output of the program, so it must run here.
$(B)/completions/%: scripts/make-completions completions/numakva-plan $(PROGRAM)
	@mkdir -p $(@D)
	$(call say,GEN,$@)NUMAKVA_PLAN=./$(PROGRAM) scripts/make-completions $* >$@

.PHONY: install uninstall
D = $(DESTDIR)
install: all $(B)/completions/zsh $(B)/completions/fish
	$(INSTALL) -d '$(D)$(bindir)' '$(D)$(libdir)/pkgconfig' '$(D)$(includedir)/numakva' \
		'$(D)$(mandir)/man1' '$(D)$(mandir)/man5' '$(D)$(mandir)/man7' '$(D)$(docdir)/examples' \
		'$(D)$(schemadir)' '$(D)$(completionsdir)' '$(D)$(zshcompletionsdir)' \
		'$(D)$(fishcompletionsdir)'
	$(INSTALL) -m 755 $(PROGRAM) '$(D)$(bindir)/numakva-plan'
	$(INSTALL) -m 644 $(CORE_LIBRARY) '$(D)$(libdir)'
	sed -e 's|@prefix@|$(prefix)|' -e 's|@libdir@|$(libdir)|' -e 's|@includedir@|$(includedir)|' \
		-e 's|@VERSION@|$(VERSION)|' numakva.pc.in >'$(D)$(libdir)/pkgconfig/numakva.pc'
	$(INSTALL) -m 644 include/numakva/*.h include/numakva/*.def '$(D)$(includedir)/numakva'
	$(INSTALL) -m 644 man/numakva-plan.1 '$(D)$(mandir)/man1'
	$(INSTALL) -m 644 man/numakva-plan.5 '$(D)$(mandir)/man5'
	$(INSTALL) -m 644 man/numakva-plan.7 '$(D)$(mandir)/man7'
	$(INSTALL) -m 644 $(CONFIGS) '$(D)$(docdir)/examples'
	$(INSTALL) -m 644 README NEWS COPYING '$(D)$(docdir)'
	$(INSTALL) -d '$(D)$(docdir)/man/pictures'
	$(INSTALL) -m 644 man/pictures/*.svg '$(D)$(docdir)/man/pictures'
	$(INSTALL) -m 644 schemas/*.json '$(D)$(schemadir)'
	$(INSTALL) -m 644 completions/numakva-plan '$(D)$(completionsdir)'
	$(INSTALL) -m 644 $(B)/completions/zsh '$(D)$(zshcompletionsdir)/_numakva-plan'
	$(INSTALL) -m 644 $(B)/completions/fish '$(D)$(fishcompletionsdir)/numakva-plan.fish'

uninstall:
	rm -f '$(D)$(bindir)/numakva-plan' '$(D)$(libdir)/libnumakva.a' \
		'$(D)$(libdir)/pkgconfig/numakva.pc' '$(D)$(mandir)/man1/numakva-plan.1' \
		'$(D)$(mandir)/man5/numakva-plan.5' '$(D)$(mandir)/man7/numakva-plan.7' \
		'$(D)$(completionsdir)/numakva-plan' '$(D)$(zshcompletionsdir)/_numakva-plan' \
		'$(D)$(fishcompletionsdir)/numakva-plan.fish'
	rm -rf '$(D)$(includedir)/numakva' '$(D)$(docdir)' '$(D)$(schemadir)'
	-rmdir '$(D)$(datarootdir)/numakva-plan' 2>/dev/null

# --- the tarball ---

.PHONY: dist distcheck clean distclean
dist:
	$(quiet)scripts/make-dist numakva-plan-$(VERSION)

distcheck: $(B)/ready/check
	$(quiet)scripts/distcheck

clean:
	rm -rf build numakva-plan numakva-plan-*.tar.gz

distclean: clean
	rm -rf config.mak config.log config.status configure autom4te.cache aclocal.m4

-include $(shell find $(B) -name '*.d' 2>/dev/null)
