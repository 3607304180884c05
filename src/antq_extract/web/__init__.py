"""The journalist's desk as a local web page: articles in, figures, findings and files out; nothing is kept."""
