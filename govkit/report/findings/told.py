"""What is said of a finding besides its place: the one module that knows what a waiver looks like."""

from govkit.rules import Finding, Outcome


def waived_because(finding: Finding) -> str | None:
    """Say why a finding is waived.

    Args:
        finding: the finding.

    Returns:
        The reason, "" where none is kept; None for a finding that is not waived.
    """
    return "" if finding.outcome is Outcome.WAIVED else None


def told(finding: Finding) -> str:
    """Say what was found, and before it that it is waived and why.

    Args:
        finding: the finding.

    Returns:
        The message as the rule worded it, or behind ``waived (reason):``.
    """
    reason = waived_because(finding)
    if reason is None:
        return finding.message
    return f"waived{f' ({reason})' if reason else ''}: {finding.message}"
