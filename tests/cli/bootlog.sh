#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Machines out of boot logs.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

logs=tests/data/logs

# --- boots of an emulator ---

# Each log plans as the machine that was booted, apart from its name, from the
# reserve for an MP table that no kernel prints (it lies in the pages of the one
# that is printed), and from what is set here because that log cannot tell it:
#   kernel.pg_data    sizeof(pg_data_t) is never printed
#   kernel.profile    where both 2.6.23 and 2.6.23-numaboot would have printed the same
#   kernel.struct_page, cmdline   of boots that end before they are printed
#   initrd            its place is not printed; where the KVA shows the large page in which it
#                     begins, that is what the log comes to
plan_of='del(.machine) | .bootmem.calls |= map(select(.by != "mp-table" or .start != "0xf5bb0"))'
initrd_1g='--set initrd.start=0x1fd23000 --set initrd.size=3000000'
initrd_512m='--set initrd.start=0x1fd03000 --set initrd.size=3000000'
pg_data_c='--set kernel.pg_data=4672'
pg_data_e='--set kernel.pg_data=1696'
while IFS=: read -r name settings; do
	log=$logs/qemu-$name.log
	# shellcheck disable=SC2016 # a variable of jq's
	jq -c --arg name "$name" 'select(.machine.name == $name).machine' tests/data/boots.ndjson >"$dir/machine.json"
	capture "$plan" -f ndjson "$dir/machine.json"
	jq -S "$plan_of" "$dir/out" >"$dir/want"
	# shellcheck disable=SC2086 # several words
	capture "$plan" -f ndjson $settings "$log"
	is "$name is read without a warning" "$(grep -v ': note: ' "$dir/err")" ""
	is "$name plans as the machine that was booted" "$(jq -S "$plan_of" "$dir/out")" "$(cat "$dir/want")"
done <<END
A-flat-16G:
A-flat-1G:
A-flat-4G:
A-flat-512M:
A-flat-64M:
A-highmem256M-1G:
A-initrd-1G:$initrd_1g
A-initrd-512M:$initrd_512m
A-mem1001M-2G:
A-numa-1G+1G+1G+1G:
A-numa-256M+256M:
A-numa-2G+2G:
A-numa-3G+1G:
A-numa-512M+512M-hotplug:
A-numa-513M+511M:
B-flat-16G:-k 2.6.23-numaboot
B-flat-1G:
B-flat-512M:
B-initrd-1G:$initrd_1g
B-numa-2G+2G:-k 2.6.23-numaboot
B-numa-512M+512M-hotplug:-k 2.6.23-numaboot
C-flat-16G:$pg_data_c
C-flat-1G:$pg_data_c
C-flat-4G:$pg_data_c
C-flat-512M:$pg_data_c
C-flat-64M:$pg_data_c
C-highmem256M-1G:$pg_data_c
C-initrd-512M:$pg_data_c $initrd_512m
C-numa-1G+1G+1G+1G:$pg_data_c
C-numa-3G+1G:$pg_data_c
C-numa-4G+4G+4G+4G:$pg_data_c
C-numa-512M+512M-hotplug:$pg_data_c
C-numa-513M+511M:$pg_data_c
C-vmalloc256M-1G:$pg_data_c
E-flat-1G:$pg_data_e
E-flat-512M:$pg_data_e
E-highmem256M-1G:$pg_data_e --set cmdline=highmem=256M
END
is "every log of the emulator is held against its machine" "$tap_count" $((2 * $(find $logs -name 'qemu-*' | wc -l)))

# Without what is set above the KVA lies where it lay, also below an initrd that is not printed.
for name in A-initrd-1G A-initrd-512M B-initrd-1G; do
	capture "$plan" -f ndjson -q "$logs/qemu-$name.log"
	is "$name has its KVA below the initrd" "$(jq .kva.start_pfn "$dir/out")" 129536
done

# --- boots of real machines: the log comes to the description that was made of it by hand ---

while read -r log config; do
	capture "$plan" -f ndjson --set ebda=0x9fc00 --set cmdline= "$config"
	jq -S 'del(.machine)' "$dir/out" >"$dir/want"
	capture "$plan" -f ndjson -q --set ebda=0x9fc00 --set cmdline= "$logs/$log"
	is "$log plans as $config" "$(jq -S 'del(.machine)' "$dir/out")" "$(cat "$dir/want")"
done <<'END'
real-athlon-flat-1g-2.6.17-rc2.log configs/athlon-1n-1g.yaml
real-numaq-1n-1g-2.6.18-mm3.log configs/numaq-1n-1g.yaml
real-pc-flat-512m-2.6.24-rc7-bad-page-state.log configs/pc-1n-512m-nopae.yaml
real-summit-flat-7g-2.6.18.log configs/summit-1n-7g.yaml
END

# --- one machine, in the words of many kernels ---

machine=$logs/2n-6g.yaml
settings=(-f ndjson -q -k 2.6.23-numaboot --set name=m)
capture "$plan" "${settings[@]}" "$machine"
cp "$dir/out" "$dir/want"

# same NAME FILE: the log plans as the machine.
same() {
	capture "$plan" "${settings[@]}" "$2"
	is "$1 plans as the machine" "$(cat "$dir/out")" "$(cat "$dir/want")"
}

escape=$'\e'
for log in "$logs"/2n-6g-*.log; do
	name=$(basename "$log" .log)
	name=${name#2n-6g-}
	same "$name" "$log"
	sed 's/^/Nov  5 04:05:58 host kernel: /' "$log" >"$dir/log"
	same "$name in a syslog" "$dir/log"
	sed 's/^/2026-11-25T04:05:58.123456+00:00 host kernel: /' "$log" >"$dir/log"
	same "$name in a syslog of today" "$dir/log"
	sed 's/^/<6>/' "$log" >"$dir/log"
	same "$name with levels" "$dir/log"
	sed 's/^/6,12,0,-;/' "$log" >"$dir/log"
	same "$name as records" "$dir/log"
	sed 's/^/> > /' "$log" >"$dir/log"
	same "$name quoted" "$dir/log"
	sed 's/$/\r/' "$log" >"$dir/log"
	same "$name with carriage returns" "$dir/log"
	sed -E "s/^(.{12})/${escape}[32m\\1${escape}[0m${escape}[33m/; s/\$/${escape}[0m/" "$log" >"$dir/log"
	same "$name in colours" "$dir/log"
	fold -s -w 72 "$log" | sed 's/ *$//' >"$dir/log"
	same "$name as a mail program breaks it" "$dir/log"
	sed -E 's/(mem 0x[0-9a-f]+-|UUID=[0-9a-f]+-)/\1\n/g' "$log" >"$dir/log"
	same "$name broken behind hyphens" "$dir/log"
	{
		printf 'From a@example Nov  5\nContent-Transfer-Encoding: quoted-printable\n\n'
		sed -E 's/=/=3D/g; s/([^=]{60})([^=])/\1=\n\2/g; s/vmalloc/=76malloc/; s/ *$/=20/' "$log"
	} >"$dir/log"
	same "$name as a mail carries it" "$dir/log"
	is "$name as a mail carries it has its command line" \
		"$("$plan" -q -f yaml "$dir/log" | grep ^cmdline)" "$(grep ^cmdline "$machine")"
	sed 's/^/Nov  5 04:05:58 host kernel: /' "$log" | fold -w 80 >"$dir/log"
	same "$name off a terminal" "$dir/log"
	fold -w 80 "$log" >"$dir/log"
	is "$name off a terminal has its command line" \
		"$("$plan" -q -f yaml "$dir/log" | grep ^cmdline)" "$(grep ^cmdline "$machine")"
	sed 's/^/> /' "$log" | fold -s -w 76 >"$dir/log"
	same "$name quoted, and then broken" "$dir/log"
	sed 's/^/<6>1 2026-11-25T04:05:58.123456Z host kernel - - - /' "$log" >"$dir/log"
	same "$name in a syslog by the newest standard" "$dir/log"
	sed -E 's/^\[ *[0-9.]+\](\[ *T0\])? ?//; 1s/^/[Nov25 04:05] /; 1!s/^/[  +0.000000] /' "$log" >"$dir/log"
	same "$name for human readers" "$dir/log"
	sed -E 's/ +/\xc2\xa0/g; 1s/^/\xef\xbb\xbf/' "$log" >"$dir/log"
	same "$name as a web page has it" "$dir/log"
	iconv -f UTF-8 -t UTF-16 "$log" >"$dir/log"
	same "$name in wide characters" "$dir/log"
	sed p "$log" >"$dir/log"
	same "$name from two consoles" "$dir/log"
	{ head -c 70000 /dev/zero && cat "$log"; } >"$dir/log"
	same "$name after a crash" "$dir/log"
	{ head -c 100 /dev/zero && echo '{1}[Hardware Error]: event severity: fatal' && cat "$log"; } >"$dir/log"
	same "$name after another crash" "$dir/log"
	sed 's/^/Nov  5 04:05:58 host kernel: /' "$log" | fold -s -w 72 | sed 's/ *$//' >"$dir/log"
	same "$name in a syslog, and then broken" "$dir/log"
	awk '{ print } NR % 3 == 0 { print "usb 1-1: new device found" }' "$log" >"$dir/log"
	same "$name between other lines" "$dir/log"
	cat "$logs/qemu-A-flat-1G.log" "$log" >"$dir/log"
	same "$name after another boot" "$dir/log"
	# shellcheck disable=SC2016 # the inner shell's
	capture bash -c 'cat "$1" | "${@:2}"' - "$log" "$plan" "${settings[@]}" --from=bootlog
	is "$name as standard input plans as the machine" "$(cat "$dir/out")" "$(cat "$dir/want")"
done

# --- several boots ---

cat "$logs/qemu-A-flat-1G.log" "$logs/2n-6g-5.10.log" "$logs/qemu-B-flat-512M.log" >"$dir/boots.log"
boot() {
	capture "$plan" -f ndjson --set name=m "--boot=$1" "$dir/boots.log"
	jq -r '[.memory_source, .["e820"][-1].end, .pfn.max_pfn] | join(" ")' "$dir/out"
}
is "--boot=1 is the first" "$(boot 1)" "flat 0x100000000 262112"
is "--boot=2 is the second" "$(boot 2)" "srat 0x1c0000000 1835008"
is "--boot=3 is the third" "$(boot 3)" "flat 0x100000000 131040"
is "--boot=0 is the last" "$(boot 0)" "flat 0x100000000 131040"
is "--boot=-1 is the one before" "$(boot -1)" "srat 0x1c0000000 1835008"
is "--boot=-2 is the first of three" "$(boot -2)" "flat 0x100000000 262112"
for number in 4 -3; do
	ends "--boot=$number is no boot" 65 "$plan" --boot=$number "$dir/boots.log"
	is "it says so for $number" "$(err)" "$dir/boots.log:1:1: error: there is no boot $number, the log has 3"
done
capture "$plan" "$dir/boots.log"
line=$(($(cat "$logs/qemu-A-flat-1G.log" "$logs/2n-6g-5.10.log" | wc -l) + 1))
like "the last of several boots is told of" "$(err)" \
	"^$dir/boots.log:$line:1: note: this is the last of 3 boots in the log, --boot takes another\$"

# --- what it says ---

capture "$plan" "$logs/qemu-A-initrd-1G.log"
is "what was assumed is said" "$(err)" \
	"$logs/qemu-A-initrd-1G.log:1:1: note: planned as 2.6.23: version 2.6.23 allows 2.6.23-numaboot, too, which line 33 contradicts
$logs/qemu-A-initrd-1G.log: note: assumed kernel.profile 2.6.23, kernel.struct_page 32, kernel.pg_data 2432, kernel.max_numnodes 8, kernel.cache_line 128, kernel.text 0x100000, kernel.amd_k7 false, initrd {start: 0x1fc00000, size: 0x200000}, ebda 0x9fc00; --format=yaml says why"
capture "$plan" -q "$logs/qemu-A-initrd-1G.log"
is "--quiet says nothing" "$(err)" ""
capture "$plan" -k 2.6.25 --set ebda=0 --set initrd.start=0 --set initrd.size=0 "$logs/qemu-A-initrd-1G.log"
is "what is set is not assumed" "$(err)" \
	"$logs/qemu-A-initrd-1G.log: note: assumed kernel.struct_page 32, kernel.pg_data 2432, kernel.max_numnodes 8, kernel.cache_line 128, kernel.text 0x100000, kernel.amd_k7 false; --format=yaml says why"
capture "$plan" -f yaml "$logs/qemu-B-flat-1G.log"
like "the description tells why a profile was taken" "$(out)" \
	'^  profile: 2.6.23-numaboot .*# assumed: version 2.6.23 allows 2.6.23, too, which line 33 contradicts$'
capture "$plan" -f yaml "$logs/real-numaq-1n-1g-2.6.18-mm3.log"
like "so it does where the version's own was not" "$(out)" \
	'^  profile: 2.6.23 .*# assumed: version 2.6.18-mm3 allows 2.6.18, which line 30 contradicts$'
capture "$plan" -f yaml "$logs/2n-6g-5.10.log"
like "and where the version is of no profile" "$(out)" \
	'^  profile: 2.6.23-numaboot .*# assumed: version 5.10.0-21-amd64 is not one that is planned$'

# --- what is missing, broken or contradicts itself ---

# said NAME STATUS SED-SCRIPT LOG MESSAGE...: what is said of the log that the script makes, but for notes.
said() {
	local name=$1 status=$2 script=$3 log=$4
	shift 4
	sed -E "$script" "$logs/$log" >"$dir/x.log"
	ends "$name ends with $status" "$status" "$plan" --from=bootlog "$dir/x.log"
	is "$name is said" "$(grep -v ': note: ' "$dir/err")" "$(for m; do printf '%s\n' "$dir/x.log:$m"; done)"
}
said "a log without a map" 65 '/BIOS-e820/d; /RAM map/d' qemu-A-flat-1G.log \
	"1:1: error: no E820 map in this boot, wanted are 'BIOS-e820:' lines"
said "a map without an entry" 65 '/BIOS-e820/d' qemu-A-flat-1G.log \
	"2:1: error: no entry of the E820 map follows, wanted are 'BIOS-e820:' lines"
said "another map" 65 's/BIOS-e820/BIOS-e801/' qemu-A-flat-1G.log \
	"3:2: error: this map is not from E820, wanted are 'BIOS-e820:' lines"
left_out='a line of the E820 map that cannot be read is left out'
said "half an entry" 0 '4s/ - .*//' qemu-A-flat-1G.log \
	"4:2: warning: $left_out (1 in all): an entry may be missing"
said "an entry that ends below its start" 0 '4s/00000a0000/0000000000/' qemu-A-flat-1G.log \
	"4:2: warning: $left_out (1 in all): an entry may be missing"
said "a line of the map in words of its own" 0 's/(BIOS-e820: \[)mem (.*)ACPI data/&\n\1hole \2/' 2n-6g-5.10.log \
	"10:1: warning: $left_out (1 in all): an entry may be missing"
said "two lines of the map that cannot be read" 0 '4s/ - .*//; 7s/ - .*//' qemu-A-flat-1G.log \
	"4:2: warning: $left_out (2 in all): an entry may be missing"
said "a map of which nothing can be read" 65 's/(BIOS-e820: .*) - .*/\1/' qemu-A-flat-1G.log \
	"3:2: error: an entry of the E820 map that cannot be read"
said "an entry of an unknown type" 0 '4s/reserved/recerved/' qemu-A-flat-1G.log \
	"4:2: warning: an entry of the E820 map of an unknown type, taken for reserved"
said "a map of one entry" 65 '4,8d' qemu-A-flat-1G.log \
	"1:1: error: fewer than two E820 entries after sanitising, wanted are at least two in e820"
said "half a map" 0 '7,8d; 6s/3ffe0000/30000000/' qemu-A-flat-1G.log \
	"19:1: warning: end of a node: 262112 in the log, 196608 for the machine found in it" \
	"20:1: warning: alignment pages of a node: 480 in the log, 0 for the machine found in it" \
	"22:1: warning: kva_start_pfn: 228864 in the log, 196096 for the machine found in it" \
	"22:1: warning: find_max_low_pfn(): 229376 in the log, 196608 for the machine found in it" \
	"23:1: warning: max_pfn: 262112 in the log, 196608 for the machine found in it" \
	"24:1: warning: high memory in MiB: 127 in the log, 0 for the machine found in it" \
	"25:1: warning: low memory in MiB: 896 in the log, 768 for the machine found in it" \
	"26:1: warning: max_low_pfn: 229376 in the log, 196608 for the machine found in it" \
	"26:1: warning: highstart_pfn: 229376 in the log, 196608 for the machine found in it"
# shellcheck disable=SC2016 # the last line
said "a map that ends the log" 0 '7,$d' qemu-A-flat-1G.log \
	"6:2: warning: the boot ends in its E820 map, entries may be missing"
said "a map whose beginning is missing" 0 '1,5d' 2n-6g-5.10.log \
	"1:16: warning: no line says that the E820 map begins here, entries before may be missing" \
	"37:18: warning: this memory is not usable by the E820 map of the log: entries are missing"
said "the last entries of a modern map missing" 0 '12d' 2n-6g-5.10.log \
	"17:16: warning: last_pfn is 0x1c0000, but the usable entries of the E820 map end at 0xbffd0: some are missing" \
	"43:18: warning: this memory is not usable by the E820 map of the log: entries are missing"
said "an entry amid a modern map missing" 0 '/BIOS-e820: \[mem 0x0000000000100000/d' 2n-6g-5.10.log \
	"42:18: warning: this memory is not usable by the E820 map of the log: entries are missing"
said "memory that the command line adds" 0 '/BIOS-e820: \[mem 0x0000000000100000/d; s/quiet/memmap=3G@1M/' 2n-6g-5.10.log
said "the first entry of an old map missing" 0 '/BIOS-e820: 0000000000000000/d' 2n-6g-2.6.18-x86_64.log \
	"5:2: warning: the E820 map has no usable memory below 640 KiB, an entry may be missing"
said "the last entry of an old map missing" 0 '/BIOS-e820: 0000000100000000/d' 2n-6g-2.6.18-x86_64.log \
	"30:1: warning: memory ends at 0x1c0000, but the usable entries of the E820 map at 0xbffd0: some are missing"
said "the map of a guest" 65 's/BIOS-e820/Xen/' 2n-6g-5.10.log \
	"5:16: error: this map is not from E820, wanted are 'BIOS-e820:' lines"
said "half an SRAT entry" 65 '/PXM 1 \[mem 0x100000000/s/-.*//' 2n-6g-5.10.log \
	"31:16: error: an SRAT entry that cannot be read"
said "a proximity domain beyond all" 65 's/PXM 1 -> APIC 0x10/PXM 256 -> APIC 0x10/' 2n-6g-5.10.log \
	"27:16: error: proximity domain 256, wanted is 0 to 255"
said "an SRAT entry missing" 0 '/Memory range 0x20000 /d' 'qemu-A-numa-512M+512M-hotplug.log' \
	"22:1: warning: the kernel has 4 chunks, but the log has 3 memory entries of the SRAT" \
	"25:1: warning: no memory entry of the SRAT in the log is this chunk" \
	"32:1: warning: reserved pages of a node: 1536 in the log, 0 for the machine found in it" \
	"33:1: warning: end of a node: 262112 in the log, 0 for the machine found in it" \
	"34:1: warning: alignment pages of a node: 480 in the log, 0 for the machine found in it" \
	"35:1: warning: reserved pages in total: 3072 in the log, 1536 for the machine found in it" \
	"36:1: warning: kva_start_pfn: 226304 in the log, 227840 for the machine found in it" \
	"54:5: warning: this memory is of node 1, but in no entry of the SRAT in the log: some are missing"
said "the SRAT's entries of a node missing" 0 '/SRAT: Node 1/d' 2n-6g-5.10.log \
	"42:18: warning: this memory is of node 1, but in no entry of the SRAT in the log: some are missing"
said "an SRAT of processors alone" 0 '/SRAT: Node/d' 2n-6g-5.10.log \
	"25:16: warning: the log has processors of the SRAT, but no memory: entries are missing"
said "an SRAT that is not printed" 0 '/SRAT: (Node|PXM)/d' 2n-6g-5.10.log \
	"24:16: warning: the machine has an SRAT, but the log none of its entries; --srat=FILE adds them" \
	"36:18: warning: the kernel has more nodes than one, but the log has no memory entry of an SRAT"
said "nodes without an SRAT" 0 '/SRAT/d' 2n-6g-5.10.log \
	"35:18: warning: the kernel has more nodes than one, but the log has no memory entry of an SRAT"
said "nodes of an old kernel without an SRAT" 0 '/SRAT/d' 2n-6g-2.6.18-x86_64.log \
	"15:1: warning: the kernel has more nodes than one, but the log has no memory entry of an SRAT"
said "nodes of an old kernel of 32 bits without an SRAT" 0 '/ in proximity /d' 2n-6g-2.6.32-i686.log \
	"22:16: warning: the kernel has more nodes than one, but the log has no memory entry of an SRAT"
# shellcheck disable=SC2016 # the last line
said "a boot that ends in its SRAT" 0 '32,$d' 2n-6g-5.10.log \
	"31:16: warning: the boot ends in its SRAT, entries may be missing"
said "a node's span that is another's" 0 's/setup node 1 /setup node 0 /' 2n-6g-2.6.18-x86_64.log \
	"24:1: warning: this memory is of node 0, but line 20 gives it to node 1"
said "a node that is another's" 0 's/^(.*node   )1(: .*)/\10\2/' 2n-6g-5.10.log \
	"44:18: warning: this memory is of node 0, but line 31 gives it to node 1"
said "a domain of two nodes" 0 's/Node 1 PXM 1 \[mem 0x1c/Node 0 PXM 1 [mem 0x1c/' 2n-6g-5.10.log \
	"32:16: warning: proximity domain 1 is node 0 here, but node 1 before"
said "a chunk of another node" 0 's/^chunk 1 nid 0/chunk 1 nid 1/' 'qemu-A-numa-512M+512M-hotplug.log' \
	"25:1: warning: this chunk is of node 1, but by the SRAT entries of node 0"
said "maps of two machines" 0 '5s/.*/ BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)/' qemu-A-flat-1G.log \
	"5:2: warning: this entry does not begin above the one before, as those that a kernel prints do: the map may be of two"
said "no log at all" 65 's/.*/nothing/' 2n-6g-5.10.log \
	"1:1: error: no boot, wanted is what a kernel prints when it starts"

# The types of the map in the words of all kernels.
# typed NAME SED-SCRIPT LOG TYPE: the fifth entry's type in the plan.
typed() {
	sed -E "$2" "$logs/$3" >"$dir/x.log"
	capture "$plan" -q -f ndjson --set cmdline= "$dir/x.log"
	is "a type is read, $1" "$(jq '.["e820"][4].type' "$dir/out")" "$4"
}
typed "unusable" 's/\(ACPI data\)/(unusable)/' 2n-6g-2.6.32-i686.log 5
typed "a number" 's/\(ACPI data\)/type 9/' 2n-6g-2.6.32-i686.log 9
typed "unusable, of late" 's/ACPI data/unusable/' 2n-6g-5.10.log 5
typed "a number, of late" 's/ACPI data/type 20/' 2n-6g-5.10.log 20
typed "persistent memory" 's/ACPI data/persistent (type 7)/' 2n-6g-5.10.log 7
typed "protected memory" 's/ACPI data/persistent (type 12)/' 2n-6g-5.10.log 12
typed "a broken line" 's/ACPI data/persistent (type\n12)/' 2n-6g-5.10.log 12
typed "set apart" 's/ACPI data/soft reserved/' 2n-6g-5.10.log 4026531839
typed "behind a size" 's/ACPI data/  60   KB ACPI data/' 2n-6g-5.10.log '"ACPI data"'
typed "behind a size, broken" 's/ACPI data/ 60\nKB device\nreserved/' 2n-6g-5.10.log '"reserved"'
typed "that is usable" 's/NVS/data/; s/usable/ 2.9 GB System RAM/' 2n-6g-5.10.log '"ACPI data"'
typed "a device's" 's/ACPI data/   1   KB device reserved/' 2n-6g-5.10.log '"reserved"'
typed "after a gap" 's/(BIOS-e820: \[)mem 0x00000000fec.*/\1gap 0x00000000c0000000-0x00000000febfffff] 1004   MB .../' \
	2n-6g-5.10.log '"ACPI data"'
typed "after a gap with nothing behind it" 's/(BIOS-e820: \[)mem 0x00000000fec.*/\1gap 0x00000000c0000000-0x00000000febfffff]/' \
	2n-6g-5.10.log '"ACPI data"'
typed "of no name, as reserved" 's/ACPI data/set aside/' 2n-6g-5.10.log '"reserved"'
said "a size of no unit" 0 's/ACPI data/60 XB ACPI data/' 2n-6g-5.10.log \
	"9:16: warning: an entry of the E820 map of an unknown type, taken for reserved"

# With an SRAT from elsewhere nothing is missing of that in the log.
sed -E '/SRAT: (Node|PXM)/d' "$logs/2n-6g-5.10.log" >"$dir/x.log"
capture "$plan" --srat=tests/data/srat/2n-1g-hotadd.aml "$dir/x.log"
is "--srat stands for what the log does not have" "$(grep srat -i "$dir/err")" ""

# assumed NAME SED-SCRIPT LOG WHY: what is said of the SRAT in the description.
assumed() {
	sed -E "$2" "$logs/$3" >"$dir/x.log"
	capture "$plan" -q -f yaml "$dir/x.log"
	is "it is said that $1" "$(sed -n 's/^# assumed: //p; /^srat:/p' "$dir/out" | tail -n 1)" "$4"
}
assumed "a log tells of no SRAT" '/SRAT/d' 2n-6g-5.10.log "the log has none"
assumed "an SRAT is not printed" '/SRAT: (Node|PXM)/d' 2n-6g-5.10.log \
	"line 24 shows that there is one, but the log no entry of it"
assumed "a kernel found none" '/SRAT/d; s/NUMA: Node 0.*/No NUMA configuration found/' 2n-6g-5.10.log \
	"the map reserves from there to 640 KiB, where it usually is"

# What a kernel that dies before it prints its command line says of highmem=.
# asked SED-SCRIPT LOG: the command line that comes of it.
asked() {
	sed -E "$1" "$logs/$2" >"$dir/x.log"
	capture "$plan" -q -f yaml "$dir/x.log"
	sed -n '/^cmdline/p' "$dir/out"
}
is "highmem= is known by its message" "$(asked '' qemu-E-highmem256M-1G.log)" 'cmdline: "highmem=256M"'
like "it is said why" "$(grep -B1 ^cmdline "$dir/out")" '^# assumed: line 24 tells of it, the log does not have it'
is "by the one of too much" \
	"$(asked '24s/.*/highmem size specified (4096MB) is bigger than pages available (1000MB)!./' qemu-E-highmem256M-1G.log)" \
	'cmdline: "highmem=4096M"'
is "by the one of too little that is left" \
	"$(asked '24s/.*/highmem size 900MB results in smaller than 64MB lowmem, ignoring it./' qemu-E-highmem256M-1G.log)" \
	'cmdline: "highmem=900M"'
is "but not where HIGHMEM ends at 4 GiB" \
	"$(asked '24s/^/Warning only 4GB will be used.\nUse a HIGHMEM64G enabled kernel.\n/' qemu-E-highmem256M-1G.log)" \
	'cmdline: ""'
is "nor where the command line is there" \
	"$(asked 's/^Kernel command line: .*/Kernel command line: quiet/' qemu-A-highmem256M-1G.log)" 'cmdline: "quiet"'

# --- noise ---

# A program with sanitizers is not small. How quick it is, make bench tells.
if [ -z "${ASAN_OPTIONS-}" ]; then
	yes 'Nov  5 04:05:58 host daemon[1234]: nothing that a kernel prints when it starts, again and again' |
		head -c 128M >"$dir/noise.log"
	cat "$logs/qemu-B-flat-1G.log" >>"$dir/noise.log"
	capture bash -c 'ulimit -v 65536 && exec "$@"' - "$plan" -q --from=bootlog --set name=m "$dir/noise.log"
	like "a boot behind 128 MiB of noise is found in little memory" "$(out)$(err)" '^m: 1 node \(flat\), 1023 MiB'
	rm "$dir/noise.log"
else
	skip "a boot behind noise is found in little memory" "sanitizers are on"
fi

# --- what an input is taken for ---

taken_for() {
	printf '%b' "$2" >"$dir/input"
	capture "$plan" "$dir/input"
	like "$1 is taken for a $3" "$(err)" "$4"
}
taken_for "a version" 'Linux version 2.6.23\n' log 'error: no E820 map'
taken_for "a time" '[    0.000000] foo\n' log 'error: no boot'
taken_for "a loader's line" '   [Linux-initrd @ 0x1000, 0x1000 bytes]\n' log 'error: no boot'
taken_for "a mail's header before a version" 'From: a\nSubject: b\n\n> Linux version 2.6.23\n' log 'error: no E820 map'
taken_for "a shell's prompt before a version" '# dmesg\nLinux version 2.6.23\n' log 'error: no E820 map'
taken_for "NULs that a crash left" '\0\0\0' log 'error: no boot'
taken_for "a description with a NUL" 'numakva: 1\0\n' description 'error: a NUL is not allowed'
taken_for "a description that quotes a log" '# BIOS-e820: 0\nname: x\n' description "missing key 'numakva'"
taken_for "a text" 'hello\n' description 'error: a description is'

# told NAME TEXT MESSAGE: what is said of an input that is no machine.
told() {
	printf '%b' "$2" >"$dir/input"
	ends "$1 is bad input" 65 "$plan" "$dir/input"
	is "$1 is known" "$(err)" "$dir/input:1:1: error: $3"
}
cp tests/data/srat/2n-1g-hotadd.aml "$dir/input"
ends "a table is bad input" 65 "$plan" "$dir/input"
is "a table is known" "$(err)" \
	"$dir/input:1:1: error: a table of the firmware, which --srat=FILE adds to another input"
told "a table with a length that ends a line" 'SRAT\n\01\0\0' \
	"a table of the firmware, which --srat=FILE adds to another input"
told "a table from iasl" "$(sed 's/\\/&&/g' tests/data/srat/2n-1g-hotadd.dsl)" \
	"what iasl makes of a table, which --srat=FILE adds to another input"
told "a table's dump" 'SRAT @ 0x00000000BFFD0F40\n    0000: 53 52 41 54\n' \
	"a dump of a table: --srat=FILE adds what acpixtract makes of it to another input"
told "a packed log" "$(printf '\\x1f\\x8b\\x08')" "data packed by gzip, wanted is what 'gzip -dc FILE' makes of it"
told "the journal" '{ "__CURSOR" : "s=1", "__REALTIME_TIMESTAMP" : "1", "MESSAGE" : "Linux" }\n' \
	"records of the journal, wanted are lines as journalctl -k prints them"
ends "--from=yaml takes no log" 65 "$plan" --from=yaml "$logs/qemu-A-flat-1G.log"
ends "--from=bootlog takes no description" 65 "$plan" --from=bootlog configs/pc-1n-1g.yaml

# --- a machine's own log ---

if dmesg 2>/dev/null | grep -q 'BIOS-e820'; then
	dmesg >"$dir/own.log"
	ends "the log of this machine is read" 0 "$plan" -f ndjson "$dir/own.log"
	is "the log of this machine is read without a warning" "$(grep -v ': note: ' "$dir/err")" ""
	is "it has as many E820 entries" "$(jq '.["e820"] | length' "$dir/out")" \
		"$(grep -c 'BIOS-e820' "$dir/own.log")"
else
	skip "the log of this machine is read" "dmesg shows no E820 map"
fi

finish
