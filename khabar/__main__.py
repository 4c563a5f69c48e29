"""`python -m khabar` and the script `khabar`: where the command starts.

`python -m` looks for modules in the current folder first, as Python does anywhere with an empty place in PYTHONPATH;
a person's own `index.py` or `bot.py` there would be run for the room of that name. So that folder leaves the path
before a room is imported, and with it the path of the child processes.
"""

import os
import sys


def main() -> None:
    """Run the command line, whatever lies in the current folder."""
    _leave_the_current_folder()
    from khabar.cli import main as run

    run()


def _leave_the_current_folder() -> None:
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib might be imported from there
    except OSError:  # it was deleted
        here = ""
    sys.path[:] = [place for place in sys.path if place not in {"", here}]
    # Khabar may stand there itself, when it is run from its repository without having been installed.
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - likewise
    if home not in sys.path:
        sys.path.insert(0, home)


if __name__ == "__main__":
    main()
