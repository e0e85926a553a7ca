"""The app: choose a case, a language, units and a line; see the page change with them."""

from __future__ import annotations

import streamlit as st

st.set_page_config(page_title="Dateline", layout="wide")
