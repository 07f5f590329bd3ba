#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the program's allocations fail in turn, in every format and with every source: one alone,
# and all from one on.
#
# Only every FAULT_STEP-th allocation is taken, from another first one in each format, so that
# together the formats cover all that they share. make check-faults takes every allocation in
# each.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

shim=${NUMAKVA_BUILD:-build}/tests/faults/failing.so
machine=tests/faults/everything.yaml
log=tests/data/logs/qemu-A-numa-513M+511M.log
step=${FAULT_STEP:-13}
first=1
export LC_ALL=C

# in_turn ARGUMENT...: all allocations of a run fail in turn, and the program handles each
# failure.
in_turn() {
	local mode said
	for mode in once from; do
		rm -rf "$dir/run"
		mkdir "$dir/run"
		if said=$(FAILING_DIR=$dir/run FAILING_MODE=$mode FAILING_STEP=$step \
			FAILING_FIRST=$first LD_PRELOAD=$PWD/$shim "$plan" -o "$dir/run/out" "$@" \
			2>&1 </dev/null); then
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
	first=$((first % step + 1))
done
first=1
in_turn -f table --sort=-kva_pages --where='verdict = boots' "$machine" configs/pc-1n-1g.yaml
in_turn -f ndjson --set kernel.profile=2.6.18 --set cmdline=mem=900M "$machine" "$machine"
in_turn --diff -k 2.6.23,2.6.32 "$machine"
in_turn --check "$machine"
in_turn -f svg --sweep=mem=1G:4G:1G "$machine"
in_turn -f text --sweep=mem=1G:4G:1G --sweep=highmem=1G:2G:1G --fold "$machine"

# Inputs that are not descriptions need few allocations; all are taken.
step=1
in_turn -f ndjson "$log"
in_turn --compare="$log"
in_turn -f ndjson tests/cases/excerpt-otherwise.log # it contradicts itself
cp "$log" "$dir/"$'\1'.log # no name of a machine: what is assumed is kept first
in_turn -f ndjson "$dir/"$'\1'.log
in_turn -f ndjson tests/data/cases/iomem.txt
in_turn --from=firmware -f ndjson tests/cases/firmware-srat1
in_turn -f ndjson --srat=tests/data/cases/acpidump.txt configs/qemu-2n-1g-hotadd.yaml
step=${FAULT_STEP:-13}
for table in tests/data/srat/2n-1g-hotadd.{aml,dsl}; do
	in_turn -f ndjson --srat="$table" configs/qemu-2n-1g-hotadd.yaml
	first=$((first % step + 1))
done
first=1

# What can be done with one machine or many; a small machine needs few allocations.
# cJSON reads a line of JSON. If it has no memory, libyaml may have some.
printf '{"numakva": 1, "name": "line", "e820": [{"start": 0, "end": "640K", "type": "usable"},
	{"start": "1M", "end": "64M", "type": "usable"}], "limits": {"max_kva": "1M"}}' | tr -d '\n\t' >"$dir/line"
cp "$dir/line" "$dir/line.json"
sed 's/"e820"/"acpi": {"tables": [{"signature": "SRAT"}]}, &/' "$dir/line" >"$dir/tables.json"
mkdir -p "$dir/tree/sub"
cp "$dir/line" "$dir/tree/b.ndjson"
cp "$dir/line" "$dir/tree/sub/a.json"
ln -s nowhere "$dir/tree/dangling"
mkfifo "$dir/tree/fifo"
printf '%s\0' "$dir/tree" "$dir/line.json" >"$dir/list"
{ cat "$dir/line" && echo && echo '{"numakva": 1, "name": 5, "e820": 6}'; } >"$dir/bad.json"
sweep=(--sweep=mem=16M:64M:16M "$dir/line.json")
step=1
in_turn -f ndjson "$dir/line"
in_turn -f ndjson "$dir/line.json"
in_turn -q -r --summary "$dir/tree"
in_turn -f tsv --summary --nodes -0 --files-from="$dir/list"
in_turn -q -f junit "$dir/bad.json"
in_turn -q -f html "$dir/bad.json"
in_turn --check -f ndjson --set "e820[1].end=0x3ffe0000" --limit=max_kva=64M "$dir/line.json"
in_turn -f yaml "$dir/tables.json"
in_turn -f ndjson "${sweep[@]}"
in_turn -f svg "${sweep[@]}" --sweep=highmem=0:16M:8M
in_turn --fold "${sweep[@]}"
in_turn --check --fold --columns=+lowmem_free "${sweep[@]}"
in_turn --check --where='verdict = boots' "${sweep[@]}" -k all
in_turn -f json -k all "$dir/line.json"
in_turn -f text -k 2.6.23,2.6.25 "$dir/line.json"
in_turn --diff "$dir/line.json" configs/pc-1n-512m.yaml
step=${FAULT_STEP:-13}

# In threads. Two such documents fill a batch.
for name in a b c d e; do
	printf '{"numakva": 1, "name": "%s", %70000s"e820": [{"start": 0, "end": "640K", "type": "usable"},
		{"start": "1M", "end": "64M", "type": "usable"}]}' "$name" "" | tr -d '\n\t'
	echo
done >"$dir/large"
step=1
in_turn -f ndjson --jobs=2 "$dir/large"
step=${FAULT_STEP:-13}
in_turn -f text --jobs=2 "$dir/large"
finish
