"""What documents cost, each step in a process of its own that says so as JSON: cold starts and peaks need that.

``python -m tests.performance.document_steps print pages.json 30``, on the servers that the environment names.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

GROWTH = (10, 100, 300)
BATCH = 10

Said = dict[str, float]


def main() -> None:
    """Do the step that the command line names."""
    step, *arguments = sys.argv[1:]
    sys.stdout.write(f"{json.dumps(STEPS[step](*arguments))}\n")


def print_cards(pages_file: str, times: str) -> Said:
    """Cards as HTML: the first of a process; many as a worker prints them, and in turn with those the same cards as a
    newcomer to the library would print them; what memory the worker's way takes.
    """
    from reports.documents.printing import garbage_kept, print_pdf

    pages = json.loads(Path(pages_file).read_text())
    said: Said = {"cold": _cpu(lambda: print_pdf(pages[0])) * 1000}
    said |= _growth(pages)
    own, naive = [], []
    for start in range(0, int(times), BATCH):
        batch = pages[start : start + BATCH]
        with garbage_kept():
            own += [_cpu(lambda page=page: print_pdf(page)) for page in batch]  # type: ignore[misc]
        naive += [_cpu(lambda page=page: _print_naively(page)) for page in batch]  # type: ignore[misc]
    together = _cpu(lambda: _print_batch(pages[:BATCH])) / BATCH
    said |= {"warm": median(own) * 1000, "batch": together * 1000, "naive": median(naive) * 1000}
    printed = print_pdf(pages[1])
    return said | {
        "kb": len(printed.pdf) / 1024,
        "pages": printed.pages,
        "naive kb": len(_print_naively(pages[1])) / 1024,
    }


def print_naively(pages_file: str) -> Said:
    """The first card of a process without anything of ours."""
    page = json.loads(Path(pages_file).read_text())[0]
    return {"cold": _cpu(lambda: _print_naively(page)) * 1000}


def make_cards(region_id: str, period_id: str, first: str, last: str) -> Said:
    """Some scorecards through the register, as a worker makes them, in batches; its start is not counted."""
    from agencies.tenancy.scope import region_scope
    from appraisal.models import Period
    from reports.documents.printing import print_pdf
    from reports.services.compose.scorecards import scorecards_of
    from reports.services.issue.make_documents import make_documents
    from tests.performance.documents import plans_of

    with region_scope(int(region_id)):
        period = Period.objects.get(pk=int(period_id))
    plans = plans_of(int(region_id), int(period_id))[int(first) : int(last)]
    print_pdf('<html lang="id"><head><title>Siap</title></head><body><p>Siap</p></body></html>')
    made = 0
    began = time.perf_counter()

    def make() -> None:
        nonlocal made
        for place in range(0, len(plans), BATCH):
            batch = plans[place : place + BATCH]
            issued = make_documents(region_id=int(region_id), compose=lambda: list(scorecards_of(period, batch)))  # noqa: B023
            made += len(issued)

    cpu = _cpu(make)
    return {"made": made, "cpu": cpu, "wall": time.perf_counter() - began, "peak": _peak()}


def make_one(kind: str, region_id: str, period_id: str) -> Said:
    """A document of the whole region: loaded, composed, printed, registered."""
    from agencies.tenancy.scope import region_scope
    from appraisal.models import Period
    from reports.models import DocumentKind
    from reports.services.compose.registry import compose_many
    from reports.services.issue.make_documents import make_documents

    with region_scope(int(region_id)):
        period = Period.objects.get(pk=int(period_id))
    found = []
    cpu = _cpu(
        lambda: found.extend(
            make_documents(region_id=int(region_id), compose=lambda: compose_many(DocumentKind(kind), period, []))
        )
    )
    [made] = found
    return {"cpu": cpu, "peak": _peak(), "mb": made.document.size / 1e6, "pages": made.document.pages}


STEPS: dict[str, Callable[..., Said]] = {
    "print": print_cards,
    "naive": print_naively,
    "make": make_cards,
    "one": make_one,
}


def _growth(pages: Sequence[str]) -> Said:
    """MiB after so many cards."""
    said: Said = {}
    done = 0
    for count in GROWTH:
        while done < count:
            _print_batch([pages[(done + place) % len(pages)] for place in range(BATCH)])
            done += BATCH
        said[f"rss {count}"] = _resident()
    return said | {"peak": _peak()}


def _print_naively(page: str) -> bytes:
    """Everything anew, untagged, with the stylesheet in the page."""
    from reports.documents.printing import STYLESHEET, refuse_missing_parts

    refuse_missing_parts()
    from weasyprint import HTML

    style = f"<style>{STYLESHEET.read_text(encoding='utf-8')}</style></head>"
    pdf: bytes = HTML(string=page.replace("</head>", style, 1)).write_pdf()
    return pdf


def _print_batch(pages: Sequence[str]) -> None:
    from reports.documents.printing import garbage_kept, print_pdf

    with garbage_kept():
        for page in pages:
            print_pdf(page)


def _cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process: the clock would tell what else the machine does."""
    before = time.process_time()
    work()
    return time.process_time() - before


def _resident() -> float:
    """MiB that are in memory now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _peak() -> float:
    """MiB at most since the process began."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import django

    django.setup()
    main()
