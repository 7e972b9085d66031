"""Files in and out: ledgers, case files, YAML with its lines and columns, the catalogue."""
