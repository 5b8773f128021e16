"""govkit and the plug-in distributions as components of a SARIF tool, each with its rules."""

from collections.abc import Mapping
from typing import Any

import attrs

from govkit.plugin import Plugin
from govkit.plugin.origin import OWN, own_origin
from govkit.report.findings.page import markdown_page, what_it_does
from govkit.report.findings.results import Results
from govkit.report.findings.sarif_text import sarif_markdown, sarif_text
from govkit.rules import Rule


@attrs.frozen
class Tool:
    """What checked: govkit itself, and the other distributions whose plug-ins were loaded.

    Args:
        data: the tool as SARIF has it.
        references: by code of a rule, the properties by which a result refers to it.
    """

    data: Mapping[str, Any]
    references: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, results: Results, documentation: Mapping[str, str]) -> "Tool":
        """List what was at hand for a check.

        Args:
            results: what the check came to.
            documentation: by distribution, the URI of what documents its rules.

        Returns:
            The tool; a rule that found something is in it, whether or not a plug-in brought it.
        """
        driver = _component(OWN, own_origin().removeprefix(OWN).strip())
        if documentation.get(OWN):
            driver["informationUri"] = documentation[OWN]
        components = {OWN: driver}
        references: dict[str, dict[str, Any]] = {}

        def component(plugin: Plugin) -> dict[str, Any]:
            return components.setdefault(plugin.distribution, _component(plugin.distribution, plugin.version))

        def add(descriptor: dict[str, Any], to: dict[str, Any]) -> None:
            code, index = descriptor["id"], len(to["rules"])
            to["rules"].append(descriptor)
            if to is driver:
                references[code] = {"ruleId": code, "ruleIndex": index}
            else:
                place = {"name": to["name"], "index": list(components).index(to["name"]) - 1}
                references[code] = {
                    "ruleId": code,
                    "rule": {"id": code, "index": index, "toolComponent": place},
                }

        for plugin in results.plugins:
            if plugin.loaded:
                component(plugin)
        for rule, plugin in results.rules:
            add(_descriptor(rule, documentation.get(plugin.distribution, "")), component(plugin))
        for finding in results.findings:
            if finding.code not in references:
                add({"id": finding.code, "name": finding.name}, driver)
        _, *extensions = components.values()
        return cls(
            {"driver": driver, **({"extensions": extensions} if extensions else {})},
            references,
        )


def _component(name: str, version: str) -> dict[str, Any]:
    return {"name": name, **({"version": version} if version else {}), "rules": []}


def _descriptor(rule: Rule, uri: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": sarif_text(f"{rule.title}.")},
        "fullDescription": {"text": sarif_text(what_it_does(rule))},
        "help": {"text": sarif_text(rule.page), "markdown": sarif_markdown(markdown_page(rule))},
        "defaultConfiguration": {"level": str(rule.severity), "enabled": rule.by_default},
        **({"helpUri": uri} if uri else {}),
        **({"properties": {"source": rule.source}} if rule.source else {}),
    }
