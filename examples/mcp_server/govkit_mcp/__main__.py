"""``govkit-mcp REGISTER...``: serve registers to a language model over standard input and output."""

import sys
from pathlib import Path

from govkit import Toolkit
from govkit_mcp.server import make_server


def main() -> int:
    paths = [Path(each) for each in sys.argv[1:]]
    missing = [str(each) for each in paths if not each.is_file()]
    if missing or not paths:
        sys.stderr.write(
            f"govkit-mcp: {', '.join(missing) or 'no register'}: give files of registers that exist\n"
        )
        return 2
    make_server(Toolkit.installed(), paths).run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
