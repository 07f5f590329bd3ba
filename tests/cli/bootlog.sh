#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Machines from boot logs. tests/cli/cases.sh tests logs in which something is missing or wrong.
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
plan_of='del(.machine, .file, .line) | .bootmem.calls |= map(select(.by != "mp-table" or .start != "0xf5bb0"))'
initrd_1g='--set initrd.start=0x1fd23000 --set initrd.size=3000000'
initrd_512m='--set initrd.start=0x1fd03000 --set initrd.size=3000000'
pg_data_c='--set kernel.pg_data=4672'
pg_data_e='--set kernel.pg_data=1696'
declare -A boots
while IFS=$'\t' read -r name machine; do
	boots[$name]=$machine
done < <(gzip -dc tests/data/boots-late.ndjson.gz | cat tests/data/boots{,-sparse}.ndjson - |
	jq -r '.machine | "\(.name)\t\(tojson)"')
names=()
while IFS=: read -r name settings; do
	names+=("$name")
	"$plan" -q -f ndjson <<<"${boots[$name]-}" >>"$dir/want" 2>/dev/null
	# shellcheck disable=SC2086 # several words
	capture "$plan" -f ndjson $settings "$logs/qemu-$name.log"
	is "$name is read without a warning" "$(grep -v ': note: ' "$dir/err")" ""
	cat "$dir/out" >>"$dir/got"
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
G-numa-512M+512M:--set kernel.pg_data=4064
H-flat-1G:--set kernel.pg_data=3680
SA-flat-512M:
SA-flat-60G:
SA-numa-2G+2G:
SA-numa-513M+511M:
SA-srat-interleaved:
SB-flat-1G:
SC-numa-2G+2G:$pg_data_c
END
mapfile -t want < <(jq -cS "$plan_of" "$dir/want")
mapfile -t got < <(jq -cS "$plan_of" "$dir/got")
for ((i = 0; i < ${#names[@]}; i++)); do
	is "${names[i]} plans as the machine that was booted" "${got[i]-no plan}" "${want[i]-}"
done
is "every log of the emulator is held against its machine" "${#names[@]}" \
	"$(find $logs -name 'qemu-*' | sed 's/.*qemu-\(.*\)\.log/\1/' | grep -cxF -f <(printf '%s\n' "${!boots[@]}"))"

# Without what is set above the KVA lies where it lay, also below an initrd that is not printed.
for name in A-initrd-1G A-initrd-512M B-initrd-1G; do
	capture "$plan" -f ndjson -q "$logs/qemu-$name.log"
	is "$name has its KVA below the initrd" "$(jq .kva.start_pfn "$dir/out")" 129536
done

# --- boots of real machines: the log comes to the description that was made of it by hand ---

while read -r log config; do
	capture "$plan" -f ndjson --set ebda=0x9fc00 --set cmdline= "$config"
	jq -S 'del(.machine, .file, .line)' "$dir/out" >"$dir/want"
	capture "$plan" -f ndjson -q --set ebda=0x9fc00 --set cmdline= "$logs/$log"
	is "$log plans as $config" "$(jq -S 'del(.machine, .file, .line)' "$dir/out")" "$(cat "$dir/want")"
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
placeless "$dir/out" >"$dir/want"

# same NAME FILE: the log plans as the machine.
same() {
	capture "$plan" "${settings[@]}" "$2"
	is "$1 plans as the machine" "$(placeless "$dir/out")" "$(cat "$dir/want")"
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
	tr '\n' '\r' <"$log" >"$dir/log"
	same "$name with carriage returns alone" "$dir/log"
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
	is "$name as standard input plans as the machine" "$(placeless "$dir/out")" "$(cat "$dir/want")"
done

# --- what it says ---

capture "$plan" "$logs/qemu-A-initrd-1G.log"
is "what was assumed is said" "$(err)" \
	"$logs/qemu-A-initrd-1G.log:1:1: note: planned as 2.6.23: kernel 2.6.23 may also be planned as 2.6.23-numaboot, but line 33 contradicts that
$logs/qemu-A-initrd-1G.log: note: assumed kernel.profile 2.6.23, kernel.struct_page 32, kernel.pg_data 2432, kernel.max_numnodes 8, kernel.cache_line 128, kernel.text 0x100000, kernel.amd_k7 false, initrd {start: 0x1fc00000, size: 0x200000}, ebda 0x9fc00; --format=yaml says why"
capture "$plan" -q "$logs/qemu-A-initrd-1G.log"
is "--quiet says nothing" "$(err)" ""
capture "$plan" -k 2.6.25 --set ebda=0 --set initrd.start=0 --set initrd.size=0 "$logs/qemu-A-initrd-1G.log"
is "what is set is not assumed" "$(err)" \
	"$logs/qemu-A-initrd-1G.log: note: assumed kernel.struct_page 32, kernel.pg_data 2432, kernel.max_numnodes 8, kernel.cache_line 128, kernel.text 0x100000, kernel.amd_k7 false; --format=yaml says why"
model() {
	"$plan" -q -f tsv --no-header --columns=memory_model "$@"
}
capture "$plan" "$logs/qemu-SC-numa-2G+2G.log"
like "a kernel with SPARSEMEM is known by what it does not print" "$(err)" \
	":31:1: note: no node's pages are printed before this line: planned with SPARSEMEM$"
sed '1s/2\.6\.23/2.6.24.3/' "$logs/qemu-SA-flat-512M.log" >"$dir/log"
capture "$plan" "$dir/log"
like "where that makes a version near a profile, it is told" "$(err)" \
	":1:1: note: with SPARSEMEM 2\.6\.24 is planned as 2\.6\.23, but differs: it "
capture "$plan" -k 2.6.25 "$dir/log"
is "not of a version that is not planned" "$(grep -c 'is near' "$dir/err")" 0
is "one without by what it prints" "$(model "$logs/qemu-C-numa-3G+1G.log")" discontig
sed '/^Node: /d' "$logs/qemu-A-flat-1G.log" >"$dir/log"
is "without these lines it is taken for the other" "$(model "$dir/log")" sparse
sed '/^NUMA - single node/d; /^Node: /d' "$logs/qemu-A-flat-1G.log" >"$dir/log"
is "but not where more is missing" "$(model "$dir/log")" discontig
is "the memory model can be set" \
	"$(model --set kernel.memory_model=discontig "$logs/qemu-SA-flat-60G.log")" discontig
capture "$plan" -k 2.6.23/discontig "$logs/qemu-SA-flat-60G.log"
is "and then nothing is said of it" "$(grep -c SPARSEMEM "$dir/err")" 0
capture "$plan" -f yaml "$logs/qemu-B-flat-1G.log"
like "the description tells why a profile was taken" "$(out)" \
	'^  profile: 2.6.23-numaboot .*# assumed: kernel 2.6.23 may also be planned as 2.6.23, but line 33 contradicts that$'
capture "$plan" -f yaml "$logs/real-numaq-1n-1g-2.6.18-mm3.log"
like "so it does where the version's own was not" "$(out)" \
	'^  profile: 2.6.23 .*# assumed: kernel 2.6.18-mm3 is usually planned as 2.6.18, but line 30 contradicts that$'
capture "$plan" -f yaml "$logs/2n-6g-5.10.log"
like "and where the version is of no profile" "$(out)" \
	'^  profile: 2.6.23-numaboot .*# assumed: the log.s kernel, 5.10.0-21-amd64, cannot be planned$'

{ printf 'a\n\n\nb\n' && cat "$logs/qemu-A-initrd-1G.log"; } | tr '\n' '\r' >"$dir/log"
capture "$plan" "$dir/log"
like "carriage returns count lines where they end them" "$(err)" "^$dir/log:5:1: note: .* line 37 contradicts"
{ printf 'a\rb\n' && cat "$logs/qemu-A-initrd-1G.log"; } >"$dir/log"
capture "$plan" "$dir/log"
like "one among newlines counts none" "$(err)" "^$dir/log:2:1: note: .* line 34 contradicts"
sed 's/^BIOS-e820/|&/; 1!s/$/<br>/' "$logs/2n-6g-5.10.log" | tr -d '\n' >"$dir/log"
capture "$plan" "$dir/log"
is "a log in one line does not end in its SRAT" "$(grep -c 'ends in its SRAT' "$dir/err")" 0

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
taken_for "a text" 'hello\n' description 'error: neither a description nor a boot log'

# told NAME TEXT MESSAGE: what is said of an input that is no machine.
told() {
	printf '%b' "$2" >"$dir/input"
	ends "$1 is bad input" 65 "$plan" "$dir/input"
	is "$1 is known" "$(err)" "$dir/input:1:1: error: $3"
}
cp tests/data/srat/2n-1g-hotadd.aml "$dir/input"
ends "a table is bad input" 65 "$plan" "$dir/input"
is "a table is known" "$(err)" \
	"$dir/input:1:1: error: a table of the firmware; --srat=FILE adds it to another input"
told "a table with a length that ends a line" 'SRAT\n\01\0\0' \
	"a table of the firmware; --srat=FILE adds it to another input"
told "a table from iasl" "$(sed 's/\\/&&/g' tests/data/srat/2n-1g-hotadd.dsl)" \
	"a table disassembled by iasl; --srat=FILE adds it to another input"
told "a table's dump" 'SRAT @ 0x00000000BFFD0F40\n    0000: 53 52 41 54\n' \
	"a dump of the firmware's tables; --srat=FILE adds its SRAT to another input"
told "a table in hexadecimal" '00000000: 5352 4154 2801 0000 0142  SRAT(...B\n' \
	"a table of the firmware in hexadecimal; --srat=FILE adds it to another input"
told "a packed log" "$(printf '\\x1f\\x8b\\x08')" "data packed with gzip, expected the output of 'gzip -dc FILE'"
told "the journal" '{ "__CURSOR" : "s=1", "__REALTIME_TIMESTAMP" : "1", "MESSAGE" : "Linux" }\n' \
	"journal records, expected the output of 'journalctl -k'"
told "the journal, its keys in another order" '{\n "_TRANSPORT" : "kernel",\n "MESSAGE" : "Linux version 6.1 (a)"\n}\n' \
	"journal records, expected the output of 'journalctl -k'"
told "an early lsmem" 'Address Range           Size (MB)  State    Removable  Device\n' \
	"the output of lsmem, which shows only RAM; expected /proc/iomem or the messages of a kernel's boot"
ends "--from=yaml takes no log" 65 "$plan" --from=yaml "$logs/qemu-A-flat-1G.log"
ends "--from=bootlog takes no description" 65 "$plan" --from=bootlog configs/pc-1n-1g.yaml

# --- a machine's own log ---

if dmesg 2>/dev/null | grep -q 'Linux version'; then
	dmesg >"$dir/own.log"
	ends "the log of this machine is read" 0 "$plan" -f ndjson "$dir/own.log"
	is "the log of this machine is read without a warning" "$(grep -v ': note: ' "$dir/err")" ""
	is "it has as many E820 entries" "$(jq '.["e820"] | length' "$dir/out")" \
		"$(grep -c 'BIOS-e820' "$dir/own.log")"
else
	skip "the log of this machine is read" "dmesg shows no E820 map"
fi

finish
