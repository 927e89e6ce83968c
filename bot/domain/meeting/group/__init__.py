"""The group that goes on after meetings: to whoever decides it is a meeting that is over."""
