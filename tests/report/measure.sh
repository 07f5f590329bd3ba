#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Measures a part of tests/REPORT: measure.sh PART [CHECKOUT...]
#
# The figures go to build/report/PART.tsv, a name and a figure on each line, with the day, the
# commit and the seconds it took. assemble.py makes the report from them. If checkouts are given,
# the figures of mutants, fuzz and afl are those that make check-mutants, fuzz and fuzz-afl left
# there, and nothing is run.
# shellcheck disable=SC2317 # parts are called by their names
set -uo pipefail
unset MAKEFLAGS MAKELEVEL
export LC_ALL=C

part=$1
shift
out=build/report
log=$out/$part.log
# The runs of make fuzz: target, seconds, executions, edges covered, inputs kept, crashes, all edges,
# day, commit. What was not noted then is a "-".
RUNS=tests/fuzz/runs.tsv
mkdir -p "$out"

# row NAME FIGURE...
row() { (IFS=$'\t'; printf '%s\n' "$*"); }

# logged COMMAND...: keeps its output; returns its status.
logged() { "$@" >"$log" 2>&1 </dev/null; }

# outcome COMMAND...: the numbers of passed, failed and skipped tests, of each run in its output.
outcome() {
	local status=0
	logged "$@" || status=$?
	sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/passed\t\1\nfailed\t\2/p
		s/^([0-9]+) (tests )?were skipped$/skipped\t\1/p' "$log" |
		awk '{ sum[$1] += $2 } END { for (name in sum) print name "\t" sum[name] }'
	return "$status"
}

# version NAME COMMAND...: the first number with a dot in its output.
version() {
	local name=$1 found
	shift
	found=$("$@" 2>&1 </dev/null | grep -oE '[0-9]+\.[0-9][0-9.]*' | head -n 1)
	[ -z "$found" ] || row "$name" "$found"
}

part_versions() {
	row system "$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release), $(uname -m)"
	version gcc gcc -dumpfullversion
	version clang clang --version
	version "C library" getconf GNU_LIBC_VERSION
	version libyaml pkg-config --modversion yaml-0.1
	version cJSON pkg-config --modversion libcjson
	version Criterion pkg-config --modversion criterion
	local tool
	for tool in gcovr valgrind strace cppcheck clang-tidy shellcheck lintian qemu-s390x; do
		version "$tool" "$tool" --version
	done
	version AFL++ afl-fuzz -h
}

part_check() { outcome make check; }

# compared LOGS BOOTS: the number of boots in the logs that agree with the plans of their
# machines.
compared() {
	local file name machine
	for file in "$1"/qemu-*.log; do
		name=$(basename "$file" .log)
		machine=$(jq -c --arg name "${name#qemu-}" 'select(.machine.name == $name).machine' "${@:2}")
		[ -z "$machine" ] || ./numakva-plan -f ndjson --compare="$file" - <<<"$machine" |
			jq -r .verdict
	done | sort | uniq -c | sed 's/^ *\([0-9]*\) \(.*\)/logs \2\t\1/'
}

# Inputs from public reports and logs: what they are, and what is expected.
part_cases() {
	local status=0
	make -j2 >"$log" 2>&1 || return 1
	NUMAKVA_PLAN=./numakva-plan NUMAKVA_BUILD=build outcome tests/run tests/cases/cases.sh || status=1
	jq -r '[
		(if any(.args[]; startswith("--srat")) then "tables of the firmware"
		elif .args | index("--from=firmware") then "trees of the firmware"
		elif .file | test("iomem") then "/proc/iomem"
		elif .file | test("^xen") then "logs of a hypervisor"
		elif .file | test("[.](eml|md|txt)$") then "logs in mails, pages and reports"
		elif .file | test("[.](yaml|json)$") then "descriptions, and other JSON"
		else "logs" end),
		(if any(.args[]; startswith("--compare")) then "held against a plan"
		elif .want.status == 65 then "refused for the right reason"
		elif .want | keys - ["status", "err", "err_not", "err_lines_max"] == [] then "read"
		else "planned" end)] | @tsv' tests/cases/cases.ndjson | sort | uniq -c |
		sed -E 's/^ *([0-9]+) (.*)$/\2\t\1/'
	return "$status"
}

# The recorded machines of the tree, and their sources if they are there.
part_vectors() {
	local dir=build/report/recorded status=0 file origin=tree
	rm -rf "$dir"
	mkdir -p "$dir/data"
	for file in tests/data/*.ndjson*; do
		gzip -dcf "$file" >"$dir/data/$(basename "$file" .gz)"
	done
	if [ -e ../shared/vectors ]; then
		cp ../shared/vectors/*.ndjson ../shared/bootlogs/boots*.ndjson "$dir/data"
		origin="their origin"
	else
		echo "SKIPPED: there is no ../shared: those of the tree alone" >&2
	fi
	make -j2 build-tests >"$log" 2>&1 || return 1
	NUMAKVA_TESTS_DIR=$PWD/$dir outcome tests/run build/tests/vectors-tests || status=1
	row origin "$origin"
	for file in "$dir"/data/{plans,full,boots}*.ndjson; do
		row "$(basename "$file" .ndjson)" "$(wc -l <"$file")"
	done
	if [ -e ../shared/bootlogs ]; then
		compared ../shared/bootlogs "$dir"/data/boots*.ndjson
	else
		compared tests/data/logs "$dir"/data/boots*.ndjson
	fi
	return "$status"
}

# Not for the slow model: counting each of its steps takes longer than everything else.
part_coverage() {
	local flags="--coverage -fprofile-update=atomic"
	rm -rf build/coverage
	make -j2 B=build/coverage HARDENING= CFLAGS="-O0 -g $flags" LDFLAGS=--coverage build-tests \
		build/coverage/tests/faults/failing.so >"$log" 2>&1 || return 1
	# Tests as another user write coverage to these files, too. If they could not, the program
	# would print that.
	build/coverage/numakva-plan --version >>"$log" &&
		find build/coverage/src -name '*.gcda' -exec chmod a+rw {} +
	NUMAKVA_PLAN=build/coverage/numakva-plan NUMAKVA_BUILD=build/coverage tests/run \
		build/coverage/tests/*-tests tests/cases/*.sh tests/cli/*.sh tests/fuzz/*.sh \
		tests/faults/allocations.sh >>"$log" 2>&1 || return 1
	gcovr --root . --filter src/ --object-directory build/coverage --json-summary "$out/coverage.json" \
		>>"$log" 2>&1 || return 1
	jq -r '.files | group_by(.filename | split("/")[1])[] |
		[(.[0].filename | split("/")[:2] | join("/")), (map(.line_covered) | add), (map(.line_total) | add),
		(map(.branch_covered) | add), (map(.branch_total) | add)] | @tsv' "$out/coverage.json"
}

FLOORS="core read write cli"

# A row for each floor that was tried: mutants, killed, explained, tried, of how many.
part_mutants() {
	local status=0 floor checkout summary
	[ $# -gt 0 ] || logged make check-mutants MUTANTS_FLOORS="$FLOORS" \
		${MUTANTS_SAMPLE:+MUTANTS_SAMPLE="$MUTANTS_SAMPLE"} || status=$?
	for floor in $FLOORS; do
		for checkout in "${@:-.}"; do
			summary=$checkout/build/mutants-$floor.summary
			[ -e "$summary" ] || continue
			awk -F '\t' -v OFS='\t' -v floor="src/$floor" '{ figure[$1] = $2 } END {
				print floor, figure["mutants"], figure["killed"], figure["explained"],
					figure["tried"], figure["of"], figure["date"], figure["commit"] }' "$summary" || return 1
		done
	done
	return "$status"
}

part_model() {
	local status=0
	logged make check-model ${MACHINES:+MACHINES="$MACHINES"} || status=$?
	sed -n 's/^\([0-9]*\) machines, \([0-9]*\) differences$/machines\t\1\ndifferences\t\2/p' "$log"
	sed -n 's/^ *\([0-9]*\) \(boots\|unstable\|panics\|refused\)$/\2\t\1/p' "$log"
	return "$status"
}

# fuzzed TARGET FILE CHECKOUT...: the rows that make TARGET left.
fuzzed() {
	local target=$1 file=$2 checkout status=0
	shift 2
	[ $# -gt 0 ] || logged make "$target" ${FUZZ_SECONDS:+FUZZ_SECONDS="$FUZZ_SECONDS"} || status=$?
	for checkout in "${@:-.}"; do
		cat "$checkout/$file" || return 1
	done
	return "$status"
}

# Each run counts once, of whatever day and machine: they are kept in $RUNS, to which they are moved.
part_fuzz() {
	local file=build/fuzz/fuzz.tsv status=0 checkout
	fuzzed fuzz "$file" "$@" >"$log.runs" || status=$?
	sort -u -o "$RUNS" "$RUNS" "$log.runs"
	for checkout in "${@:-.}"; do
		rm -f "$checkout/$file"
	done
	cat "$RUNS"
	return "$status"
}

part_afl() { fuzzed fuzz-afl build/afl/afl.tsv "$@"; }

# fault_test NAME: keeps its output, with all faults.
fault_test() {
	FAULT_STEP=1 NUMAKVA_PLAN=./numakva-plan NUMAKVA_BUILD=build bash "tests/faults/$1.sh" >"$log" 2>&1
}

part_faults() {
	local status=0
	make -j2 build-tests >"$log" 2>&1 || return 1
	fault_test allocations || status=1
	awk '/allocations failed/ { gsub(/^# */, ""); failed += $1; wrong += $(NF - 1) }
		END { print "allocations\t" failed; print "allocations wrong\t" wrong }' "$log"
	row formats "$(sed -n 's/^ok [0-9]* - -f \([a-z]*\) .*/\1/p' "$log" | sort -u | wc -l)"
	fault_test calls || status=1
	sed -n 's/^\(not \)\?ok [0-9]* - every \([a-z]*\) fails with \([A-Z]*\) (\([0-9]*\))$/\2\t\4/p' "$log" |
		awk '{ calls += $2 } END { print "system calls\t" calls }'
	row "system calls wrong" "$(grep -c '^not ok' "$log")"
	fault_test world || status=1
	row "disks, signals, files and names" "$(grep -c '^ok' "$log")"
	row "disks, signals, files and names wrong" "$(grep -c '^not ok' "$log")"
	return "$status"
}

part_long() { outcome make check-long; }

part_sanitize() { outcome make check-sanitize; }

part_valgrind() {
	local status=0
	logged make check-valgrind || status=$?
	sed -n 's/^\([0-9]*\) runs, \([0-9]*\) with findings$/runs\t\1\nfindings\t\2/p' "$log"
	return "$status"
}

# said COMMAND...: its report line by line: "ok: NAME", "not ok: NAME", "SKIPPED: NAME".
said() {
	local status=0
	outcome "$@" || status=$?
	sed -n 's/^\(ok\|not ok\|SKIPPED\): \(.*\)/\2\t\1/p' "$log"
	return "$status"
}

part_builds() { said make check-builds; }
part_hardening() { said make check-hardening; }

# The steps that a script printed. It ended at the last one.
part_distcheck() {
	local status=0
	logged make distcheck || status=$?
	sed -n 's/^distcheck: \(.*\)/\1\tdone/p' "$log"
	return "$status"
}

part_debian() {
	local status=0
	logged make check-debian || status=$?
	sed -n 's/^check-debian: \(.*\)/\1\tdone/p' "$log"
	return "$status"
}

part_lint() {
	local status=0
	logged make lint || status=$?
	row findings "$([ "$status" -eq 0 ] && echo none || echo some)"
	return "$status"
}

begun=$(date +%s) status=0
read -r day commit < <(scripts/stamp)
"part_$part" "$@" >"$out/$part.new" || status=$?
{
	row date "$day"
	row commit "$commit"
	row seconds $(($(date +%s) - begun))
	cat "$out/$part.new"
} >"$out/$part.tsv"
rm -f "$out/$part.new"
[ "$status" -eq 0 ] || echo "measure.sh: $part: something failed; see $log" >&2
exit "$status"
