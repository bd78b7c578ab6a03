"""Pages of an assessment: where to begin, one domain, the formulation, finishing, reading."""
