"""What mends a finding, as SARIF 2.1.0 has it: stretches of the file and what is to stand there."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from govkit.formats.editing import Editor, editor_of
from govkit.formats.layout import NotEditableError
from govkit.formats.places import places
from govkit.report.findings.results import Checked
from govkit.report.findings.sarif_text import sarif_text
from govkit.rules import Finding

_REMOVE: Final = "Take this entry out of its list."


@attrs.frozen
class Fixes:
    """Writes what mends the findings of one register; a file is looked through once, if at all.

    Args:
        checked: the register, its findings, and the files beside it.
    """

    checked: Checked
    _editors: dict[str, Editor] = attrs.field(factory=dict, init=False)

    def of(self, finding: Finding, artifact: Mapping[str, str]) -> dict[str, Any]:
        """Write what mends a finding.

        Args:
            finding: the finding.
            artifact: the location of its file.

        Returns:
            The property ``fixes``, or nothing where nothing certain mends it.
        """
        source = self.checked.source(finding)
        if finding.mend is None or source is None:
            return {}
        if source.name not in self._editors:
            self._editors[source.name] = editor_of(source)
        try:
            replacements = self._editors[source.name].replacements([finding.mend])
        except NotEditableError:
            return {}
        place_of = places(source.text)
        new = finding.mend.text
        found = []
        for each in sorted(replacements, key=lambda one: one.start):
            first, last = place_of(each.start), place_of(each.end)
            region = {
                "startLine": first.line,
                "startColumn": first.column,
                "endLine": last.line,
                "endColumn": last.column,
            }
            inserted = {"insertedContent": {"text": each.text}} if each.text else {}
            found.append({"deletedRegion": region, **inserted})
        said = sarif_text(_REMOVE if new is None else f'Write "{new}".')
        change = {"artifactLocation": dict(artifact), "replacements": found}
        return {"fixes": [{"description": {"text": said}, "artifactChanges": [change]}]}
