#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Lets the program's allocations fail in turn, in every format: one alone, and all from one on.
#
# Each FAULT_STEP-th is taken; make check-faults takes all.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

shim=${NUMAKVA_BUILD:-build}/tests/faults/failing.so
machine=tests/faults/everything.yaml
export LC_ALL=C

# in_turn ARGUMENT...: all allocations of a run fail in turn, and it goes well.
in_turn() {
	local mode said
	for mode in once from; do
		rm -rf "$dir/run"
		mkdir "$dir/run"
		if said=$(FAILING_DIR=$dir/run FAILING_MODE=$mode FAILING_STEP=${FAULT_STEP:-13} \
			LD_PRELOAD=$PWD/$shim "$plan" -o "$dir/run/out" "$@" 2>&1 </dev/null); then
			ok "$* ($mode)"
		else
			not_ok "$* ($mode)" "$said"
		fi
		echo "# $said"
	done
}

if ! LD_PRELOAD=$PWD/$shim "$plan" --version >/dev/null 2>&1 || grep -q __asan_init "$plan"; then
	skip "allocations that fail" "nothing can be preloaded into $plan"
	finish
	exit
fi
formats=$("$plan" --help | sed -n '/^Formats:/,/^$/s/^  \([a-z]*\) .*/\1/p')
check "there are formats" grep -q json <<<"$formats"
for format in $formats; do
	in_turn -f "$format" "$machine"
done
in_turn -f table --sort=-kva_pages --where='verdict = boots' "$machine" configs/pc-1n-1g.yaml
in_turn -f ndjson --set kernel.profile=2.6.18 --set cmdline=mem=900M "$machine" "$machine"

# A line of JSON, read by cJSON; where that has no memory, libyaml may have some.
printf '{"numakva": 1, "name": "line", "e820": [{"start": 0, "end": "640K", "type": "usable"},
	{"start": "1M", "end": "64M", "type": "usable"}], "limits": {"max_kva": "1M"}}' | tr -d '\n\t' >"$dir/line"
in_turn -f ndjson "$dir/line"

# In threads. Two such documents are as many bytes as a batch holds.
for name in a b c d e; do
	printf '{"numakva": 1, "name": "%s", %70000s"e820": [{"start": 0, "end": "640K", "type": "usable"},
		{"start": "1M", "end": "64M", "type": "usable"}]}' "$name" "" | tr -d '\n\t'
	echo
done >"$dir/large"
in_turn -f ndjson --jobs=2 "$dir/large"
in_turn -f text --jobs=2 "$dir/large"
finish
