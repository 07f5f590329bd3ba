/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Colours and patterns. The colours of nodes are those of Okabe and Ito, which
 * colour-blind readers can tell apart, some of them lighter, so that dark text
 * is readable on all. From node 8 on they repeat with stripes. The other kinds
 * have patterns, and can be told apart without colours.
 */
#include "write/svg/svg_style.h"

#include "write/svg/svg_parts.h"

static const char style[] =
	".nkv{font-family:'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace;"
	"font-size:12px}\n"
	".nkv .paper,.nkv .plate{fill:#ffffff}\n"
	".nkv text{fill:#1a1c1f;white-space:pre}\n"
	".nkv .dim{fill:#4a4f57}\n"
	".nkv .b{font-weight:bold}\n"
	".nkv .name{font-size:22px;font-weight:bold}\n"
	".nkv .h{font-size:14px;font-weight:bold}\n"
	".nkv .big{font-size:16px;font-weight:bold}\n"
	".nkv .on{fill:#111111}\n"
	".nkv .inv{fill:#ffffff;font-weight:bold}\n"
	".nkv .inv-dark{fill:#111111;font-weight:bold}\n"
	".nkv .mark rect,.nkv .shape{stroke:#3b4048;stroke-width:1}\n"
	".nkv .lead,.nkv .bracket,.nkv .ax,.nkv .tick{fill:none;stroke:#6b717a;stroke-width:1}\n"
	".nkv .enl{stroke-dasharray:2 3}\n"
	".nkv .cut{stroke-dasharray:7 4 1 4;stroke-width:2}\n"
	".nkv .mark .hollow{stroke-dasharray:3 3}\n"
	".nkv .lens{fill:#eef0f3}\n"
	".nkv .rule{stroke:#c3c8cf;stroke-width:1}\n"
	".nkv .arrow{fill:none;stroke:#3b4048;stroke-width:5}\n"
	".nkv .head{fill:#3b4048}\n"
	".nkv .glow{fill:none;stroke-width:3}\n"
	".nkv .usable{fill:#b7dfcf}.nkv .free{fill:#e3f2eb}.nkv .ram{fill:#cfe6dc}\n"
	".nkv .kernel{fill:#8d94a0}.nkv .pgdat{fill:#c8b6e2}.nkv .bitmap{fill:#b3a16b}\n"
	".nkv .firmware{fill:#d4d8de}.nkv .cfree{fill:#cfe8dd}.nkv .creserve{fill:#8d94a0}\n"
	".nkv .reserved{fill:url(#nkv-stripes)}.nkv .acpi{fill:url(#nkv-dots)}\n"
	".nkv .nvs{fill:url(#nkv-grid)}.nkv .other{fill:url(#nkv-bars)}\n"
	".nkv .noram{fill:url(#nkv-faint)}.nkv .vmalloc{fill:url(#nkv-sparse)}\n"
	".nkv .initrd{fill:url(#nkv-lines)}.nkv .slack{fill:url(#nkv-bars)}\n"
	".nkv .aligned,.nkv .wasted,.nkv .unused,.nkv .lost{fill:url(#nkv-cross)}\n"
	".nkv .fatal,.nkv .cbug{fill:#b3261e}.nkv .corrupting{fill:#7b3294}\n"
	".nkv .warning{fill:#e69f00}.nkv .info{fill:#0072b2}.nkv .fine{fill:#00664b}\n"
	".nkv .n0{fill:#56b4e9}.nkv .n1{fill:#e69f00}.nkv .n2{fill:#3dbb95}\n"
	".nkv .n3{fill:#f0e442}.nkv .n4{fill:#d98fb8}.nkv .n5{fill:#ee8450}\n"
	".nkv .n6{fill:#9db2ff}.nkv .n7{fill:#bdbdbd}\n"
	".nkv .n8{fill:url(#nkv-n8)}.nkv .n9{fill:url(#nkv-n9)}.nkv .n10{fill:url(#nkv-n10)}\n"
	".nkv .n11{fill:url(#nkv-n11)}.nkv .n12{fill:url(#nkv-n12)}"
	".nkv .n13{fill:url(#nkv-n13)}\n"
	".nkv .n14{fill:url(#nkv-n14)}.nkv .n15{fill:url(#nkv-n15)}\n"
	".nkv .g0,.nkv .g8{stroke:#56b4e9}.nkv .g1,.nkv .g9{stroke:#e69f00}\n"
	".nkv .g2,.nkv .g10{stroke:#3dbb95}.nkv .g3,.nkv .g11{stroke:#f0e442}\n"
	".nkv .g4,.nkv .g12{stroke:#d98fb8}.nkv .g5,.nkv .g13{stroke:#ee8450}\n"
	".nkv .g6,.nkv .g14{stroke:#9db2ff}.nkv .g7,.nkv .g15{stroke:#bdbdbd}\n"
	".nkv .pg{fill:#ffffff}.nkv .pl{stroke:#5a6068;stroke-width:1;fill:none}\n"
	".nkv .pd{fill:#5a6068}.nkv .pf{stroke:#b4bac2;stroke-width:1;fill:none}\n"
	".nkv .ps{stroke:#1a1c1f;stroke-width:1.5;stroke-opacity:.55;fill:none}\n"
	".nkv .v-boots{fill:#dff1e8}.nkv .v-unstable{fill:url(#nkv-unstable)}"
	".nkv .v-panics{fill:url(#nkv-panics)}.nkv .framed{stroke:#3b4048}\n"
	".nkv .qu{fill:#ecdff2}.nkv .ql{stroke:#c6a6d3;stroke-width:1;fill:none}\n"
	".nkv .qp{fill:#f7d4cf}.nkv .qx{stroke:#dd9a92;stroke-width:1;fill:none}\n"
	".nkv .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}\n"
	".nkv .s-left{stroke:#00664b;stroke-dasharray:1 5}"
	".nkv .s-free{stroke:#00609a}.nkv .s-kva{stroke:#b34700;stroke-dasharray:9 4}\n"
	".nkv .s-waste{stroke:#1a1c1f;stroke-dasharray:2 4}\n"
	".nkv .area{stroke:none;fill-opacity:.12}.nkv .a-s-free{fill:#00609a}.nkv .a-s-left{fill:none}\n"
	".nkv .a-s-kva{fill:#b34700}.nkv .a-s-waste{fill:#1a1c1f}\n"
	".nkv .limit-line{fill:none;stroke:#b3261e;stroke-width:2;stroke-dasharray:14 4 2 4}\n"
	".nkv .break-line{fill:none;stroke:#3b4048;stroke-width:1;stroke-dasharray:1 3}\n"
	".nkv .cell rect{stroke:#ffffff;stroke-width:.5}.nkv .fine rect{stroke-width:0}\n"
	".nkv .h0{fill:#d3e4f3}.nkv .h1{fill:#abcfe5}.nkv .h2{fill:#74b3d8}\n"
	".nkv .h3{fill:#4b97c9}.nkv .h4{fill:#1764ab}.nkv .h5{fill:#083370}\n";

static const char dark_style[] =
	"@media screen and (prefers-color-scheme:dark){\n"
	".nkv .paper,.nkv .plate{fill:#15181c}\n"
	".nkv text{fill:#e9ebee}.nkv .dim{fill:#b4bac2}\n"
	".nkv .on,.nkv .inv-dark{fill:#111111}.nkv .inv{fill:#ffffff}\n"
	".nkv .mark rect,.nkv .shape{stroke:#c3c8cf}\n"
	".nkv .lead,.nkv .bracket,.nkv .ax,.nkv .tick{stroke:#9aa1ab}\n"
	".nkv .lens{fill:#22272d}.nkv .rule{stroke:#444a52}\n"
	".nkv .arrow{stroke:#dfe2e6}.nkv .head{fill:#dfe2e6}\n"
	".nkv .pg{fill:#15181c}.nkv .pl{stroke:#9aa1ab}.nkv .pd{fill:#9aa1ab}\n"
	".nkv .pf{stroke:#444a52}\n"
	".nkv .usable{fill:#7fbfa6}.nkv .free{fill:#a9cbbd}.nkv .ram{fill:#94c4b1}\n"
	".nkv .cfree{fill:#a9cbbd}.nkv .firmware{fill:#aeb4bd}\n"
	".nkv .v-boots{fill:#21382f}.nkv .framed{stroke:#c3c8cf}\n"
	".nkv .qu{fill:#33263b}.nkv .ql{stroke:#8a62a0}\n"
	".nkv .qp{fill:#46211d}.nkv .qx{stroke:#8a4038}\n"
	".nkv .s-left{stroke:#5fd0a8}.nkv .s-free{stroke:#6cbcf0}.nkv .s-kva{stroke:#ff9a52}.nkv .s-waste{stroke:#e9ebee}\n"
	".nkv .a-s-free{fill:#6cbcf0}.nkv .a-s-kva{fill:#ff9a52}.nkv .a-s-waste{fill:#e9ebee}\n"
	".nkv .limit-line{stroke:#ff9a90}.nkv .break-line{stroke:#c3c8cf}\n"
	".nkv .cell rect{stroke:#15181c}\n"
	".nkv .fatal,.nkv .cbug{fill:#d04a3f}\n"
	".nkv .corrupting{fill:#a25bbd}.nkv .info{fill:#2b83bd}.nkv .fine{fill:#1d8366}\n"
	"}\n";

void nkv_svg_put_style(FILE *out)
{
	fputs(style, out);
	fputs(dark_style, out);
}

static void put_pattern(FILE *out, const char *name, const char *content)
{
	fprintf(out,
		"<pattern id=\"nkv-%s\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
		"<rect class=\"pg\" width=\"8\" height=\"8\"/>%s</pattern>\n",
		name, content);
}

void nkv_svg_put_definitions(FILE *out)
{
	static const char *const patterns[][2] = {
		{ "stripes", "<path class=\"pl\" d=\"M-2 6L2 10M-2 -2L10 10M6 -2L10 2\"/>" },
		{ "dots", "<circle class=\"pd\" cx=\"2\" cy=\"2\" r=\"1.2\"/>"
			  "<circle class=\"pd\" cx=\"6\" cy=\"6\" r=\"1.2\"/>" },
		{ "grid", "<path class=\"pl\" d=\"M0 4H8M4 0V8\"/>" },
		{ "bars", "<path class=\"pl\" d=\"M2 0V8M6 0V8\"/>" },
		{ "faint", "<path class=\"pf\" d=\"M-2 2L2 -2M-2 10L10 -2M6 10L10 6\"/>" },
		{ "sparse", "<path class=\"pf\" d=\"M0 4H8\"/>" },
		{ "lines", "<path class=\"pl\" d=\"M0 2H8M0 6H8\"/>" },
		{ "cross", "<path class=\"pl\" d=\"M-2 2L2 -2M-2 10L10 -2M6 10L10 6"
			   "M-2 6L2 10M-2 -2L10 10M6 -2L10 2\"/>" },
	};

	fputs("<defs>\n", out);
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
		put_pattern(out, patterns[i][0], patterns[i][1]);
	fputs("<pattern id=\"nkv-unstable\" width=\"12\" height=\"12\" "
	      "patternUnits=\"userSpaceOnUse\"><rect class=\"qu\" width=\"12\" height=\"12\"/>"
	      "<path class=\"ql\" d=\"M-3 3L3 -3M-3 15L15 -3M9 15L15 9\"/></pattern>\n"
	      "<pattern id=\"nkv-panics\" width=\"12\" height=\"12\" "
	      "patternUnits=\"userSpaceOnUse\"><rect class=\"qp\" width=\"12\" height=\"12\"/>"
	      "<path class=\"qx\" d=\"M-1 -1L13 13M-1 13L13 -1\"/></pattern>\n",
	      out);
	for (unsigned int nid = 8; nid < NKV_NODES_MAX; nid++)
		fprintf(out,
			"<pattern id=\"nkv-n%u\" width=\"8\" height=\"8\" "
			"patternUnits=\"userSpaceOnUse\">"
			"<rect class=\"n%u\" width=\"8\" height=\"8\"/>"
			"<path class=\"ps\" d=\"M-2 6L2 10M-2 -2L10 10M6 -2L10 2\"/></pattern>\n",
			nid, nid - 8);
	fputs("</defs>\n", out);
}
