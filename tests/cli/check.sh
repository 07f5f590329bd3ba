#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks against limits: the output, the exit status, and reports for other programs.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

PYTHON=${PYTHON:-/usr/bin/python3}

# --- statuses and lines ---

ends "a machine that passes ends with 0" 0 "$plan" --check --width=200 configs/example-2n-10g.yaml
is "it is one line with its figures and limits" "$(out)" \
	"example-2n-10g: ok: low memory free 737 MiB (min 256M), low memory left 737 MiB, wasted 0 (max 2M), KVA 88 MiB (max 512M)"
ends "a fatal hazard ends with 1" 1 "$plan" --check configs/pc-1n-1g.yaml
is "it is told, and what passes" "$(out)" "\
pc-1n-1g: FAILS
  reserve-beyond-lowmem (fatal): reserve_bootmem() is called for pages that are not low memory,
    which is a BUG: the boot stops (address 0x3fe00000 by wasted_pages)
  passes with (cheapest first):
    RAM lost            low memory left  initrd  with
    1 page                      883 MiB  none    kernel 2.6.27
    1 page                      877 MiB  none    kernel 2.6.28, 2.6.29, 2.6.30, 2.6.32
    1.9 MiB (0.2 %)             884 MiB  none    kernel 2.6.16, 2.6.17, 2.6.18, 2.6.23
    1.9 MiB (0.2 %)             884 MiB  none    mem=1022M
    1.9 MiB (0.2 %)             884 MiB  none    kernel 2.6.25, 2.6.26"
ends "what loses the initrd is told" 1 "$plan" --check configs/pc-1n-512m-initrd.yaml
is "last, and with what it means" "$(tail -n 4 "$dir/out")" "\
    1 page                      494 MiB  kept    kernel 2.6.27, 2.6.28
    1 page                      499 MiB  moved   kernel 2.6.25, 2.6.26 and initrd at 0x1f800000
    3.9 MiB (0.8 %)             500 MiB  LOST    mem=508M
    LOST: the kernel ignores the initrd, and most systems then cannot mount the root filesystem."
# A mem= in the hole costs what lies above it.
printf '%s\n' 'numakva: 1' 'name: hole' 'e820:' '  - {start: 0, end: 640K, type: usable}' \
	'  - {start: 1M, end: 3071M, type: usable}' '  - {start: 4G, end: 5G, type: usable}' \
	'srat: {memory: [{pxm: 0, start: 0, end: 5G}]}' >"$dir/hole.yaml"
like "mem= says what it costs" "$("$plan" --check --limit=max_kva=40M "$dir/hole.yaml")" \
	'^    984 MiB \(24\.0 %\) +[0-9]+ MiB  none    mem=4136M$'
ends "a corrupting hazard ends with 1" 1 "$plan" --check configs/pc-1n-512m.yaml
ends "--allow lets it pass" 0 "$plan" --check --allow=lowmem-low,bad-page-state configs/pc-1n-512m.yaml
like "it says what is allowed" "$(tr -s ' \n' ' ' <"$dir/out")" '^pc-1n-512m: ok: .*; allowed: bad-page-state $'
ends "--allow=all-corrupting lets it pass" 0 "$plan" --check --allow=all-corrupting \
	configs/pc-1n-512m.yaml
ends "--allow=all-corrupting lets nothing fatal pass" 1 "$plan" --check --allow=all-corrupting \
	configs/pc-1n-1g.yaml
ends "--allow lets a fatal hazard pass, too" 0 "$plan" --check --allow=reserve-beyond-lowmem \
	configs/pc-1n-1g.yaml
ends "--allow=...,all-corrupting lets what is named before pass, too" 0 "$plan" --check \
	--allow=reserved-pages-freed,all-corrupting configs/qemu-2n-1g-small.yaml

ends "a limit that is broken ends with 1" 1 "$plan" --check --limit=max_kva=90112K --limit=max_kva=90111K \
	configs/example-2n-10g.yaml
like "it is told with figure and limit" "$(out)" '^  max_kva          88M, expected at most 90111K$'
ends "a limit at the figure passes" 0 "$plan" --check --limit=max_kva=90112K configs/example-2n-10g.yaml
ends "--limit wins over the description" 1 "$plan" --check --limit min_lowmem_free=1G \
	configs/example-2n-10g.yaml
like "it says so" "$(out)" '^  min_lowmem_free  754860K, expected at least 1G$'
ends "low memory left is what the mem_map leaves" 1 "$plan" --check -k 2.6.25 \
	--limit=min_lowmem_free=505M --limit=min_lowmem_left=505M configs/pc-1n-512m.yaml
is "which a flat machine has less of" "$(out)" "\
pc-1n-512m: FAILS
  min_lowmem_left  514072K, expected at least 505M
  nothing that was tried passes: other kernels, the other memory model, mem=, highmem=, vmalloc=,
    another place for the initrd, and two of these together"
ends "what min_lowmem_free lets pass, and min_lowmem_left would not, is told" 0 "$plan" --check \
	-k 2.6.25 --limit=min_lowmem_free=505M configs/pc-1n-512m.yaml
is "with both figures" "$(out)" "\
pc-1n-512m: ok: low memory free 506 MiB (min 505M), low memory left 502 MiB, wasted 1.9 MiB, KVA
    3.9 MiB
  note             the mem_maps leave 514072K of it, less than 505M: min_lowmem_left would fail"
ends "a limit that it keeps is told" 0 "$plan" --check -k 2.6.25 --limit=min_lowmem_left=501M \
	configs/pc-1n-512m.yaml
is "with its figure" "$(out)" \
	"pc-1n-512m: ok: low memory free 506 MiB, low memory left 502 MiB (min 501M), wasted 1.9 MiB, KVA
    3.9 MiB"
ends "what a BUG left uncomputed is broken" 1 "$plan" --check --limit=min_lowmem_free=0 \
	--allow=reserve-beyond-lowmem configs/pc-1n-1g.yaml
like "it says so" "$(out)" \
	'^  min_lowmem_free  not computed, because the boot stops before; expected at least 0$'
ends "nothing passes an impossible limit" 1 "$plan" --check --limit=min_lowmem_free=4G \
	configs/pc-1n-512m.yaml
like "it says so" "$(out)" '^  nothing that was tried passes: '

ends "the worst of all machines counts" 1 "$plan" --check configs/pc-1n-1g.yaml configs/example-2n-10g.yaml
is "--quiet prints only what fails" \
	"$("$plan" --check --quiet configs/*.yaml | grep -E '^[^ ]')" \
	"$("$plan" --check configs/*.yaml | grep ': FAILS$')"
is "so it does as JSON" \
	"$("$plan" --check --quiet -f ndjson configs/*.yaml | jq -r .check.pass | sort -u)" "false"
ends "input that is bad counts more" 65 "$plan" --check configs/pc-1n-1g.yaml - </dev/null
"$plan" --check -o "$dir/kept" configs/pc-1n-1g.yaml
is "--output keeps a result that fails" "$(head -n 1 "$dir/kept")" "pc-1n-1g: FAILS"
ends "other formats are written as always" 1 "$plan" --check -f console configs/pc-1n-1g.yaml
is "and the status tells" "$(out)" "$("$plan" -f console configs/pc-1n-1g.yaml)"
ends "without --check the verdict does not count" 0 "$plan" configs/pc-1n-1g.yaml
like "--color shows" "$("$plan" --check --color configs/pc-1n-1g.yaml)" $'^pc-1n-1g: \033\\[31mFAILS\033\\[0m$'

printf '%s\n' 'numakva: 1' 'e820: [{start: 0, size: 640K, type: usable}, {start: 1M, size: 511M, type: usable}]' \
	--- 'numakva: 1' 'name: "a #b\nc<&\uffff"' \
	'e820: [{start: 0, size: 640K, type: usable}, {start: 1M, size: 510M, type: usable}]' \
	--- 'name: 5' >"$dir/three.yaml"
ends "a stream with a bad machine ends with 65" 65 "$plan" --check "$dir/three.yaml"
is "a machine without a name is called by its place" "$(cut -d: -f 1-2 "$dir/out" | head -n 1)" \
	"$dir/three.yaml:1"
like "a name stays on its line" "$(out)" '^a #b\\nc<&.*: ok: '

# --- wrong usage ---

# usage_error NAME MESSAGE ARGUMENT...
usage_error() {
	local name=$1 message=$2
	shift 2
	ends "$name ends with 64" 64 "$plan" "$@"
	is "$name says so" "$(head -n 1 "$dir/err")" "numakva-plan: $message"
}
usage_error "--limit alone" "--limit needs --check" --limit=max_kva=1 configs/pc-1n-1g.yaml
usage_error "--allow alone" "--allow needs --check" --allow=bad-page-state configs/pc-1n-1g.yaml
usage_error "a limit without a size" "--limit takes LIMIT=SIZE, not 'max_kva'" --check --limit=max_kva x
usage_error "an unknown limit" \
	"unknown limit 'max_kv', expected min_lowmem_free, min_lowmem_left, max_wasted or max_kva" --check --limit=max_kv=1 x
usage_error "a limit that is no size" "--limit max_kva takes a size such as 256M, not '1m'" \
	--check --limit=max_kva=1m x
usage_error "a hazard that is nearly one" "unknown hazard 'bad-page-sate', did you mean 'bad-page-state'?" \
	--check --allow=free-twice,bad-page-sate x
usage_error "no hazard" "unknown hazard '', --list-hazards shows all" --check --allow= x
usage_error "no hazard between commas" "unknown hazard '', --list-hazards shows all" \
	--check --allow=free-twice,,bad-page-state x
usage_error "an unknown hazard" "unknown hazard 'bad-page', --list-hazards shows all" \
	--check --allow=bad-page-state,bad-page x

# --- JSON ---

is "json has the check" \
	"$("$plan" --check -j configs/example-2n-10g.yaml | jq -c .check)" \
	'{"pass":true,"limits":[{"name":"min_lowmem_free","limit":268435456,"value":772976640,"pass":true},{"name":"max_wasted","limit":2097152,"value":0,"pass":true},{"name":"max_kva","limit":536870912,"value":92274688,"pass":true}],"allowed_hazards":[],"refused_hazards":[],"remedies":[]}'
is "ndjson has it, with what passes" \
	"$("$plan" --check -f ndjson --limit=min_lowmem_free=1M configs/pc-1n-1g.yaml | jq -c .check)" \
	'{"pass":false,"limits":[{"name":"min_lowmem_free","limit":1048576,"value":null,"pass":false}],"allowed_hazards":[],"refused_hazards":["reserve-beyond-lowmem"],"remedies":[{"change":"profile","profile":"2.6.27","initrd_disabled":false,"ram_lost_pages":1,"ram_pages":262015,"lowmem_left_pages":226298,"initrd":null},{"change":"profile","profile":"2.6.28","initrd_disabled":false,"ram_lost_pages":1,"ram_pages":262015,"lowmem_left_pages":224759,"initrd":null},{"change":"profile","profile":"2.6.29","initrd_disabled":false,"ram_lost_pages":1,"ram_pages":262015,"lowmem_left_pages":224760,"initrd":null},{"change":"profile","profile":"2.6.30","initrd_disabled":false,"ram_lost_pages":1,"ram_pages":262015,"lowmem_left_pages":224760,"initrd":null},{"change":"profile","profile":"2.6.32","initrd_disabled":false,"ram_lost_pages":1,"ram_pages":262015,"lowmem_left_pages":224760,"initrd":null},{"change":"profile","profile":"2.6.16","initrd_disabled":false,"ram_lost_pages":480,"ram_pages":262015,"lowmem_left_pages":226306,"initrd":null},{"change":"profile","profile":"2.6.17","initrd_disabled":false,"ram_lost_pages":480,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null},{"change":"profile","profile":"2.6.18","initrd_disabled":false,"ram_lost_pages":480,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null},{"change":"profile","profile":"2.6.23","initrd_disabled":false,"ram_lost_pages":480,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null},{"change":"mem","size":1071644672,"cmdline":"mem=1022M","initrd_disabled":false,"ram_lost_pages":480,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null},{"change":"profile","profile":"2.6.25","initrd_disabled":false,"ram_lost_pages":481,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null},{"change":"profile","profile":"2.6.26","initrd_disabled":false,"ram_lost_pages":481,"ram_pages":262015,"lowmem_left_pages":226307,"initrd":null}]}'
is "the rest is the plan" \
	"$("$plan" --check -f ndjson configs/*.yaml | jq -c 'del(.check)')" \
	"$("$plan" -f ndjson configs/*.yaml | jq -c .)"

# What is offered passes. applied LIMITS...: the remedies of the machines, each tried with --set.
applied() {
	local machine words sets tried=0
	"$plan" --check -f ndjson "$@" "$dir/machines.ndjson" 2>/dev/null |
		jq -r 'select(.check.pass | not) | .machine as $machine | .check.remedies[] |
			[$machine, ([., .with // empty][] |
				if .profile then "kernel.profile=\(.profile)"
				elif .memory_model then "kernel.memory_model=\(.memory_model)"
				elif .start then "initrd.start=\(.start)" else empty end),
				(.cmdline // empty | "cmdline=\(.)")] | @tsv' \
			>"$dir/remedies"
	while IFS=$'\t' read -r -a words; do
		machine=${words[0]}
		sets=("${words[@]:1}")
		sets=("${sets[@]/#/--set=}")
		grep -F "\"name\":\"$machine\"" "$dir/machines.ndjson" |
			"$plan" --check "$@" "${sets[@]}" >"$dir/tried" || {
			not_ok "$machine passes with ${words[*]:1}" "$(cat "$dir/tried")"
			return
		}
		tried=$((tried + 1))
	done < <(sort -u "$dir/remedies")
	check "remedies of machines that fail pass: $tried" test "$tried" -gt 40
	for change in kernel.profile= kernel.memory_model= mem= vmalloc= highmem= initrd.start=; do
		check "remedies: $change" grep -q "$change" "$dir/remedies"
	done
	check "remedies: two changes" grep -q $'\t.*\t' "$dir/remedies"
}
gzip -dcf tests/data/full.ndjson* | jq -c '.machine | select(.initrd.size)' | head -n 60 >"$dir/machines.ndjson"
applied --limit=min_lowmem_free=100M

# Low memory that a kernel gives to nobody is lost, too, where that kernel is offered.
gzip -dcf tests/data/full.ndjson* tests/data/full-2.6.18* |
	jq -c '.machine | select(.srat) | .name = "m\(input_line_number)"' | awk 'NR % 3 == 0' \
	>"$dir/machines.ndjson"
"$plan" -q --check -f ndjson "$dir/machines.ndjson" | jq -c '. as $plan | .check.remedies[] |
	select(.profile == "2.6.32" and (has("with") | not)) | [$plan.machine, .ram_pages, .ram_lost_pages]' >"$dir/offered"
"$plan" -q -k 2.6.32 -f ndjson "$dir/machines.ndjson" | jq -c 'select(.ram) | [.machine,
	.ram.pages - .ram.unused_pages - .ram.wasted_pages,
	([.hazards[] | select(.code == "lowmem-of-nodes-lost").pages] | add // 0)]' >"$dir/planned"
jq -n -c --slurpfile offered "$dir/offered" --slurpfile planned "$dir/planned" '
	($planned | map({ key: .[0], value: . }) | from_entries) as $plans | $offered[] |
	$plans[.[0]] as $plan | select($plan[2] > 0) |
	.[2] == ([.[1] - ($plan[1] - $plan[2]), 0] | max)' | sort | uniq -c >"$dir/prices"
like "low memory that is lost is in the price" "$(cat "$dir/prices")" '^ +[1-9][0-9]+ true$'
unlike "always" "$(cat "$dir/prices")" false

# --- TAP ---

ends "tap implies --check" 1 "$plan" -f tap configs/example-2n-10g.yaml configs/pc-1n-1g.yaml
is "tap has a test a machine and limit, and one for its hazards" "$(grep -vE '^ ' "$dir/out")" "\
TAP version 13
ok 1 - example-2n-10g: min_lowmem_free
ok 2 - example-2n-10g: max_wasted
ok 3 - example-2n-10g: max_kva
ok 4 - example-2n-10g: hazards
not ok 5 - pc-1n-1g: hazards
1..5"
"$plan" -f tap configs/example-2n-10g.yaml configs/made-8n-32g.yaml >"$dir/good.tap"
check "prove takes what passes" prove -Q -e cat "$dir/good.tap"
capture "$plan" -f tap --limit max_kva=1M "$dir/three.yaml" configs/pc-1n-1g.yaml nowhere.yaml
cp "$dir/out" "$dir/bad.tap"
capture prove -e cat "$dir/bad.tap"
like "prove takes what fails" "$(out)" '^Failed tests:  1, 3, 5-8$|Failed 6/8 subtests'
# shellcheck disable=SC2016 # it is perl
is "a parser of TAP reads tests and diagnoses" "$(perl -MTAP::Parser -e '
	my $parser = TAP::Parser->new({ source => $ARGV[0] });
	while (my $result = $parser->next) {
		if ($result->is_test) {
			printf "%d %s %s %s\n", $result->number, $result->is_ok ? "ok" : "bad",
				$result->description, $result->has_directive ? "directive" : "";
		} elsif ($result->is_yaml) {
			printf "  %s %s\n", $result->data->{message}, join "; ", @{$result->data->{passes_with} || []};
		} elsif (!$result->is_plan && !$result->is_version) {
			print "strange: ", $result->as_string, "\n";
		}
	}
	print "errors: ", join("; ", $parser->parse_errors), "\n"' "$dir/bad.tap" | sed "s|$dir|.|g")" "\
1 bad - ./three.yaml:1: max_kva 
  2M, expected at most 1M kernel 2.6.25 and SPARSEMEM (RAM lost: 1 page, low memory left: 499 MiB)
2 ok - ./three.yaml:1: hazards 
3 bad - a \\#b\\\\nc<&$(printf '\xef\xbf\xbf'): max_kva 
  2M, expected at most 1M kernel 2.6.25 and SPARSEMEM (RAM lost: 1 page, low memory left: 497 MiB)
4 ok - a \\#b\\\\nc<&$(printf '\xef\xbf\xbf'): hazards 
5 bad - ./three.yaml:7: description 
  ./three.yaml:8:1: missing key 'numakva', for example 'numakva: 1' 
6 bad - pc-1n-1g: max_kva 
  2M, expected at most 1M kernel 2.6.25 and SPARSEMEM (RAM lost: 1 page, low memory left: 885 MiB)
7 bad - pc-1n-1g: hazards 
  reserve-beyond-lowmem (fatal) kernel 2.6.25 and SPARSEMEM (RAM lost: 1 page, low memory left: 885 MiB)
8 bad - nowhere.yaml: file 
  cannot open: No such file or directory 
errors: "

# --- JUnit ---

ends "junit implies --check" 1 "$plan" -f junit configs/example-2n-10g.yaml configs/pc-1n-1g.yaml
cp "$dir/out" "$dir/report.xml"
ends "a reader of JUnit reads it" 0 "$PYTHON" tests/cli/junit_counts.py "$dir/report.xml"
is "a suite a file, a case a machine and limit" "$(out)" "\
configs/example-2n-10g.yaml 4 0 0
  example-2n-10g|min_lowmem_free|pass|
  example-2n-10g|max_wasted|pass|
  example-2n-10g|max_kva|pass|
  example-2n-10g|hazards|pass|
configs/pc-1n-1g.yaml 1 1 0
  pc-1n-1g|hazards|failure|reserve-beyond-lowmem (fatal)"
capture "$plan" -f junit --quiet --limit max_kva=1M "$dir/three.yaml" nowhere.yaml
is "what cannot be read makes the status" "$got" 66
cp "$dir/out" "$dir/report.xml"
ends "a reader of JUnit reads odd names" 0 "$PYTHON" tests/cli/junit_counts.py "$dir/report.xml"
is "machines that cannot be read are errors" "$(sed "s|$dir|.|g" "$dir/out")" "\
./three.yaml 5 2 1
  ./three.yaml:1|max_kva|failure|2M, expected at most 1M
  ./three.yaml:1|hazards|pass|
  a #b\\nc<&$(printf '\xef\xbf\xbd')|max_kva|failure|2M, expected at most 1M
  a #b\\nc<&$(printf '\xef\xbf\xbd')|hazards|pass|
  ./three.yaml:7|description|error|./three.yaml:8:1: missing key 'numakva', for example 'numakva: 1'
nowhere.yaml 1 0 1
  nowhere.yaml|file|error|cannot open: No such file or directory"

# All that is wrong with a machine.
printf 'numakva: 1\nname: x\nfirst: 1\nsecond: 2\ne820: [{start: 0, end: 1}]\n' >"$dir/wrong.yaml"
wrong=$("$plan" "$dir/wrong.yaml" 2>&1 | sed 's/: error//')
is "several things are wrong" "$(wc -l <<<"$wrong")" 3
ends "in JUnit" 65 "$plan" -f junit "$dir/wrong.yaml"
is "each is in the element, the first in short" \
	"$("$PYTHON" -c 'import sys, xml.etree.ElementTree as tree
error = tree.parse(sys.argv[1]).find(".//error")
print(error.get("message")); print(error.text, end="")' "$dir/out")" "$(head -n 1 <<<"$wrong")
$wrong"
ends "in TAP" 65 "$plan" -f tap "$dir/wrong.yaml"
is "each is in the diagnosis" "$(sed -n 's/^    //p' "$dir/out")" "$wrong"
ends "in html" 66 "$plan" -f html "$dir/wrong.yaml" nowhere.yaml
is "each is in the table" "$(grep -o 'wrong\.yaml:[0-9]*:[0-9]*: ' "$dir/out" | wc -l)" 3
like "and so is a file that cannot be opened" "$(out)" 'nowhere\.yaml<td>.*cannot open: No such file or directory'

finish
