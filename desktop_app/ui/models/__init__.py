"""Finding, fetching, keeping and choosing models, as a person sees it."""
