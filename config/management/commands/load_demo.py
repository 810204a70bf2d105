"""``load_demo``: the four demonstration regions, once."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError

from agencies.management.product_command import ProductCommand
from agencies.models import Region
from config.demo.accounts import OPERATOR, PASSWORD, ensure_operator, has_accounts, hashed_password, sign_in_lines
from config.demo.book import Book, books


class Command(ProductCommand):
    """Load four regions with a year each, unless they are there already; one transaction a region."""

    help = "Load the four demonstration regions. Refuses a database that holds any other region; loads only once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is not loaded, then print one sign-in for each role."""
        del args, options
        found = list(books())
        loaded = {book.code for book in found if has_accounts(book)}
        other = Region.objects.exclude(code__in=loaded).first()
        if other is not None:
            msg = f"Basis data ini memuat {other.name}. Demo hanya dimuat ke basis data yang kosong."
            raise CommandError(msg)
        absent = [book for book in found if book.code not in loaded]
        if absent:
            self._load(absent)
        self.stdout.write(f"\nData contoh. Kata sandi semua akun: {PASSWORD}")
        for book in found:
            self.stdout.write("\n".join(sign_in_lines(book)))
        self.stdout.write(f"Operator pemasangan (tanpa daerah)\n  {'operator':<16} {OPERATOR}")

    def _load(self, absent: Iterable[Book]) -> None:
        from config.demo.loading import load_region  # noqa: PLC0415 - a second start need not read the importers

        password = hashed_password()
        ensure_operator(password)
        for book in absent:
            self.stdout.write(f"Memuat data contoh {book.name} …")
            load_region(book, password=password)
