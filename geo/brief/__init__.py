"""A case as a briefing: pages to print and slides to show."""
