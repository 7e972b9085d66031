"""caseledger: the plain-file ledger for asylum, extradition and removal cases."""

__version__ = "0.1.0"
