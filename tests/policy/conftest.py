"""What the policy suite shares. It needs neither Frappe nor a site."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mentoring_scheme.importing.remarks import RULE as OF_A_WORKBOOK
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Finding, Severity


@pytest.fixture(scope="session", autouse=True)
def every_finding_reads_well() -> Iterator[None]:
	"""Whatever finding any test brings about has whole sentences whose places are all filled, and a refusal a remedy."""
	plain = Finding.__init__

	def checked(self: Finding, *arguments: Any, **named: Any) -> None:
		plain(self, *arguments, **named)
		for sentence in filter(None, (self.text, self.remedy_text)):
			assert sentence.endswith("."), sentence
			assert "{" not in sentence, sentence
			assert "None" not in sentence or "None" in self.figures.values(), sentence
		assert (self.rule.startswith("R") or self.rule == OF_A_WORKBOOK) and self.code and self.text
		assert self.remedy or self.severity is not Severity.REFUSE, self.code

	Finding.__init__ = checked
	yield
	Finding.__init__ = plain


@pytest.fixture(scope="session")
def afc() -> SchemePolicy:
	return presets.load("afc-fostering")


@pytest.fixture(scope="session")
def tri_borough() -> SchemePolicy:
	return presets.load("tri-borough-fostering")


@pytest.fixture(scope="session")
def kent() -> SchemePolicy:
	return presets.load("kent-adoption")


@pytest.fixture(scope="session")
def refugee() -> SchemePolicy:
	return presets.load("refugee-peer")


@pytest.fixture(scope="session")
def care_leavers() -> SchemePolicy:
	return presets.load("care-leavers-peer")


@pytest.fixture
def changed(afc: SchemePolicy) -> Callable[..., SchemePolicy]:
	"""Make a policy like another (afc unless said) with some fields changed, through full validation."""

	def change(policy: SchemePolicy = afc, **fields: Any) -> SchemePolicy:
		return SchemePolicy.from_dict({**policy.to_dict(), **fields})

	return change
