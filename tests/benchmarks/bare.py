"""A Streamlit page of as many elements as the URL asks for, with constant data: what Streamlit takes."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

ROWS = pd.DataFrame({name: range(30) for name in "abcdef"})
WEEKS = list(range(40))

st.set_page_config(layout="wide")
asked = {
    name: int(st.query_params.get(name, 0))
    for name in ("figures", "tables", "buttons", "boxes", "uploaders", "tabs", "texts")
}
st.title("Bare")
for number in range(asked["boxes"]):
    st.sidebar.selectbox(f"Box {number}", ["a", "b"], key=f"box{number}")
for number in range(asked["texts"]):
    st.markdown(f"Some words of a caption, as a page has them, number {number}.")
for number in range(asked["buttons"]):
    st.button(f"Button {number}", key=f"button{number}")
for number in range(asked["uploaders"]):
    st.file_uploader(f"Uploader {number}", key=f"uploader{number}")
if asked["tabs"]:
    st.tabs([f"Tab {number}" for number in range(asked["tabs"])])
for number in range(asked["figures"]):
    figure = go.Figure([go.Bar(x=WEEKS, y=WEEKS), go.Scatter(x=WEEKS, y=WEEKS, mode="lines+markers")])
    st.plotly_chart(figure, key=f"figure{number}", theme=None)
for number in range(asked["tables"]):
    st.dataframe(ROWS, key=f"table{number}")
