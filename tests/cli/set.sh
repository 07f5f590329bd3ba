#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# -k and --set change every description.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

config=configs/example-2n-10g.yaml
pc=configs/pc-1n-1g.yaml

# gives NAME WANT FILTER ARGUMENT...: jq's answer about the plan.
gives() {
	local name=$1 want=$2 filter=$3
	shift 3
	capture "$plan" -f ndjson "$@"
	is "$name" "$(jq -c "$filter" "$dir/out") $got" "$want 0"
}

gives "-k changes the profile" '"2.6.25"' .kernel.profile -k 2.6.25 "$config"
gives "--kernel, too" '"2.6.23"' .kernel.profile --kernel=2.6.23 "$config"
gives "-k changes the verdict" '"boots"' .verdict -k 2.6.23 "$pc"
gives "the last -k counts" '"2.6.25"' .kernel.profile -k 2.6.23 -k 2.6.25 "$config"
mapfile -t kernels < <(yes -- -k2.6.23/sparse | head -n 300)
gives "so it does of many that set a memory model, too" '["2.6.23","sparse"]' \
	'.kernel | [.profile, .memory_model]' "${kernels[@]}" "$config"
gives "an alias is planned by its canonical name" '"2.6.23"' .kernel.profile -k 2.6.22 "$config"
is "and says so" "$(err)" \
	"numakva-plan: warning: kernel '2.6.22' is planned as '2.6.23', which has the same rules"
gives "only of the last -k that is said" '"2.6.25"' .kernel.profile -k 2.6.22 -k 2.6.25 "$config"
is "not of one before" "$(err)" ""
capture "$plan" -f tsv -n --columns=profile -k 2.6.18,2.6.25 -k 2.6.25,2.6.23 "$config"
is "of two lists the last one counts" "$(out | paste -sd " ")" "2.6.25 2.6.23"
capture "$plan" -f tsv -n --columns=profile -k 2.6.25,2.6.23 -k 2.6.25,2.6.23 "$config"
is "the same list once more is that list" "$(out | paste -sd " ")" "2.6.25 2.6.23"
capture "$plan" -f tsv -n -k "$(yes 2.6.24 | head -n 200 | paste -sd ,)" "$config"
is "a name given very often is planned once" "$got $(cut -f 2 "$dir/out")" "0 2.6.23"
capture "$plan" -f tsv -k 2.6.23/sparse "$config"
unlike "one kernel has no column for its memory model" "$(head -n 1 "$dir/out")" memory_model
gives "-q keeps quiet about it" '"2.6.23"' .kernel.profile -q -k 2.6.22 "$config"
is "-q says nothing" "$(err)" ""
gives "a canonical name" '"2.6.23"' .kernel.profile -k 2.6.23 "$config"
is "needs no warning" "$(err)" ""
gives "a stable number is left out" '"2.6.23"' .kernel.profile -k 2.6.24.7 "$config"
is "and it is said what is planned" "$(err)" \
	"numakva-plan: note: kernel '2.6.24.7' is treated as its base version 2.6.24, planned as 2.6.23"
gives "so is a distribution's tail" '"2.6.18"' .kernel.profile -k 2.6.18-92.el5 "$config"
is "of a version that is a profile" "$(err)" \
	"numakva-plan: note: kernel '2.6.18-92.el5' is treated as its base version 2.6.18"
is "in a line" "$(wc -l <"$dir/err")" 1
gives "so are both" '"2.6.16"' .kernel.profile -k 2.6.16.60-0.21-smp "$config"
gives "-q keeps quiet about that, too" '"2.6.18"' .kernel.profile -q -k 2.6.18-92.el5 "$config"
is "without a word" "$(err)" ""
gives "--set says the same" '"2.6.18"' .kernel.profile --set kernel.profile=2.6.18-92.el5 "$config"
is "in the same words" "$(err)" \
	"--set kernel.profile:1:1: note: kernel '2.6.18-92.el5' is treated as its base version 2.6.18"
sed 's/^  profile: .*/  profile: 2.6.16.60-0.21-smp/' "$config" >"$dir/distribution.yaml"
gives "so does a description" '"2.6.16"' .kernel.profile "$dir/distribution.yaml"
like "at its place" "$(err)" \
	"^$dir/distribution.yaml:[0-9]+:12: note: kernel '2.6.16.60-0.21-smp' is treated as its base version 2.6.16\$"
ends "-q keeps errors" 66 "$plan" -q none.yaml
is "-q prints errors" "$(err)" "numakva-plan: cannot open 'none.yaml': No such file or directory"

gives "--set replaces a value" '"4G"' .kernel.highmem \
	--set kernel.highmem=4G --set kernel.pae=false "$config"
gives "--set adds a value" 56 .kernel.struct_page --set kernel.struct_page=56 "$pc"
gives "--set of the command line" 179200 .pfn.max_pfn --set cmdline=mem=700M "$pc"
gives "a value may contain =" 134217728 .kernel.vmalloc_reserve \
	--set 'cmdline=mem=700M vmalloc=128M' "$config"
gives "--set may be given several times" '["x",16]' '[.machine, .kernel.max_numnodes]' \
	--set name=x --set kernel.max_numnodes=16 "$config"
gives "--set of an entry's end" '"0x120000000"' '.["e820"][2].end' \
	--set 'e820[2].end=0x120000000' "$config"

capture "$plan" -f ndjson --set kernel.profile=2.6.25 "$config" "$pc"
is "--set changes every machine" "$(jq -r .kernel.profile "$dir/out" | paste -sd ' ')" \
	"2.6.25 2.6.25"

ends "--set of a bad value" 65 "$plan" --set kernel.highmem=5G "$config"
is "has the same message, with the option for a file" "$(cut -d: -f1,4 "$dir/err")" \
	"--set kernel.highmem: error"
like "names what is wanted" "$(err)" "64G"
ends "--set of what no document may hold" 65 "$plan" --set "cmdline=mem=1G"$'\x01' "$config"
is "says so" "$(err)" "--set cmdline:1:7: error: a control character is not allowed"
ends "--set of what is no text" 65 "$plan" --set kernel.highmem=$'\xff' "$config"
is "says so, too" "$(err)" "--set kernel.highmem:1:1: error: text that is not UTF-8 is not allowed"
ends "--set of an unknown key" 64 "$plan" --set kernel.struct_pages=32 "$config"
like "names the key" "$(err)" "^numakva-plan: .*struct_pages.*'?struct_page'?"
ends "--set of a key that is not one value" 64 "$plan" --set e820=1 "$config"
ends "--set of nothing" 64 "$plan" --set =1 "$config"

finish
