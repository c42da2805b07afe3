"""Scores the importer over the contact set: `python -m tests.data.contact.score [FOLDER] [--only NAME] [--brief]`."""

from tests.data.contact.build_contact import build
from tests.data.rosters.score import main

if __name__ == "__main__":
    main(build)
