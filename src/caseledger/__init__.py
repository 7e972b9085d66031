"""caseledger: the plain-file ledger for asylum, extradition and removal cases."""

__version__ = "0.1.0"
__released__ = "2026-11-26"
"""The day of this version: no clock that is right shows an earlier one."""
