"""What is said of a finding besides its place: the one module that knows why a finding does not count."""

from govkit.rules import Finding


def set_aside(finding: Finding) -> str | None:
    """Say why a finding that fails does not count.

    Args:
        finding: the finding.

    Returns:
        Who waived it, why and until when, or that a baseline knows it; None for what counts and for what
        could not be told.
    """
    if finding.known:
        return "known to the baseline"
    if finding.waiver is None:
        return None
    by = f" by {finding.waiver.by}" if finding.waiver.by else ""
    until = f" until {finding.waiver.until}" if finding.waiver.until else ""
    return f"waived{by}{until}: {finding.waiver.reason}"


def told(finding: Finding) -> str:
    """Say what was found, and behind it why it does not count, where that is so.

    Args:
        finding: the finding.

    Returns:
        The message as the rule worded it, and in brackets what sets it aside.
    """
    reason = set_aside(finding)
    return finding.message if reason is None else f"{finding.message} ({reason})"
