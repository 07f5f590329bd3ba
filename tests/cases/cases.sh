#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Inputs from public reports, logs and tables are read correctly.
exec "${PYTHON:-/usr/bin/python3}" tests/cases/cases.py
