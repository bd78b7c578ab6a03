"""Pure statistics, importable alone: no Django, no database, no clock. The few sentences that come with a result are
members of enumerations, to be translated where they are shown.
"""
