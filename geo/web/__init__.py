"""The web map and the page that carries it in one file."""
