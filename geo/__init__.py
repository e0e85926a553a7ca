"""Dateline maps a reported shipment and checks what was reported."""
