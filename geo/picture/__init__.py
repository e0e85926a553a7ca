"""Still pictures, drawn where no script runs: insets of legs and the chart of borders."""
