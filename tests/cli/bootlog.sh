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
	"$(find $logs -name 'qemu-*' | grep -cF -f <(printf 'qemu-%s.log\n' "${!boots[@]}"))"

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

# --- one machine, in the words of many kernels, and by what carried these words ---

# Those of tests/data/carriers are the same logs as they are found: in a syslog, quoted, broken by a
# mail program or a terminal, on a page, in wide characters, after another boot. readback.sh
# carries logs that it makes up through many of these.
machine=$logs/2n-6g.yaml
settings=(-f ndjson -q -k 2.6.23-numaboot --set name=m)
want "$plan" "${settings[@]}" "$machine"
machine_plan=$(placeless "$dir/want.out")

# same NAME: the plan that was captured is the machine's.
same() {
	is "$1 plans as the machine" "$(placeless "$dir/out")" "$machine_plan"
}

for log in "$logs"/2n-6g-*.log tests/data/carriers/*; do
	capture "$plan" "${settings[@]}" "$log"
	same "${log##*/}"
done
for name in quoted-printable.eml terminal-80.log syslog-terminal-80.log; do
	is "$name has its command line" \
		"$("$plan" -q -f yaml "tests/data/carriers/$name" | grep ^cmdline)" "$(grep ^cmdline "$machine")"
done
log=$logs/2n-6g-6.1.log
{ head -c 70000 /dev/zero && cat "$log"; } >"$dir/log"
capture "$plan" "${settings[@]}" "$dir/log"
same "a log behind the NULs that a crash left"
# shellcheck disable=SC2016 # the inner shell's
capture bash -c 'cat "$1" | "${@:2}"' - "$log" "$plan" "${settings[@]}" --from=bootlog
same "a log as standard input"

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
is "one without by what it prints" "$(model "$logs/qemu-C-numa-3G+1G.log")" discontig
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

# told NAME MESSAGE: what is said of the standard input, which is no machine.
told() {
	cat >"$dir/input"
	ends "$1 is bad input" 65 "$plan" "$dir/input"
	is "$1 is known" "$(err)" "$dir/input:1:1: error: $2"
}
told "a table" "a table of the firmware; --srat=FILE adds it to another input" <tests/data/srat/2n-1g-hotadd.aml
told "a table with a length that ends a line" "a table of the firmware; --srat=FILE adds it to another input" \
	< <(printf 'SRAT\n\01\0\0')
told "a table from iasl" "a table disassembled by iasl; --srat=FILE adds it to another input" \
	<tests/data/srat/2n-1g-hotadd.dsl
told "a table's dump" "a dump of the firmware's tables; --srat=FILE adds its SRAT to another input" <<'END'
SRAT @ 0x00000000BFFD0F40
    0000: 53 52 41 54
END
told "a table in hexadecimal" "a table of the firmware in hexadecimal; --srat=FILE adds it to another input" \
	<<<'00000000: 5352 4154 2801 0000 0142  SRAT(...B'
told "a packed log" "data packed with gzip, expected the output of 'gzip -dc FILE'" < <(printf '\x1f\x8b\x08')
told "the journal" "journal records, expected the output of 'journalctl -k'" \
	<<<'{ "__CURSOR" : "s=1", "__REALTIME_TIMESTAMP" : "1", "MESSAGE" : "Linux" }'
told "the journal, its keys in another order" "journal records, expected the output of 'journalctl -k'" <<'END'
{
 "_TRANSPORT" : "kernel",
 "MESSAGE" : "Linux version 6.1 (a)"
}
END
told "an early lsmem" \
	"the output of lsmem, which shows only RAM; expected /proc/iomem or the messages of a kernel's boot" \
	<<<'Address Range           Size (MB)  State    Removable  Device'
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
