"""Cases by the thousand: as columns of Apache Arrow, from files and from other programs."""

import policycheck.engine.loaded  # noqa: F401  # before pyarrow, or a query aborts the process
from policycheck.tabular.cells import Notation
from policycheck.tabular.heading import Naming
from policycheck.tabular.mapping import read_mapping_file
from policycheck.tabular.plain import case_at
from policycheck.tabular.readers import BlockSize, InputFormat, Reading, Source, open_source
from policycheck.tabular.readers.csv_files import CsvForm
from policycheck.tabular.rows import Block, Reject, Rows
from policycheck.tabular.types import case_type

__all__ = [
    "Block",
    "BlockSize",
    "CsvForm",
    "InputFormat",
    "Naming",
    "Notation",
    "Reading",
    "Reject",
    "Rows",
    "Source",
    "case_at",
    "case_type",
    "open_source",
    "read_mapping_file",
]
