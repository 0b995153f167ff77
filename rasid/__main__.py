"""`python -m rasid`: the same as the `rasid` command."""

import sys

from rasid.cli import main

sys.exit(main())
