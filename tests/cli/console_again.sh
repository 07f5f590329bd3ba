#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The output of a plan's kernel, read as a log, gives the same plan: for the recorded machines,
# however odd, with every kernel and both memory models.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

MACHINES=12 # of each kernel and model

# What no line of setup tells, so that machines are without it, or as by default: the EBDA, which is
# at best where the map shows it; what else firmware has in low memory, ACPI tables and an initrd, of which only
# the KVA tells; processors that are disabled, and more than the kernel reads; how the kernel was
# loaded, and sizes in it other than those which nodes show; the words of the command line that
# change the map without a map of the user; and that a machine is a NUMA-Q, which its APICs tell later.
told='select(.numaq == null)
	| del(.ebda, .reserve, .acpi, .initrd)
	| .kernel |= with_entries(select(.key | IN("profile", "highmem", "pae", "memory_model", "struct_page")))
	| if .cmdline then .cmdline |= ([splits(" +") | select(test("^(vmalloc|highmem|mem)=[0-9]+[MG]$"))] | join(" ")) else . end
	| if .srat.processors then .srat.processors |= [.[] | select(.enabled != false)][:8] else . end'

# What is to be the same. Of what comes after the layout, the size of the pgdat decides.
layout='{kernel: .kernel.profile, memory_source, kva, lowmem_mb, highmem_mb,
	pfn: (.pfn // {} | del(.min_low_pfn)),
	nodes: [.nodes[]? | {nid, start_pfn, end_pfn, present_end_pfn, reserved_pages, alignment_pages,
		remap_vaddr_start}]}'


for file in tests/data/full*.ndjson.gz; do
	zcat "$file"
done | jq -r ".machine | $told"' | "\(.kernel.profile // "2.6.23-numaboot")-\(
	.kernel.memory_model // "discontig")\t\(tojson)"' |
	awk -F '\t' -v most="$MACHINES" -v machines="$dir/machines-" \
		'++count[$1] <= most { print $2 >(machines $1) }'

# version_of PROFILE: as its kernel says it.
version_of() {
	case $1 in
	*-numaboot) echo 2.6.23-rc3-mm1 ;;
	*) echo "$1" ;;
	esac
}

for profile in $("$plan" --list-profiles | sed 's/ .*//'); do
	version=$(version_of "$profile")
	for model in discontig sparse; do
		machines=$dir/machines-$profile-$model
		[ -s "$machines" ] || continue
		rm -rf "$dir/logs"
		mkdir "$dir/logs"
		number=0
		while read -r machine; do
			number=$((number + 1))
			printf -v log '%s/logs/%03d' "$dir" "$number"
			{
				echo "Linux version $version (a@b) (gcc version 4.1.2) #1 SMP"
				"$plan" -q -f console <<<"$machine"
			} >"$log"
		done <"$machines"
		# Nothing tells the two kernels of one version apart.
		kernel=()
		[ "$profile" != 2.6.23-numaboot ] || kernel=(-k "$profile")
		"$plan" -q -f ndjson "$machines" | jq -c "$layout" >"$dir/logs/want"
		"$plan" -q -f ndjson "${kernel[@]}" "$dir/logs/"[0-9]* | jq -c "$layout" >"$dir/logs/got"
		is "$number boots of $profile, $model, are planned as they were" \
			"$(diff "$dir/logs/want" "$dir/logs/got" | cut -c -2000)" ""
	done
done

finish
