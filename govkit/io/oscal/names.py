"""Names that OSCAL and govkit share: the namespace of govkit's properties, and what its marks mean."""

import uuid
from typing import Final

NAMESPACE: Final = "urn:govkit:oscal"
"""Namespace of the properties that hold what plain OSCAL cannot say."""

UUIDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
"""What the UUIDs of items are made from that have none of their own."""

OSCAL_VERSION: Final = "1.2.1"
"""The version of OSCAL that is written; the parts that are used are the same since 1.1.0."""

STANDS_FOR: Final = "stands-for"
"""Mark of a part that OSCAL asks for and that says nothing of its own; its value says what it stands for."""

OF: Final = "of"
"""Mark of a log entry that tells of a part of the risk: ``review``, or the UUID of an action or assurance."""

NOBODY: Final = "Not recorded"
"""Name of the party that stands where OSCAL asks for one and the register names none."""

OWNER: Final = "owner"
PREPARED_BY: Final = "prepared-by"
ROLES: Final = {OWNER: "Owner", PREPARED_BY: "Prepared by"}
"""Roles that are written, by id, with their titles."""

WRITTEN_BY: Final = "written-by"
"""Mark of a document that govkit wrote."""
