"""What every page stands in: base templates, pieces of pages and forms, refusals, our own style sheet.

Whoever builds a page finds here all that is the same everywhere, so that a page says only what is its own. Nothing
here knows a case, a role or a stage: the shell is told by the web package what to show (`shell.py`), and readers of a
text box by the access matrix (`forms.py`). Everything works without JavaScript, on a phone and in print.
"""
