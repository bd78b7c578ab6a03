"""The pages of a study: of the quality lead, of the case, and of whoever rates a second time."""
