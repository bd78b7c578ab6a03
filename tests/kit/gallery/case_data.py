"""An invented case, its events and the day's work around it."""

from throughcare.frame.pieces import Event
from throughcare.frame.shell import Identity, Link, PartGroup

MENU = (Link("Add note", "/note"), Link("Record a contact", "/contact"), Link("Print cover sheet", "/cover"))
IDENTITY = Identity(
    name="Sam Tarrow",
    reference="TC-4827",
    age="16, treated as a child",
    stage="Plan",
    owner="Ada Marsh",
    told="Told on 2 June 2026",
    safe_contact="text only, after 4pm, not at home",
    interpreter="none needed",
    menu=MENU,
)
NOT_TOLD = Identity(
    name="Robin Vale",
    known_as="Rob",
    reference="TC-4790",
    age="age not certain, treated as a child",
    stage="Assessment",
    owner="Ada Marsh",
    told="Not told until review on 3 Dec 2026",
    not_told=True,
    safe_contact="through the school only",
    interpreter="Kurdish Sorani",
    menu=MENU,
)
GROUPS = {
    "Case": ("Overview", "Take care", "Contact"),
    "Stages": ("The concern", "Checks", "Information", "Assessment", "Panel", "Plan", "Consent"),
    "Record": ("Timeline", "Notes", "Tasks", "Documents", "Team"),
}
WORK = {
    "Overdue (2)": [
        (
            "20 Nov 2026",
            "2 working days ago",
            "Chase answer from Northmere School",
            "Sam Tarrow",
            "TC-4827",
            "Information",
            "you",
        ),
        (
            "23 Nov 2026",
            "1 working day ago",
            "Record what was said at the visit",
            "Jo Lind",
            "TC-4811",
            "Sessions",
            "you",
        ),
    ],
    "Today (1)": [
        ("24 Nov 2026", "", "Review why Robin Vale is not told", "Robin Vale", "TC-4790", "Assessment", "you")
    ],
    "This week (2)": [
        ("26 Nov 2026", "", "Publish agenda, Ashcombe panel", "8 cases", "", "Panel", "you"),
        ("27 Nov 2026", "", "Answer a request to see records", "Noor Fenn", "TC-4702", "Aftercare", "you"),
    ],
}
CASES = [
    ("Sam Tarrow", "TC-4827", "Plan", "Ada Marsh", "30 Nov 2026", ""),
    ("Robin Vale", "TC-4790", "Assessment", "Ada Marsh", "3 Dec 2026", "Not told"),
    ("Noor Fenn", "TC-4702", "Aftercare", "Ben Hale", "12 Jan 2027", ""),
    ("Kit Orme", "TC-4831", "Checks", "Ada Marsh", "", "With police for checks"),
    ("Lee Ashdown-Featherstonehaugh", "TC-4840", "Sessions", "Mo Quill", "20 Nov 2026", "Late"),
]
EVENTS = [
    Event(
        "Plan approved, one dissent recorded",
        "16 Nov 2026, 3:10pm",
        by="Northmere panel",
        url="/plan",
        text="Version 3. Support by a mentor and a tutor, weekly from 7 January.",
    ),
    Event(
        "Note added",
        "happened 3 June, recorded 5 June 2026",
        by="Ada Marsh",
        text="Sam rang to say the exam went well.",
    ),
    Event("Told about the programme", "2 June 2026, 4:30pm", by="Ada Marsh", url="/told"),
    Event("Referral received", "2 June 2026, 9:02am", by="Northmere School", url="/referral"),
]


def parts(current: str) -> tuple[PartGroup, ...]:
    """This will make the side navigation with one part marked as the current one."""
    return tuple(
        PartGroup(
            heading, tuple(Link(label, "/" + label.lower().replace(" ", "-"), label == current) for label in labels)
        )
        for heading, labels in GROUPS.items()
    )
