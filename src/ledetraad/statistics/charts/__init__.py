"""Series drawn: a specification in Vega-Lite, and pictures made of it on the server."""
