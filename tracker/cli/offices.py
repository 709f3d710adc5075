"""Commands about local governments and their people: first set-up and support."""

import json

import click

from tracker import clock
from tracker.cli.door import application
from tracker.database import db, transaction
from tracker.errors import NotFound, NotValid
from tracker.people import linking, queries, service
from tracker.people.roles import GovernmentKind, Role
from tracker.people.viewer import System
from tracker.thai import without_spaces


@click.group()
def governments() -> None:
    """Add and list local governments."""


@governments.command("add")
@click.argument("slug")
@click.argument("name")
@click.option(
    "--kind",
    metavar="KIND",
    help=f"One of {', '.join(kind.value for kind in GovernmentKind)} or its Thai name; read from NAME if not given.",
)
def add_government(slug: str, name: str, kind: str | None) -> None:
    """Add a local government with the usual units of its kind."""
    with application(), transaction():
        chosen = _kind_of(kind or name)
        added = service.add_government(slug, name, chosen, at=clock.now(), today=clock.today())
        units = len(queries.units(System(added.id)))
    click.echo(f"Added {added.name} ({slug}) with {units} units.")
    click.echo(f"Next: tracker people add --government {slug} --role administrator USERNAME NAME")


@governments.command("list")
def list_governments() -> None:
    """List the local governments of this installation."""
    with application():
        for government in queries.governments():
            click.echo(f"{government.slug}\t{government.kind.value}\t{government.name}")


@click.group()
def people() -> None:
    """Add and list people, and link their LINE accounts."""


@people.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--unit", help="The unit's name or another way it is written; heads and staff need one.")
@click.option("--position", default="", help="The person's position, as documents print it.")
@click.option("--acting", "authority", help="The order by which the person acts in this post (รักษาราชการแทน).")
def add_person(
    username: str, name: str, slug: str, role: str, unit: str | None, position: str, authority: str | None
) -> None:
    """Add a person with a first post, and print the temporary password once."""
    with application(), transaction():
        system = System(queries.government_called(slug).id)
        new = service.NewPerson(
            username=username,
            name=name,
            position=position,
            role=Role(role),
            unit_id=None if unit is None else _unit_id(unit, system),
            is_acting=authority is not None,
            authority=authority or "",
        )
        person, password = service.add_person(new, by=system, at=clock.now(), today=clock.today())
        click.echo(f"Added {person.name}. Username: {person.username}  temporary password: {password}")
    click.echo("It is shown this once; at the first sign-in the person sets one of their own.")


@people.command("list")
@click.option("--government", "slug", required=True, help="The slug of the local government.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON array.")
def list_people(slug: str, as_json: bool) -> None:  # noqa: FBT001 (an option of the command line)
    """List the people of a local government, their posts and their LINE accounts."""
    with application():
        system = System(queries.government_called(slug).id)
        units = {unit.id: unit.name for unit in queries.all_units(system)}
        reachable = queries.reachable_line_users(system)
        posts: dict[int, list[dict[str, object]]] = {}
        for holder in queries.post_holders(system, on=clock.today()):
            posts.setdefault(holder.person_id, []).append(
                {
                    "role": holder.role.value,
                    "unit": units.get(holder.unit_id) if holder.unit_id else None,
                    "acting": holder.is_acting,
                }
            )
        rows = [
            {
                "id": person.id,
                "username": person.username,
                "name": person.name,
                "position": person.position,
                "active": person.is_active,
                "posts": posts.get(person.id, []),
                "line_user_id": reachable.get(person.id),
            }
            for person in queries.people(system)
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        held = ", ".join(f"{post['role']} {post['unit'] or ''}".strip() for post in posts.get(int(str(row["id"])), []))
        linked = "LINE" if row["line_user_id"] else "-"
        click.echo(f"{row['username']}\t{row['name']}\t{held or '-'}\t{linked}")


@people.command("link-line")
@click.argument("username", metavar="USER")
@click.argument("line_user_id")
def link_line(username: str, line_user_id: str) -> None:
    """Link the LINE account LINE_USER_ID to the person USER, for support; an older link of either ends."""
    with application(), transaction():
        person = queries.person_called(username)
        if person is None:
            raise NotFound(f"ไม่พบผู้ใช้ “{username}” ในระบบ")
        linking.link(person, line_user_id, by=System(person.government_id), at=clock.now())
        db.session.flush()
        click.echo(f"Linked {person.name} to a LINE account.")


def _kind_of(written: str) -> GovernmentKind:
    for kind in GovernmentKind:
        if written.strip().lower() == kind.value or written.startswith((kind.label, kind.abbreviation)):
            return kind
    known = ", ".join(f"{kind.value} ({kind.abbreviation})" for kind in GovernmentKind)
    raise NotValid(f"ไม่ทราบประเภทของหน่วยงานจาก “{written}” กรุณาระบุ --kind เป็นหนึ่งใน {known}")


def _unit_id(written: str, system: System) -> int:
    found = queries.owner_names(system).get(without_spaces(written))
    if found is None:
        known = ", ".join(unit.name for unit in queries.units(system))
        raise NotFound(f"ไม่พบหน่วยงาน “{written}” หน่วยงานที่มีคือ {known}")
    return found


commands = (governments, people)
