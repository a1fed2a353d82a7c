"""`python -m speechtree` is the command `speechtree`."""

import sys

from speechtree.cli import main

sys.exit(main())
