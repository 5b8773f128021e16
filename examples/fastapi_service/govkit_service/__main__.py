"""``govkit-service``: serve registers over HTTP."""

import argparse
import sys

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from govkit import Toolkit
from govkit_service.app import create_app
from govkit_service.store import Store


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("govkit-service", description=__doc__)
    parser.add_argument("--database", default="sqlite:///registers.db", help="URL, as SQLAlchemy writes it")
    parser.add_argument("--new-key", metavar="BODY", action="append", default=[], help="print a key")
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(arguments)
    try:
        store = Store(chosen.database)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        sys.stderr.write(f"govkit-service: {chosen.database.partition(':')[0]}: {error}\n")
        return 2
    for body in chosen.new_key:
        print(f"{body}: {store.key_for(body)}", flush=True)
    uvicorn.run(create_app(Toolkit.installed(), store), host="127.0.0.1", port=chosen.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
