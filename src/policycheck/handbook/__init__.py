"""The policy handbook: a static site of every policy, to read, to print and to sign off."""

from policycheck.handbook.book import Book, read_book
from policycheck.handbook.folder import check_folder, put_folder
from policycheck.handbook.site_pages import site_files

__all__ = ["Book", "check_folder", "put_folder", "read_book", "site_files"]
