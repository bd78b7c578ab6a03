"""The ground under every test. The database is prepared before Django reads its settings."""

from tests.kit import database, network

network.close()
database.prepare()

pytest_plugins = ["tests.kit.database", "tests.kit.site", "tests.kit.browser", "tests.kit.budgets"]
