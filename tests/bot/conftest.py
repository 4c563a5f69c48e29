"""The bot's tests find the servers that stand in for others beside this folder."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
