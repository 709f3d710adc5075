"""Commands about fictional data."""

import click

from tracker.cli.door import application
from tracker.demo import loading


@click.group()
def demo() -> None:
    """Fictional data, for showing, learning and measuring."""


@demo.command("load")
@click.option("--government", "slug", default="demo", show_default=True, help="The slug of the fictional office.")
@click.option(
    "--people", default=0, type=click.IntRange(0, 5000), help="How many people; the fifteen of the demo if not given."
)
@click.option(
    "--measures", default=0, type=click.IntRange(0, 5000), help="How many measures; those of the demo if not given."
)
@click.option("--linked", is_flag=True, help="Give each person a LINE id of the simulator's form.")
def load(slug: str, people: int, measures: int, linked: bool) -> None:  # noqa: FBT001 (an option of the command line)
    """Load a fictional office; the same options give the same data, and a loaded office is left as it is."""
    with application():
        loaded = loading.load_office(loading.Size(slug, people, measures, linked))
        click.echo(
            f"{slug}: {loaded.people} people, {loaded.measures} measures, {loaded.tasks} tasks"
            f"{'' if loaded.is_new else ' (was loaded before)'}"
        )


commands = (demo,)
