#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A fleet is divided among several processes by another program: GNU parallel.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
	skip "a fleet under GNU parallel" "there is no GNU parallel"
	finish
	exit
fi
export PARALLEL_HOME=$dir/parallel
mkdir -p "$PARALLEL_HOME" "$dir/parts"
touch "$PARALLEL_HOME/will-cite"

tests/bench/machines 80 >"$dir/fleet.yaml"
"$plan" -f ndjson "$dir/fleet.yaml" >"$dir/whole"
jq -nc 'range(300) | {numakva: 1, name: "j\(.)", e820: [{start: 0, end: "0x9fc00", type: "usable"},
	{start: "1M", end: "\(. + 60)M", type: "usable"}]}' >"$dir/fleet.ndjson"

# same_set NAME FILE: the plans of $dir/out are those of the file, in any order.
same_set() {
	if [ "$(placeless "$dir/out" | sort | md5sum)" = "$(placeless "$2" | sort | md5sum)" ]; then
		ok "$1"
	else
		not_ok "$1" "$(wc -l <"$dir/out") lines, not $(wc -l <"$2")"
	fi
}

got=0
parallel --pipe -j 3 --block 20k --recstart '---\n' "$plan" -f ndjson \
	<"$dir/fleet.yaml" >"$dir/out" 2>"$dir/err" || got=$?
is "a stream of YAML in parts" "$got $(err)" "0 "
same_set "gives the same plans" "$dir/whole"
got=0
parallel --pipe -k -j 3 --block 20k --recstart '---\n' "$plan" -f ndjson \
	<"$dir/fleet.yaml" >"$dir/out" 2>"$dir/err" || got=$?
is "with -k in the same order" "$(placeless "$dir/out" | md5sum)" "$(placeless "$dir/whole" | md5sum)"
got=0
parallel --pipepart -a "$dir/fleet.yaml" -j 3 --block -2 --recstart '---\n' "$plan" -f ndjson \
	>"$dir/out" 2>"$dir/err" || got=$?
is "a file of YAML in parts" "$got $(err)" "0 "
same_set "gives the same plans, too" "$dir/whole"
"$plan" -f ndjson "$dir/fleet.ndjson" >"$dir/lines"
got=0
parallel --pipe -j 3 --block 5k "$plan" -f ndjson <"$dir/fleet.ndjson" >"$dir/out" 2>"$dir/err" || got=$?
is "a stream of JSON in parts" "$got $(err)" "0 "
same_set "gives the same plans, line by line" "$dir/lines"

# Parts in files, so that what failed can be done again. One part is bad at first.
csplit -s -n 3 -f "$dir/parts/" -b '%03d.yaml' "$dir/fleet.yaml" '/^---$/' '{*}'
find "$dir/parts" -size 0 -delete
parts=$(find "$dir/parts" -name '*.yaml' | wc -l)
is "the fleet in files" "$parts" 80
sed -i 's/^e820:/e821:/' "$dir/parts/007.yaml"
run_parts() {
	got=0
	parallel --joblog "$dir/log" "$@" -j 3 "$plan" -f ndjson -o '{.}.plan' '{}' ::: \
		"$dir"/parts/*.yaml 2>"$dir/err" || got=$?
}
run_parts
is "one part fails" "$got $(awk 'NR > 1 && $7 != 0 { print $7 }' "$dir/log")" "1 65"
check "and leaves no plan behind" test ! -e "$dir/parts/007.plan"
sed -i 's/^e821:/e820:/' "$dir/parts/007.yaml"
touch -d '1 hour ago' "$dir"/parts/*.plan
run_parts --resume-failed
is "it is done again when it is mended" "$got $(err)" "0 "
is "it alone" "$(find "$dir/parts" -name '*.plan' -mmin -30)" "$dir/parts/007.plan"
cat "$dir"/parts/*.plan >"$dir/out"
same_set "all parts together are the whole" "$dir/whole"
run_parts --resume-failed
is "nothing is left to be done" "$got $(find "$dir/parts" -name '*.plan' -mmin -30 | wc -l)" "0 1"

finish
