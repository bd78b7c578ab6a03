# Everything a person runs. `make` alone lists it.
SHELL := /bin/bash
export PYTHONUNBUFFERED := 1
PYTHON := .venv/bin/python
THROUGHCARE := $(PYTHON) -m throughcare.cli.main
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check fix bench oracles torture wheel audit docs migration words lock

help: ## List what can be run
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name what; do \
		printf '  \033[1mmake %-9s\033[0m  %s\n' "$$name" "$$what"; done

setup: ## Make the environment in .venv and the pages' style sheet; at once where both are there
	@tools/setup demo

demo: setup ## Serve a site with invented people at http://127.0.0.1:8000/ (PORT=8123, SCALE=national)
	@exec $(THROUGHCARE) demo

serve: setup ## Serve the site for real on a PostgreSQL server (README: how to run it for real)
	@exec $(THROUGHCARE) serve

test: ## Run everything: the checks, the demo once, and all tests
	@tools/setup dev
	@tools/browser
	@$(PYTHON) tools/check.py --without-laws
	@$(PYTHON) tools/try_demo.py
	@exec $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: ## Check style, types, floors, laws and generated pages; show every failure and count them
	@tools/setup dev
	@$(PYTHON) tools/check.py

fix: ## Repair what can be repaired, generated pages included
	@tools/setup dev
	@$(PYTHON) tools/check.py --fix

bench: ## Measure every hot page beside its budget (SCALE=national for 100,000 cases) into docs/reference/bench.md
	@tools/setup demo
	@exec $(PYTHON) -m bench

oracles: ## Hold the statistics against independent programs, each in an environment of its own, and time them side by side
	@tools/oracles

torture: ## Kill server and database in the middle of acts, ROUNDS=200 times, and prove after each that nothing is lost
	@tools/setup dev
	@exec $(PYTHON) -m tests.torture

wheel: ## Write the package for a server into dist, style sheet included: no Node is needed there
	@tools/setup dev
	@$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

audit: ## Ask what is known of every package it stands on, and write the bill of materials (needs a network)
	@tools/setup dev
	@tools/audit

docs: ## Write the generated pages of the manual anew
	@tools/setup dev
	@$(PYTHON) -m throughcare.cli.docs
	@$(PYTHON) -m tests.kit.rulebook
	@$(PYTHON) -m tests.kit.api_reference
	@$(PYTHON) -m tests.kit.asvs

migration: ## Write the migration of a room whose models changed (ROOM=plans)
	@tools/setup dev
	@DATABASE_URL=$$($(THROUGHCARE) db url) DJANGO_SETTINGS_MODULE=throughcare.config.settings \
		$(PYTHON) -W ignore -m django makemigrations $(ROOM)

words: ## Write every text of pages and definitions to one template for translators
	@tools/setup dev
	@$(THROUGHCARE) words extract

lock: ## Lock all dependencies with their hashes (tools/lock --upgrade takes newer versions)
	@tools/setup dev
	@tools/lock
