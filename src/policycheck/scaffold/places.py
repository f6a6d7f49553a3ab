"""Where the files of a policy and of its fixtures lie, or will lie."""

from dataclasses import dataclass
from pathlib import Path

from policycheck.errors import UsageError
from policycheck.resources import in_package


@dataclass(frozen=True)
class Places:
    """A rules directory and the fixtures that belong to it.

    Attributes:
        rules: ``<insurer>/<policy>/policy.yaml`` lie in it. It need not exist yet.
        fixtures: ``cases/<policy>/`` and ``scenarios/<policy>/`` lie in it. It need not exist yet.
    """

    rules: Path
    fixtures: Path

    @classmethod
    def chosen(cls, rules: Path | None, fixtures: Path | None) -> "Places":
        """The places that a user means.

        Args:
            rules: The rules directory; by default ``rego`` in the working directory.
            fixtures: The fixtures; by default ``fixtures`` beside the rules directory.

        Raises:
            UsageError: There is no rules directory to write into, or it lies in the installed
                package.
        """
        root = rules or Path("rego")
        if rules is None and not root.is_dir():
            raise UsageError(
                "there is no directory rego here: say with --rules DIR where the rules are to lie"
            )
        if not root.resolve().parent.is_dir():
            raise UsageError(f"there is no directory {root.parent}: make it, or correct --rules")
        beside = fixtures or _beside(root) / "fixtures"
        for place in (root, beside):
            if in_package(place):
                raise UsageError(
                    f"{place} lies in the installed policycheck, which is not written into: "
                    "choose a directory of your own"
                )
        return cls(root, beside)

    def policy(self, policy: str) -> Path:
        """The directory of a policy's rules and manifests."""
        return self.rules.joinpath(*policy.split("."))

    def cases(self, policy: str) -> Path:
        """The directory of the cases that belong to a policy."""
        return self.fixtures / "cases" / policy

    def scenarios(self, policy: str) -> Path:
        """The directory of a policy's scenarios."""
        return self.fixtures / "scenarios" / policy


def _beside(root: Path) -> Path:
    """The directory that a rules directory lies in, written as that is where it can be."""
    return root.parent if root.name not in ("", "..") else root.resolve().parent
