#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Options that print lists, and wrong usage.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

options='check limit allow compare from boot srat files-from null jobs progress summary sweep fold diff columns where sort
	nodes human no-header kernel set format json output color width ascii column quiet example list-profiles
	list-hazards list-columns help usage version recursive'
rare='boot srat null progress color width ascii column usage'

# shown: the long options of a help, one a line.
shown() { sed -nE 's/^  (-.,|   ) --([a-z-]+).*/\2/p'; }
# is_help NAME FILE: that it is laid out as help is.
is_help() {
	is "$1 shows each option once" "$(shown <"$2" | sort | uniq -d)" ""
	is "$1 has titles, options and texts, each in its column" \
		"$(sed -n '/^\(Most used\|Input\):$/,$p' "$2" | sed -E '/^(Examples|Formats|Input formats):$/,/^$/d; /^Exit status/,/^$/d' |
			grep -vE '^$|^[A-Z].*:$|^  -., --[a-z]|^ {6}--[a-z]|^ {29}[^ ]|^--help=all ')" ""
	is "$1 is no wider than 80 columns" "$(awk 'length > 80' "$2")" ""
	is "$1 fills its lines" "$(awk '
		{ match($0, /^ */); indent = RLENGTH }
		(indent == 29 && text || indent == 0 && before == 0 && text) && length(last) + 1 + length($1) < 80
		{ last = $0; before = indent; text = length >= 40 && !/^Usage: |^  -/ || /^  -/ && length > 30 }' "$2")" ""
	is "$1 has two blanks before a text" "$(grep -E '^  (-.,|   ) --[^ ]+ ' "$2" | awk 'substr($0, 28, 2) != "  "')" ""
	is "$1 has no line a blank too far" "$(grep -E '^ [^ ]' "$2")" ""
	is "$1 has each title once" "$(grep -E '^[A-Z].*:$' "$2" | sort | uniq -d)" ""
	is "$1 says what the program is for, and what it reads" "$(grep -cE '^(Plan how|Each FILE is) ' "$2")" 2
	is "$1 shows what options take" "$(grep -oE '^  (-.,|   ) --(format|jobs|json)[^ ]*' "$2" | tr -d ' ' | paste -sd ' ')" \
		"-f,--format=FORMAT -j,--json --jobs[=N]"
	is "$1 shows the default format" "$(grep ' (default)$' "$2" | cut -c 3-7)" "text "
	is "$1 shows each format once" "$(sed -n '/^Formats:$/,/^$/s/^  \([a-z]*\) .*/\1/p' "$2" | paste -sd ' ')" \
		"text json ndjson console explain map svg html yaml table tsv csv junit tap"
	like "$1 shows the usage" "$(head -n 1 "$2")" '^Usage: numakva-plan \[OPTION\.\.\.\] \[FILE\.\.\.\]$'
	like "$1 has status 1" "$(cat "$2")" '^Exit status: 1 if a machine fails the check'
	is "$1 has two examples" "$(grep -c '^  numakva-plan ' "$2")" 2
	for format in table tsv csv text json ndjson console explain map svg html junit tap; do
		like "$1 shows format $format" "$(cat "$2")" "^  $format "
	done
}

ends "--help succeeds" 0 "$plan" --help
cp "$dir/out" "$dir/help"
is_help --help "$dir/help"
is "--help begins with what is used most" "$(sed -n '/^Most used:$/,/^$/p' "$dir/help" | shown | paste -sd ' ')" \
	"format json output kernel set check limit sweep compare"
is "--help has all but what is rare" "$(shown <"$dir/help" | sort)" \
	"$(tr -s ' \n\t' '\n' <<<"$options" | grep -vxE "${rare// /|}" | sort)"
ends "--help=all succeeds" 0 "$plan" --help=all
cp "$dir/out" "$dir/all"
is_help --help=all "$dir/all"
is "--help=all has every option" "$(shown <"$dir/all" | sort)" "$(tr -s ' \n\t' '\n' <<<"$options" | sort)"
for format in yaml json bootlog iomem firmware; do
	like "--help=all shows the input format $format" "$(sed -n '/^Input formats:$/,$p' "$dir/all")" "^  $format "
done
is "--help=all shows no other" "$(sed -n '/^Input formats:$/,/^$/s/^  [a-z]* .*/x/p' "$dir/all" | wc -l)" 5
like "--help=all ends with the exit status" "$(tail -n 1 "$dir/all")" '^memory, 74 '
like "--help names --help=all" "$(tail -n 1 "$dir/help")" '^--help=all '
plain=$(cat "$dir/help")
capture "$plan" -h
is "-h is --help" "$(out)" "$plain"
capture env ARGP_HELP_FMT=short-opt-col=99,nonsense "$plan" --help
is "ARGP_HELP_FMT does not change --help" "$(out)$(err)" "$plain"
capture "$plan" --no-such-option
cp "$dir/err" "$dir/plain"
capture env ARGP_HELP_FMT=nonsense "$plan" --no-such-option
is "nor what is said of an error" "$(err)" "$(cat "$dir/plain")"
for columns in 60 80 200; do
	capture env COLUMNS=$columns "$plan" --help
	is "--help is the same in $columns columns" "$(out)" "$plain"
done
capture "$plan" --help --no-such-option -f nonsense
is "--help counts before what follows it" "$(out)" "$plain"

ends "what follows an example is looked at" 64 "$plan" --example=list --no-such-option
ends "--usage succeeds" 0 "$plan" --usage
like "--usage shows the usage" "$(out)" '^Usage: numakva-plan '
like "and nothing else" "$(tail -n 1 "$dir/out")" ' \[FILE\.\.\.\]$'

ends "--version succeeds" 0 "$plan" --version
like "--version shows name and version" "$(head -n 1 "$dir/out")" '^numakva-plan [0-9]+\.[0-9]+'
like "--version shows the license" "$(out)" 'GNU GPL version 2 or later'
like "--version shows that there is no warranty" "$(out)" 'NO WARRANTY'

ends "--list-profiles succeeds" 0 "$plan" --list-profiles
is "--list-profiles begins its lines with the names, the oldest first" "$(awk '{print $1}' "$dir/out" | paste -sd ' ')" \
	"2.6.5 2.6.8 2.6.9 2.6.12 2.6.14 2.6.15 2.6.16 2.6.17 2.6.18 2.6.23 2.6.23-numaboot 2.6.25 2.6.26 2.6.27 2.6.28 2.6.29 2.6.30 2.6.32"
is "--list-profiles shows aliases in one field" "$(awk '$1 == "2.6.23" {print $2}' "$dir/out")" \
	"2.6.19,2.6.20,2.6.21,2.6.22,2.6.24"
like "--list-profiles shows the default" "$(grep "^2.6.23-numaboot " "$dir/out")" '\(default\)$'

ends "--list-hazards succeeds" 0 "$plan" --list-hazards
is "--list-hazards has a line for each code" "$(wc -l <"$dir/out")" \
	"$(jq ".properties.limits.properties.allow.items.enum | length" schemas/machine.schema.json)"
is "--list-hazards shows only known severities" \
	"$(awk '{print $2}' "$dir/out" | grep -vxE 'fatal|corrupting|warning|info|(corrupting|warning|info)\.\.fatal|info\.\.warning')" ""
is "--list-hazards has a sentence on each line" "$(awk 'NF < 4' "$dir/out")" ""
awk '{print $1}' "$dir/out" | sort >"$dir/codes"
# shellcheck disable=SC2016 # the roff request is meant literally
sed -n '/^\.Sh HAZARDS/,/^\.Sh EXAMPLES/s/^\.It Li //p' man/numakva-plan.5 | sort >"$dir/documented"
is "numakva-plan.5 documents every hazard" "$(cat "$dir/documented")" "$(cat "$dir/codes")"

ends "--list-columns succeeds" 0 "$plan" --list-columns
is "--list-columns shows only known units" \
	"$(awk '{print $2}' "$dir/out" | grep -vxE 'bytes|MiB|pages|pfn|address|-')" ""
is "--list-columns names a column once" "$(awk '{print $1}' "$dir/out" | sort | uniq -d)" ""
is "--list-columns explains each" "$(awk 'NF < 4' "$dir/out")" ""
is "--list-columns has those that need an option" "$(grep -oE '\(with --[a-z]+\)$' "$dir/out" | sort -u | paste -sd ,)" \
	"(with --check),(with --fold),(with --nodes)"

# Texts are in one column, two blanks behind what is before them.
for list in profiles hazards columns; do
	capture "$plan" --list-$list
	column=$(awk '{ match($0, /^[^ ]+ +[^ ]+ +/); print RLENGTH }' "$dir/out" | sort -u)
	[ $list != profiles ] || profiles=$column
	capture "$plan" --list-$list --width=$((column + 40))
	is "--list-$list keeps its texts in one column" "$(grep '^ ' "$dir/out" | sed 's/[^ ].*//' | sort -u | awk '{ print length }')" \
		"$column"
done
is "--list-profiles is as wide as it needs to be" "$("$plan" --list-profiles | awk '
	{ first = length($1) > first ? length($1) : first; second = length($2) > second ? length($2) : second }
	END { print first + 2 + second + 2 }')" "$profiles"
is "it has its texts beside the aliases where there is room" "$("$plan" --list-profiles --width=$((profiles + 32)) |
	awk 'NR == 1 { print (NF > 2) }')" 1
is "and else below them" "$("$plan" --list-profiles --width=$((profiles + 31)) | awk 'NR == 1 { print (NF > 2) }')" 0

ends "--example=list succeeds" 0 "$plan" --example=list
is "--example=list shows the configs" "$(out)" \
	"$(find configs -name '*.yaml' -exec basename {} .yaml \; | LC_ALL=C sort)"
for file in configs/*.yaml; do
	name=$(basename "$file" .yaml)
	capture "$plan" --example="$name"
	check "--example=$name prints configs/$name.yaml" cmp -s "$dir/out" "$file"
done
ends "--example succeeds" 0 "$plan" --example
cp "$dir/out" "$dir/example.yaml"
ends "--example prints a description" 0 "$plan" "$dir/example.yaml"

# usage_error NAME MESSAGE ARGUMENT...: status 64, nothing on standard output, the message.
usage_error() {
	local name=$1 message=$2
	shift 2
	ends "$name ends with 64" 64 "$plan" "$@"
	is "$name prints no result" "$(out)" ""
	is "$name says so" "$(head -n 1 "$dir/err")" "numakva-plan: $message"
}

usage_error "an unknown option" "unrecognized option '--bogus'" --bogus
usage_error "an unknown short option" "invalid option -- 'z'" -z
usage_error "a missing argument" "option '--format' requires an argument" --format
usage_error "an unknown format" "unknown format 'pdf', expected text, json, ndjson, console, explain, map, svg, \
html, yaml, table, tsv, csv, junit or tap" -f pdf
usage_error "a slip in a format" "unknown format 'yml', did you mean 'yaml'?" -f yml
usage_error "an unknown input format" \
	"unknown input format 'log', expected auto, yaml, json, bootlog, iomem or firmware" --from=log
usage_error "a boot that is no number" "--boot takes a number, not 'last'" --boot=last
usage_error "a boot beyond numbers" \
	"--boot takes a number, not '99999999999999999999'" --boot=99999999999999999999
usage_error "a kernel like none" \
	"unknown kernel '3.10', expected one such as '2.6.23-numaboot' (--list-profiles shows all)" -k 3.10
usage_error "a kernel that no profile covers" \
	"unknown kernel '2.6.99', did you mean '2.6.29', '2.6.19' or '2.6.9'? (--list-profiles shows all)" -k 2.6.99
usage_error "a slip in a name" \
	"unknown kernel '2.6.23-numabot', did you mean '2.6.23-numaboot'? (--list-profiles shows all)" -k 2.6.23-numabot
usage_error "--set without a value" "--set takes KEY=VALUE, not 'name'" --set=name
usage_error "help of something" "--help takes 'all' or nothing, not 'map'" --help=map
usage_error "an unknown colour" "--color takes auto, always or never, not 'blue'" --color=blue
usage_error "a map that is too narrow" "--width takes a number from 60 to 1000, not '59'" --width=59
usage_error "a column that has no numbers" \
	"--column takes a column of --list-columns with numbers for each machine, not 'verdict'" \
	--column=verdict
usage_error "a width of another format" "--width works with the formats text, explain, table and map, not with svg" \
	-f svg --width=99
usage_error "a width of JSON" "--width works with the formats text, explain, table and map, not with json" -j --width=99
usage_error "a width of tsv" "--width works with the formats text, explain, table and map, not with tsv" \
	-f tsv --nodes --width=99
usage_error "a log to compare with, and several kernels" "--compare needs one plan for each machine" \
	--compare=x -k all
usage_error "a log to compare with, and checks" "--compare cannot be used with --check" --compare=x --check -j
usage_error "the last of the options that only rows have a use for" \
	"--human works with the formats table, tsv and csv, not with json" -j --nodes --human
usage_error "an unknown column to sort by" "--sort: unknown column 'kva_page', did you mean 'kva_pages'?" \
	-f tsv --sort=-kva_page
long=$(printf '%070d' 0)
for list in "name,$long,name" "+$long"; do
	usage_error "an unknown column in $list" \
		"--columns: unknown column '${long:0:63}', --list-columns shows all" --columns="$list"
done
usage_error "a column of nodes without them" "--sort: column 'nid' belongs to a node, expected --nodes" --sort=nid
usage_error "a column of ranges without them" \
	"--columns: column 'points' belongs to a range, expected --fold" --columns=name,points
usage_error "a column of checks without them" \
	"--where: column 'failed' belongs to a check, expected --check" -f tsv --where='failed = max_kva'
usage_error "a condition of ranges" "--where: column 'points' belongs to a range, expected a column of points" \
	-f tsv --fold --sweep=mem=1G:2G:1G --where='points > 1'
for column in nid points none; do
	usage_error "a chart of $column" \
		"--column takes a column of --list-columns with numbers for each machine, not '$column'" \
		-f svg --sweep=mem=1G:2G:1G --column="$column"
done
for number in '' 0 -1 2x x2 257 4294967297 99999999999999999999; do
	usage_error "$number threads" "--jobs takes a number from 1 to 256, not '$number'" --jobs="$number"
done
for number in '' -60 1001 x99 99x 4294967396 99999999999999999999; do
	usage_error "a width of $number" "--width takes a number from 60 to 1000, not '$number'" --width="$number"
done
for number in '' 1x 2147483648 -2147483648; do
	usage_error "boot $number" "--boot takes a number, not '$number'" --boot="$number"
done
usage_error "an unknown memory model" "unknown memory model 'flat', expected sparse or discontig" -k 2.6.23/flat
usage_error "a memory model that a kernel has not" "kernel '2.6.27' cannot be planned with SPARSEMEM" \
	-k 2.6.23,2.6.27/sparse,2.6.25
usage_error "an unknown kernel among others" \
	"unknown kernel '3.10', expected one such as '2.6.23-numaboot' (--list-profiles shows all)" -k 2.6.23,3.10,2.6.25
got=0
"$plan" --boot=1 -f tsv tests/data/logs/qemu-A-flat-1G.log >"$dir/out" 2>"$dir/err" <&- || got=$?
is "--boot=1 with standard input closed" "$got $(wc -l <"$dir/out")" "0 2"
ends "--from=auto" 0 "$plan" --from=auto configs/pc-1n-1g.yaml
for number in 1 256; do
	ends "--jobs=$number" 0 "$plan" --jobs=$number -f tsv configs/pc-1n-1g.yaml
done
for width in 60 0060 1000; do
	ends "--width=$width" 0 "$plan" --width=$width configs/pc-1n-1g.yaml
done
for boot in 2147483647 -2147483647; do
	ends "--boot=$boot" 65 "$plan" --boot=$boot tests/data/logs/qemu-A-flat-1G.log
	like "is a boot that is not there" "$(err)" "there is no boot $boot"
done
capture "$plan" -k "2.6.24,2.6.19,2.6.23,2.6.24/discontig" -f tsv -n --columns=profile,memory_model configs/pc-1n-1g.yaml
is "a kernel by several names is planned once for each memory model" "$(out | tr '\t\n' '/ ')" \
	"2.6.23/discontig 2.6.23/discontig "
# So many points are not too many: the next thing to be wrong is the file.
ends "a million points of two kernels" 66 "$plan" --sweep=mem=1:500000:1 -k 2.6.23,2.6.25 none.yaml
usage_error "two more" "--sweep: all kernels together make more than 1000000 points" \
	--sweep=mem=1:500001:1 -k 2.6.23,2.6.25 none.yaml
usage_error "the first sweep that is wrong" "--sweep: the step in 'mem=1G:2G:0' is 0, expected at least 1" \
	--sweep=mem=1G:2G:0 --sweep=mem=2G:1G:1M
ends "a limit that is broken" 1 "$plan" --check --limit=max_kva=1M -f tsv configs/pc-1n-1g.yaml
"$plan" --list-hazards | awk '{ print $1 }' | paste -sd , >"$dir/codes"
"$plan" -q --check -k all -f ndjson configs/*.yaml | jq -r '.check.refused_hazards[]' | sort -u >"$dir/refused"
check "hazards of all kinds are refused" test "$(wc -l <"$dir/refused")" -gt 12
ends "each hazard can be allowed" 0 "$plan" -q --check --allow="$(cat "$dir/codes")" -k all -f ndjson configs/pc-1n-1g.yaml
is "and none of them is refused then" \
	"$("$plan" -q --check --allow="$(cat "$dir/codes")" -k all -f ndjson configs/*.yaml | jq -r '.check.refused_hazards[]')" ""
usage_error "a hazard that is nearly one" "unknown hazard 'bad-page-sate', did you mean 'bad-page-state'?" \
	--check --allow=free-twice,bad-page-sate x
usage_error "an unknown example" \
	"unknown example 'none', --example=list shows all" --example=none
usage_error "a file with --list-profiles" \
	"options that only print information take no FILE" --list-profiles x.yaml

if has_terminal; then
	# The terminal is one that script makes; its output mixes both streams.
	got=0
	script -qec "$plan" /dev/null >"$dir/out" </dev/null || got=$?
	is "no FILE on a terminal ends with 64" "$got" 64
	like "no FILE on a terminal shows the usage" "$(out)" '^Usage: numakva-plan '
else
	skip "no FILE on a terminal" "script(1) makes none here"
fi

finish
