"""Lets ``python -m caseledger`` do what the command does."""

from caseledger.cli.main import run

if __name__ == "__main__":
    run()
