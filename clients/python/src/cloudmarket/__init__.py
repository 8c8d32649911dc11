"""A client of the Cloud Procurement Simulator: run, wait, shares, stream, compare, experiment."""

from .client import Experiment, Fault, Market, MarketError, Run, Series

__all__ = ["Experiment", "Fault", "Market", "MarketError", "Run", "Series"]
