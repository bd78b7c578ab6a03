"""The ground under every test."""

pytest_plugins = [
    "tests.kit.network",
    "tests.kit.database",
    "tests.kit.calendar",
    "tests.kit.site",
    "tests.kit.browser",
    "tests.kit.office",
    "tests.kit.budgets",
    "tests.kit.order",
    "tests.kit.fixtures",
]
