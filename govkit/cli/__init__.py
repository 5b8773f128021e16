"""The command line: thin, and the only part of govkit that reads the clock and the environment."""

import sys


def main() -> int:
    """Run the command ``govkit``.

    Returns:
        The exit code: 0 fine, 1 something is wrong with what was looked at, 2 it could not run.
    """
    try:
        from govkit.cli.app import run  # noqa: PLC0415 - click is an extra
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write("govkit: the command line needs the extra [cli]: pip install 'govkit[cli]'\n")
        return 2
    return run(sys.argv[1:])
