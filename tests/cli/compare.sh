#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --compare: plans are compared with the output of real boots.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

logs=tests/data/logs
pc=configs/pc-1n-512m-nopae.yaml
pc_log=$logs/real-pc-flat-512m-2.6.24-rc7-bad-page-state.log

# compared LOG FILTER ARGUMENT...: jq's answer about the comparison, and the status.
compared() {
	local log=$1 filter=$2
	shift 2
	capture "$plan" -f ndjson --compare="$log" "$@"
	printf '%s %s\n' "$(jq -r "$filter" "$dir/out")" "$got"
}

# --- boots of an emulator: each machine's plan against the log of its boot ---

declare -A boots
while IFS=$'\t' read -r name machine; do
	boots[$name]=$machine
done < <(gzip -dc tests/data/boots-late.ndjson.gz | cat tests/data/boots*.ndjson - |
	jq -r '.machine | "\(.name)\t\(tojson)"')
summary='[.verdict, .outcome.planned, .lines.same, .lines.different + .lines.only_planned +
	.lines.only_in_log, .outcome.bad_pages.predicted, .outcome.bad_pages.unpredicted +
	.outcome.bad_pages.unknown] | join(" ")'
names=()
wants=()
statuses=()
while read -r name want; do
	names+=("$name")
	wants+=("$want 0")
	echo "${boots[$name]-}" >"$dir/machine.json"
	capture "$plan" -f ndjson --compare="$logs/qemu-$name.log" "$dir/machine.json"
	statuses+=("$got")
	head -n 1 "$dir/out" >>"$dir/outs"
done <<'BOOTS'
A-flat-16G confirmed panics 30 0 0 0
A-flat-1G confirmed boots 28 0 0 0
A-flat-4G confirmed boots 30 0 0 0
A-flat-512M confirmed unstable 28 0 4 0
A-flat-64M confirmed unstable 28 0 4 0
A-highmem256M-1G confirmed boots 29 0 0 0
A-initrd-1G confirmed boots 28 0 0 0
A-initrd-512M confirmed unstable 28 0 4 0
A-mem1001M-2G confirmed boots 43 0 0 0
A-numa-1G+1G+1G+1G not contradicted unstable 56 0 0 0
A-numa-256M+256M confirmed unstable 41 0 4 0
A-numa-2G+2G confirmed boots 45 0 0 0
A-numa-3G+1G confirmed boots 42 0 0 0
A-numa-512M+512M-hotplug confirmed unstable 45 0 4 0
A-numa-513M+511M confirmed unstable 42 0 4 0
B-flat-16G confirmed panics 30 0 0 0
B-flat-1G confirmed panics 26 0 0 0
B-flat-512M confirmed boots 28 0 0 0
B-initrd-1G confirmed panics 26 0 0 0
B-numa-2G+2G confirmed boots 45 0 0 0
B-numa-512M+512M-hotplug confirmed unstable 45 0 4 0
C-flat-16G confirmed panics 30 0 0 0
C-flat-1G confirmed boots 28 0 0 0
C-flat-4G confirmed boots 30 0 0 0
C-flat-512M confirmed boots 28 0 0 0
C-flat-64M confirmed boots 28 0 0 0
C-highmem256M-1G confirmed boots 29 0 0 0
C-initrd-512M confirmed unstable 28 0 4 0
C-numa-1G+1G+1G+1G confirmed boots 30 0 0 0
C-numa-3G+1G confirmed boots 30 0 0 0
C-numa-4G+4G+4G+4G confirmed panics 30 0 0 0
C-numa-512M+512M-hotplug confirmed boots 28 0 0 0
C-numa-513M+511M confirmed boots 28 0 0 0
C-vmalloc256M-1G confirmed boots 28 0 0 0
E-flat-1G confirmed panics 28 0 0 0
E-flat-512M not contradicted boots 27 0 0 0
E-highmem256M-1G confirmed panics 28 0 0 0
G-numa-512M+512M confirmed boots 91 0 0 0
H-flat-1G confirmed boots 55 0 0 0
SA-flat-512M confirmed unstable 23 0 2 0
SA-flat-60G confirmed boots 24 0 0 0
SA-numa-2G+2G confirmed boots 44 0 0 0
SA-numa-513M+511M confirmed unstable 41 0 1 0
SA-srat-interleaved not contradicted unstable 40 0 0 0
SB-flat-1G confirmed panics 21 0 0 0
SC-numa-2G+2G confirmed panics 37 0 0 0
BOOTS
mapfile -t said < <(jq -r "$summary" "$dir/outs")
for ((i = 0; i < ${#names[@]}; i++)); do
	is "${names[i]}" "${said[i]-} ${statuses[i]}" "${wants[i]}"
done

# --- the log alone: the machine is the one that it tells of ---

names=()
statuses=()
for log in "$logs"/qemu-*.log; do
	names+=("$(basename "$log" .log)")
	capture "$plan" -q -f ndjson --compare="$log"
	statuses+=("$got")
	cat "$dir/out"
done >"$dir/outs"
mapfile -t said < <(jq '.lines.different + .lines.only_planned + .lines.only_in_log' "$dir/outs")
for ((i = 0; i < ${#names[@]}; i++)); do
	is "${names[i]} alone" "${said[i]-} ${statuses[i]}" "0 0"
done

# What the kernels print that reserve early tells where they lie, how they were built, and what of
# memory was theirs before any allocator.
while read -r name want; do
	is "$name alone, in all its lines" "$(compared "$logs/qemu-$name.log" "$summary" -q)" "$want 0"
done <<'BOOTS'
G-flat-1G confirmed boots 61 0 0 0
G-numa-512M+512M confirmed boots 91 0 0 0
G-numa-64M+1G not contradicted panics 91 0 0 0
H-flat-1G confirmed boots 55 0 0 0
H-initrd-1G confirmed boots 59 0 0 0
H-numa-512M+512M confirmed panics 49 0 0 0
BOOTS

# This kernel does not print where its initrd was, whose pages are the bad ones.
is "bad pages of an initrd contradict no plan without one" \
	"$(compared "$logs/qemu-C-initrd-512M.log" '[.verdict, .outcome.message] | @csv' -q)" \
	'"not contradicted","it found bad pages once it had an initrd, which the plan does not have" 0'
is "a PC's log alone is confirmed down to the page" \
	"$(compared "$pc_log" '[.profile, .verdict, .outcome.bad_pages.pages[0].pfn] | @csv' -q)" \
	'"2.6.23","confirmed",126976 0'
for log in "$logs"/real-{athlon,numaq,summit}-*.log; do
	is "$(basename "$log") alone" "$(compared "$log" \
		'[.verdict, .lines.different + .lines.only_planned + .lines.only_in_log] | @csv' -q)" \
		'"not contradicted",0 0'
done

# --- real machines ---

cat >"$dir/want" <<TEXT
pc-1n-512m-nopae: the plan for kernel 2.6.23 against
  $pc_log, kernel 2.6.24-rc7-numa

  CONFIRMED: it found bad pages where they were planned

Lines     44 same, 0 different, 0 only planned, 0 only in the log, 0 left out

Outcome, planned: unstable
  line 101    bad page defe2000, pfn 126976, predicted: 126976..127932
              if a pg_data_t has 4097 to 8192 bytes, which no kernel prints; planned 2432
              bad pages: 1 predicted, 0 not predicted, 0 unknown
  line 109    BUG: unable to handle kernel paging request at virtual address 2b021d5a
  line 111    Oops: 0000 [#1] SMP
  line 115    Kernel panic - not syncing: Attempted to kill the idle task!
TEXT
ends "a PC that died of bad pages" 0 "$plan" --compare="$pc_log" "$pc"
check "is confirmed down to the page" diff -u "$dir/want" "$dir/out"
is "with a larger pg_data_t, without an if" \
	"$(compared "$pc_log" '.outcome.bad_pages | [.pages[0].pfn, .pgdat_pages, .planned_pgdat_pages] | @csv' \
		--set kernel.pg_data=5000 "$pc")" "126976,2,2 0"
is "a NUMA-Q of another kernel has the same lines" \
	"$(compared "$logs/real-numaq-1n-1g-2.6.18-mm3.log" "[.other_kernel, (.left_out | map(.why) | unique[])] + [$summary] | @csv" \
		configs/numaq-1n-1g.yaml)" 'true,"not contradicted boots 28 0 0 0" 0'
sed -e 's/^numaq:/srat: {memory: [{pxm: 0, start: 0x0, size: 1G}]}/' -e '/quad: 0/d' \
	configs/numaq-1n-1g.yaml >"$dir/as-srat.yaml"
is "so has one that is described as if it had an SRAT" \
	"$(compared "$logs/real-numaq-1n-1g-2.6.18-mm3.log" "[.other_kernel, (.left_out | map(.why) | unique[])] + [$summary] | @csv" \
		"$dir/as-srat.yaml")" 'true,"other-kernel","other-nodes","not contradicted boots 27 0 0 0" 0'
is "an Athlon of its own kernel has the same lines" \
	"$(compared "$logs/real-athlon-flat-1g-2.6.17-rc2.log" "$summary" configs/athlon-1n-1g.yaml)" \
	"not contradicted boots 39 0 0 0 0"
is "so has a Summit" \
	"$(compared "$logs/real-summit-flat-7g-2.6.18.log" "$summary" configs/summit-1n-7g.yaml)" \
	"not contradicted boots 31 0 0 0 0"
is "against a later kernel's plan, where the KVA goes is left out" \
	"$(compared "$logs/real-summit-flat-7g-2.6.18.log" \
		'[.other_kernel, .lines.different, .lines.only_planned, .lines.only_in_log, (.left_out | map(select(.why == "other-kernel" and .section == "4").logged))[0]] | @csv' \
		-k 2.6.25 configs/summit-1n-7g.yaml)" \
	'true,0,0,0,"reserve_pages = 512 find_max_low_pfn() ~ 229376" 0'

# --- what differs ---

jq -c 'select(.machine.name == "A-flat-1G").machine' tests/data/boots.ndjson >"$dir/1g.json"
ends "a plan with another figure differs" 1 "$plan" --compare="$logs/qemu-A-flat-1G.log" \
	--set kernel.init_pg_tables_end=0x300000 "$dir/1g.json"
is "in the one line that has it" "$(jq -c . <<<"$(compared "$logs/qemu-A-flat-1G.log" \
	'.differences | map([.state, .section, .planned, .logged, .line, .difference])[0] | tojson' \
	--set kernel.init_pg_tables_end=0x300000 "$dir/1g.json" | sed 's/ 1$//')")" \
	'["different","4.1, 4.5, 4.6","min_low_pfn = 768, max_low_pfn = 229376, highstart_pfn = 229376","min_low_pfn = 665, max_low_pfn = 229376, highstart_pfn = 229376",28,[-103,0,0]]'
ends "as text" 1 "$plan" --compare="$logs/qemu-A-flat-1G.log" \
	--set kernel.init_pg_tables_end=0x300000 "$dir/1g.json"
is "it says by how much" "$(sed -n '/^Differences/,/^$/p' "$dir/out")" \
	"Differences
  line 28     different: where low memory begins and ends (4.1, 4.5, 4.6)
              planned  min_low_pfn = 768, max_low_pfn = 229376, highstart_pfn = 229376
              log      min_low_pfn = 665, max_low_pfn = 229376, highstart_pfn = 229376
              the log has 103 less"
is "a kernel that should have died contradicts" \
	"$(compared "$logs/qemu-A-flat-1G.log" '[.verdict, .outcome.message, .lines.different] | @csv' \
		-k 2.6.23-numaboot "$dir/1g.json")" \
	'"contradicted","it came through setup, but was planned to stop there",0 1'
is "so does one that died, and should not have" \
	"$(compared "$logs/qemu-B-flat-1G.log" '[.verdict, .outcome.message] | @csv' "$dir/1g.json")" \
	'"contradicted","it stopped in setup, which was not planned" 1'
is "so do bad pages that were not predicted" \
	"$(compared "$logs/qemu-A-flat-512M.log" '[.verdict, .outcome.message] | @csv' \
		-k 2.6.23-numaboot configs/pc-1n-512m.yaml)" \
	'"contradicted","it found bad pages, but none were planned" 1'
is "another machine has lines that are only planned, and only in the log" \
	"$(compared "$logs/qemu-A-mem1001M-2G.log" '[.lines.only_planned > 0, .lines.only_in_log > 0] | @csv' \
		"$dir/1g.json")" 'false,true 1'
is "the total of the memory line counts" \
	"$(compared "$logs/qemu-A-mem1001M-2G.log" '.outcome.memory | [.total_kb, .planned_total_kb, .differs] | @csv' \
		"$dir/1g.json")" '1025024,1048448,true 1'

capture "$plan" --compare="$logs/qemu-A-flat-1G.log" "$dir/1g.json"
like "the text tells of it" "$(out)" 'memory: 1031392k of 1048448k available, 126976k highmem$'

# --- logs as they come ---

same='[.verdict, .lines.same, .lines.different + .lines.only_planned + .lines.only_in_log] | join(" ")'
log=$logs/qemu-A-flat-1G.log
# as_it_comes NAME WANT COMMAND...: with what the command makes of the log.
as_it_comes() {
	local name=$1 want=$2
	shift 2
	"$@" <"$log" >"$dir/log"
	is "$name" "$(compared "$dir/log" "$same" "$dir/1g.json")" "$want"
}
as_it_comes "with times and CRLF" "confirmed 28 0 0" sed 's/^/[    0.000000] /; s/$/\r/'
as_it_comes "from syslog" "confirmed 28 0 0" sed 's/^/Nov 23 18:12:01 host kernel: /'
as_it_comes "quoted, with levels" "confirmed 28 0 0" sed 's/^/> <6>/'
as_it_comes "broken by a mail program" "confirmed 28 0 0" fold -s -w 60
as_it_comes "with lines of others in between" "confirmed 28 0 0" \
	sed '/^Node: 0/i scsi0: a driver says something'
cat "$logs/qemu-B-flat-1G.log" "$log" "$logs/qemu-C-flat-1G.log" >"$dir/log"
is "of several boots the last one counts" \
	"$(compared "$dir/log" '[.log.boot, .log.boots, .log.kernel, .verdict] | @csv' -k 2.6.25 "$dir/1g.json")" \
	'3,3,"2.6.25","contradicted" 1'
is "or another one" \
	"$(compared "$dir/log" '[.log.boot, .log.boots, .log.first_line, .verdict] | @csv' --boot=2 "$dir/1g.json")" \
	'2,3,35,"confirmed" 0'
is "counted from the end, too" \
	"$(compared "$dir/log" '[.log.boot, .verdict] | @csv' --boot=-2 -k 2.6.23-numaboot "$dir/1g.json")" \
	'1,"confirmed" 0'
ends "a boot that is not there" 65 "$plan" --compare="$dir/log" --boot=4 "$dir/1g.json"
is "is told" "$(err)" "numakva-plan: cannot compare with '$dir/log': there is no boot 4, it has 3 of them"

# --- kernels that are not planned: what the firmware says is the same in the words of each ---

machine=$logs/2n-6g.yaml
while read -r name want; do
	log=$logs/2n-6g-$name.log
	is "$name has the map and the SRAT" "$(compared "$log" "$same" "$machine")" "not contradicted $want 0 0"
	is "$name alone, too" "$(compared "$log" "$same" -q)" "not contradicted $want 0 0"
	sed 1d "$log" >"$dir/log"
	is "$name is known by its words" "$(compared "$dir/log" "[($same), .other_kernel] | @csv" "$machine")" \
		"\"not contradicted $want 0\",true 0"
	fold -s -w 72 "$log" | sed 's/ *$//' >"$dir/log"
	is "$name broken by a mail program" "$(compared "$dir/log" "$same" "$machine")" "not contradicted $want 0 0"
done <<'LOGS'
3.16 17
5.10 17
6.1 17
LOGS
is "an old kernel of 64 bits has the map and the SRAT's processors" \
	"$(compared "$logs/2n-6g-2.6.18-x86_64.log" "$same" "$machine")" "not contradicted 13 0 0"
is "a later one of 32 bits has the map and the SRAT" \
	"$(compared "$logs/2n-6g-2.6.32-i686.log" "$same" "$machine")" "not contradicted 21 0 0"
log=$logs/2n-6g-5.10.log
is "the other lines are left out for that" \
	"$(compared "$log" '[.left_out | map(.why) | unique[]] | @csv' "$machine")" '"other-kernel" 0'
for type in 'unusable:5' 'persistent (type 12):12' 'soft reserved:4026531839' 'type 20:20' '  60 KB ACPI data:ACPI data'; do
	sed "s/bffdefff\] ACPI data/bffdefff] ${type%:*}/" "$log" >"$dir/log"
	is "'${type%:*}' is ${type#*:}" "$(compared "$dir/log" "$same" --set "e820[4].type=${type#*:}" "$machine")" \
		"not contradicted 17 0 0"
done
sed 's/^/6,12,0,-;/; s/$/\n SUBSYSTEM=memory\n DEVICE=+memory:x/' "$logs/qemu-A-flat-1G.log" >"$dir/log"
is "fields of a record are no lines" "$(compared "$dir/log" "$same" "$dir/1g.json")" "confirmed 28 0 0"

# --- parts of a log ---

# Lines alike are printed again and again: what is cut out of a log may be any of them.
for kernel in 2.6.16 2.6.23-numaboot 2.6.26; do
	machine=configs/summit-1n-7g.yaml
	wrong=
	{
		echo "Linux version ${kernel%-*} (a@b) (gcc version 4.1.2) #1 SMP"
		"$plan" -q -f console -k "$kernel" "$machine" | sed 's/^/[    0.000000] /'
	} >"$dir/whole"
	count=$(wc -l <"$dir/whole")
	for ((line = 2; line < count - 2; line++)); do
		tail -n "+$line" "$dir/whole" >"$dir/log"
		"$plan" -q -k "$kernel" --compare="$dir/log" "$machine" >"$dir/out" || wrong+=" from $line"
		for last in $((line + 1)) $((line + 3)) $((line + 9)); do
			sed "$line,${last}c<snip>" "$dir/whole" >"$dir/log"
			"$plan" -q -k "$kernel" --compare="$dir/log" "$machine" >"$dir/out" ||
				wrong+=" without $line to $last"
		done
	done
	is "$kernel: no part of what a kernel prints contradicts it" "$wrong" ""
done

# --- kernels that say why they stop ---

jq -n '{numakva: 1, name: "m", kernel: {text: "16M", image_end: 18712752, init_pg_tables_end: 18759680},
	initrd: {start: 17190912, size: "24M"}, e820: [{start: 0, end: "639K", type: "usable"},
	{start: "1M", end: "1G", type: "usable"}]}' >"$dir/m.json"
for kernel in 2.6.27 2.6.28 2.6.32; do
	{ echo "Linux version $kernel (a@b)" && "$plan" -q -f console -k "$kernel" "$dir/m.json"; } >"$dir/log"
	ends "$kernel: a boot that ends before its map is compared" 0 "$plan" -q -k "$kernel" \
		--compare="$dir/log" "$dir/m.json"
	like "... and ends by the panic that was planned" "$(out)" '  CONFIRMED: it stopped in setup, as planned$'
	sed 's/Overlapping/Other/' "$dir/log" >"$dir/other"
	capture "$plan" -q -k "$kernel" --compare="$dir/other" "$dir/m.json"
	is "... but not by another" "$(grep -c CONFIRMED "$dir/out")" 0
done

# --- usage ---

log=$logs/qemu-A-flat-1G.log

# shellcheck disable=SC2016 # the inner shell expands them
ends "a log on standard input" 0 bash -c '"$0" -f ndjson --compare=- "$1" <"$2"' "$plan" "$dir/1g.json" "$log"
is "is named so" "$(jq -r '.log.name' "$dir/out")" "<stdin>"
ends "a log that is not there" 66 "$plan" --compare=none "$dir/1g.json"
is "is named, too" "$(err)" "numakva-plan: cannot open 'none': No such file or directory"
ends "a file that is no log" 65 "$plan" --compare=README "$dir/1g.json"
is "is refused" "$(err)" \
	"numakva-plan: cannot compare with 'README': it has no kernel messages about memory"
ends "a form without comparisons" 64 "$plan" -f explain --compare="$log" "$dir/1g.json"
like "is wrong usage" "$(err)" \
	"^numakva-plan: --compare works with the formats text, json and ndjson, not with explain"
ends "a machine that cannot be read" 65 "$plan" --compare="$log" /dev/null "$dir/1g.json"
like "does not stop the next" "$(out)" "CONFIRMED"
capture "$plan" -j --compare="$pc_log" "$pc"
cp "$dir/out" "$dir/pretty.json"
capture "$plan" -f ndjson --compare="$pc_log" "$pc"
is "json and ndjson are the same object" "$(jq -cS . "$dir/pretty.json")" "$(jq -cS . "$dir/out")"
capture "$plan" --color --compare="$pc_log" "$pc"
is "the verdict is coloured" "$(grep -c "$(printf '\033')\[32mCONFIRMED" "$dir/out")" 1

finish
