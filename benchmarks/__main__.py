"""How fast it is: `python -m benchmarks [--postgresql]`; milliseconds on this machine, and queries."""

import argparse
import time

from benchmarks import delivery, documents, office, pages, planning, reading, report_pdf
from benchmarks.measuring import Line, machine, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--postgresql", action="store_true", help="use a PostgreSQL cluster of its own, not SQLite")
    begun, kind = time.perf_counter(), "PostgreSQL" if parser.parse_args().postgresql else "SQLite"
    print(machine(kind))
    with office.large_office(kind) as measured:
        print(f"{measured.tasks} tasks of {measured.measures} measures and {measured.people} people\n")
        lines = [*pages.measure(measured), *pages.measure_planning(measured)]
    lines += planning.measure_both()
    lines += [Line(what, value, queries=0) for what, value in report_pdf.measure()]
    lines += delivery.measure(kind)
    lines += [*documents.measure(), *reading.measure()]
    print(table(lines))
    print(f"\nmeasured in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
