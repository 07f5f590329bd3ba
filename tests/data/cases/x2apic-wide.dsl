/*
 * Intel ACPI Component Architecture
 * AML/ASL+ Disassembler version 20200925 (64-bit version)
 * Copyright (c) 2000 - 2020 Intel Corporation
 *
 * Disassembly of 2n-5g-x2apic.aml, Wed Nov 25 04:26:13 2026
 *
 * ACPI Data Table [SRAT]
 *
 * Format: [HexOffset DecimalOffset ByteLength]  FieldName : FieldValue
 */

[000h 0000   4]                    Signature : "SRAT"    [System Resource Affinity Table]
[004h 0004   4]                 Table Length : 000000EA
[008h 0008   1]                     Revision : 03
[009h 0009   1]                     Checksum : D9
[00Ah 0010   6]                       Oem ID : "BOCHS "
[010h 0016   8]                 Oem Table ID : "BXPC    "
[018h 0024   4]                 Oem Revision : 00000001
[01Ch 0028   4]              Asl Compiler ID : "INTL"
[020h 0032   4]        Asl Compiler Revision : 20200925

[024h 0036   4]               Table Revision : 00000001
[028h 0040   8]                     Reserved : 0000000000000000

[030h 0048   1]                Subtable Type : 02 [Processor Local x2APIC Affinity]
[031h 0049   1]                       Length : 18

[032h 0050   2]                    Reserved1 : 0000
[034h 0052   4]             Proximity Domain : 00000000
[038h 0056   4]                      Apic ID : 00000000
[03Ch 0060   4]        Flags (decoded below) : 00000001
                                     Enabled : 1
[040h 0064   4]                 Clock Domain : 00000000
[044h 0068   4]                    Reserved2 : 00000000

[048h 0072   1]                Subtable Type : 02 [Processor Local x2APIC Affinity]
[049h 0073   1]                       Length : 18

[04Ah 0074   2]                    Reserved1 : 0000
[04Ch 0076   4]             Proximity Domain : 00000001
[050h 0080   4]                      Apic ID : 00000120
[054h 0084   4]        Flags (decoded below) : 00000001
                                     Enabled : 1
[058h 0088   4]                 Clock Domain : 00000000
[05Ch 0092   4]                    Reserved2 : 00000000

[060h 0096   1]                Subtable Type : 03 [GICC Affinity]
[061h 0097   1]                       Length : 12

[062h 0098   4]             Proximity Domain : 00000000
[066h 0102   4]           Acpi Processor UID : 00000000
[06Ah 0106   4]        Flags (decoded below) : 00000001
                                     Enabled : 1
[06Eh 0110   4]                 Clock Domain : 00000000

[072h 0114   1]                Subtable Type : 01 [Memory Affinity]
[073h 0115   1]                       Length : 28

[074h 0116   4]             Proximity Domain : 00000000
[078h 0120   2]                    Reserved1 : 0000
[07Ah 0122   8]                 Base Address : 0000000000000000
[082h 0130   8]               Address Length : 0000000080000000
[08Ah 0138   4]                    Reserved2 : 00000000
[08Eh 0142   4]        Flags (decoded below) : 00000001
                                     Enabled : 1
                               Hot Pluggable : 0
                                Non-Volatile : 0
[092h 0146   8]                    Reserved3 : 0000000000000000

[09Ah 0154   1]                Subtable Type : 01 [Memory Affinity]
[09Bh 0155   1]                       Length : 28

[09Ch 0156   4]             Proximity Domain : 00000001
[0A0h 0160   2]                    Reserved1 : 0000
[0A2h 0162   8]                 Base Address : 0000000080000000
[0AAh 0170   8]               Address Length : 00000000C0000000
[0B2h 0178   4]                    Reserved2 : 00000000
[0B6h 0182   4]        Flags (decoded below) : 00000001
                                     Enabled : 1
                               Hot Pluggable : 0
                                Non-Volatile : 0
[0BAh 0186   8]                    Reserved3 : 0000000000000000

[0C2h 0194   1]                Subtable Type : 02 [Processor Local x2APIC Affinity]
[0C3h 0195   1]                       Length : 18

[0C4h 0196   2]                    Reserved1 : 0000
[0C6h 0198   4]             Proximity Domain : 0000012C
[0CAh 0202   4]                      Apic ID : 00000120
[0CEh 0206   4]        Flags (decoded below) : 00000000
                                     Enabled : 0
[0D2h 0210   4]                 Clock Domain : 00000000
[0D6h 0214   4]                    Reserved2 : 00000000

[0DAh 0218   1]                Subtable Type : 00 [Processor Local APIC/SAPIC Affinity]
[0DBh 0219   1]                       Length : 10

[0DCh 0220   1]      Proximity Domain Low(8) : 02
[0DDh 0221   1]                      Apic ID : 21
[0DEh 0222   4]        Flags (decoded below) : 00000000
                                     Enabled : 0
[0E2h 0226   1]              Local Sapic EID : 00
[0E3h 0227   3]    Proximity Domain High(24) : 000000
[0E6h 0230   4]                 Clock Domain : 00000000

Raw Table Data: Length 234 (0xEA)

    0000: 53 52 41 54 EA 00 00 00 03 D9 42 4F 43 48 53 20  // SRAT......BOCHS
    0010: 42 58 50 43 20 20 20 20 01 00 00 00 49 4E 54 4C  // BXPC    ....INTL
    0020: 25 09 20 20 01 00 00 00 00 00 00 00 00 00 00 00  // %.  ............
    0030: 02 18 00 00 00 00 00 00 00 00 00 00 01 00 00 00  // ................
    0040: 00 00 00 00 00 00 00 00 02 18 00 00 01 00 00 00  // ................
    0050: 20 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00  //  ...............
    0060: 03 12 00 00 00 00 00 00 00 00 01 00 00 00 00 00  // ................
    0070: 00 00 01 28 00 00 00 00 00 00 00 00 00 00 00 00  // ...(............
    0080: 00 00 00 00 00 80 00 00 00 00 00 00 00 00 01 00  // ................
    0090: 00 00 00 00 00 00 00 00 00 00 01 28 01 00 00 00  // ...........(....
    00A0: 00 00 00 00 00 80 00 00 00 00 00 00 00 C0 00 00  // ................
    00B0: 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00  // ................
    00C0: 00 00 02 18 00 00 2C 01 00 00 20 01 00 00 00 00  // ......,... .....
    00D0: 00 00 00 00 00 00 00 00 00 00 00 10 02 21 00 00  // .............!..
    00E0: 00 00 00 00 00 00 00 00 00 00                    // ..........
