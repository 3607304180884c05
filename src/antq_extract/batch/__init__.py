"""Runs over many articles: on one machine, on a cluster, interrupted and resumed."""
