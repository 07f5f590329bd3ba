#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Which room of src/ may include which, that no files include each other in a circle, and limits
# for the sizes of rooms, files and functions.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

# A room, and what its files may include from outside: other rooms, or single headers of a room
# that is not below it. "numakva" is include/numakva/; libyaml, cjson, argp and pthread are
# libraries that only some rooms may use. Remove an entry that no file needs.
arrows='
base:
core: core/boot core/hazards core/late core/sparse numakva
core/boot: core/arena.h core/console core/kernel.h core/kva.h core/machine.h core/places core/range.h
	core/rules.h numakva
core/compare: core/arena.h core/boot core/console core/range.h core/rules.h core/version.h numakva
core/console: core/kernel.h core/rules.h numakva
core/hazards: core/boot numakva
core/old: core/boot core/console core/hazards core/kernel.h core/kernels.h core/places core/rules.h
core/late: core/boot core/console core/hazards core/kernels.h core/machine.h core/places core/rules.h
core/places: core/kernel.h core/kva.h core/rules.h numakva
core/sparse: core/boot core/console core/hazards core/places core/rules.h
core/vary: core/arena.h core/boot numakva
read: base numakva
read/description: base cjson libyaml pthread read/document.h read/input.h read/lookahead.h read/machine
	read/report.h
read/firmware: base numakva read/input.h read/machine read/report.h read/srat
read/forms: base numakva read/report.h
read/iomem: base numakva read/input.h read/lines read/machine
read/lines: base
read/infer: core/late/steps.h core/rules.h numakva read/forms read/report.h
read/log: base numakva read/document.h read/forms read/infer read/input.h read/kernel_name.h
	read/lines read/machine read/report.h
read/machine: base numakva read/document.h read/kernel_name.h read/report.h
read/srat: base numakva read/document.h read/machine read/report.h
write: base numakva write/chart write/check write/comparison write/console write/diff write/explain
	write/html write/json write/map write/rows write/svg write/table write/text write/words write/yaml
write/chart: base numakva write/drawing write/rows write/subject.h write/svg write/words
write/check: base numakva write/output.h write/subject.h write/words write/yaml
write/comparison: base numakva write/json write/output.h write/words
write/console: base core/console numakva write/output.h
write/diff: base numakva write/json write/output.h write/words
write/drawing: base core/places numakva write/words
write/explain: base core/boot/steps.h core/late/steps.h core/old/steps.h core/rules.h core/sparse/steps.h numakva
	write/console write/output.h write/rows write/words
write/html: base numakva write/console write/output.h write/svg write/words write/yaml
write/json: base numakva write/output.h write/rows write/subject.h write/words
write/map: base write/drawing write/output.h write/words
write/rows: base numakva write/subject.h write/words
write/svg: base numakva write/drawing write/subject.h write/words
write/table: base write/output.h write/rows
write/text: base core/rules.h numakva write/output.h write/rows write/words
write/words: base numakva write/subject.h
write/yaml: base numakva write/output.h
cli: cli/fleet cli/options cli/output cli/plan numakva read/kernel_name.h read/source.h read/srat
cli/fleet: base cli/output cli/plan pthread read/description read/document.h
cli/options: argp base cli/exit.h cli/program.h numakva read/input.h read/kernel_name.h read/source.h
	write/formats.h write/rows write/writer.h
cli/output: base cli/exit.h cli/options cli/program.h read/document.h write/output.h
cli/plan: base cli/exit.h cli/options cli/output cli/program.h numakva read/document.h read/log
	write/console write/rows write/subject.h write/words write/writer.h
'

# included: each #include of a file under src/ as "FILE HEADER", if the table can name it.
included() {
	grep -rE '^[[:space:]]*#[[:space:]]*include' --include='*.[ch]' src |
		sed -nE -e 's/^src\/([^:]*):[^"<]*"([^"]*)".*/\1 \2/p' \
			-e 's/^src\/([^:]*):.*<numakva\/.*>.*/\1 numakva/p' \
			-e 's/^src\/([^:]*):.*<yaml\.h>.*/\1 libyaml/p' \
			-e 's/^src\/([^:]*):.*<cjson\/.*>.*/\1 cjson/p' \
			-e 's/^src\/([^:]*):.*<(argp|pthread)\.h>.*/\1 \2/p'
}

# table: the rows of the table, with a room and one of its entries on each line; a room without
# entries is alone.
table() {
	awk '/:/ { room = $1; sub(/:/, "", room); $1 = ""; print room }
		{ for (i = 1; i <= NF; i++) if ($i != "") print room, $i }' <<<"$arrows"
}

# circles: of lines "A B", those that lead back to their beginning, found by tsort.
circles() {
	tsort 2>&1 >/dev/null | sed 's/^tsort: //' | grep -v 'input contains a loop'
}

is "the rooms of src/ are those of the table" \
	"$(diff <(table | awk '{ print $1 }' | sort -u) \
		<(find src -name '*.[ch]' -printf '%P\n' | sed 's/\/[^/]*$//' | sort -u))" ""
is "the headers that files include are named from src/" \
	"$(included | awk '{ print $2 }' | grep '\.h$' | sort -u | while read -r header; do
		[ -f "src/$header" ] || echo "$header"
	done)" ""

# Arrows that are not in the table, and arrows of the table that no file needs.
included | awk -v table="$(table)" '
	function room_of(path) { return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : path }
	BEGIN {
		count = split(table, rows, "\n")
		for (i = 1; i <= count; i++)
			if (split(rows[i], row, " ") == 2)
				may[row[1], row[2]] = rows[i]
	}
	{
		room = room_of($1)
		if (room == room_of($2))
			next
		used[room, room_of($2)] = used[room, $2] = 1
		if (!((room, room_of($2)) in may) && !((room, $2) in may))
			print "src/" $1 " includes " $2
	}
	END {
		for (entry in may)
			if (!(entry in used))
				print "nothing uses the arrow " may[entry]
	}' | sort >"$tap_scratch/wrong"
is "each room includes what the table says, else change one of both" "$(cat "$tap_scratch/wrong")" ""
is "the table leads in no circle" "$(table | awk 'NF == 2' | circles)" ""

# A unit is a header together with the source of the same name.
is "no units include each other in a circle" \
	"$(included | sed -n 's/\.[ch] \(.*\)\.h$/ \1/p' | awk '$1 != $2' | sort -u | circles | sort -u)" ""

is "a structure has a name of its own" \
	"$(find src include -name '*.h' -exec grep -hE '^struct nkv_\w+ \{' {} + | sort | uniq -d)" ""

is "a room has 25 files at most" \
	"$(find src -type f -printf '%h\n' | sort | uniq -c | awk '$1 > 25')" ""
is "a file has less than 400 lines" \
	"$(find src -type f -exec wc -l {} + | awk '$1 >= 400 && $2 != "total"')" ""
is "a function has 40 lines at most" \
	"$(find src -name '*.c' -exec awk 'FNR == 1 { begun = 0 } /^\{/ { begun = FNR }
		/^\}/ { if (begun && FNR - begun - 1 > 40) print FILENAME ":" begun; begun = 0 }' {} +)" ""

finish
