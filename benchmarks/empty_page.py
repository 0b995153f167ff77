"""The least a Streamlit page can do at a slider's move: the floor under every other figure."""

import streamlit as st

st.text(f"at {st.slider('window', 0, 900, 450, key='window')}")
