"""Measures of speed, memory and accuracy, each against a peer in the same run."""
