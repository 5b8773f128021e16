"""The smallest click program: one command, nothing to import but click. start_up.py runs it."""

import click


@click.command()
def hello() -> None:
    """Say hello."""
    click.echo("hello")


if __name__ == "__main__":
    hello()
