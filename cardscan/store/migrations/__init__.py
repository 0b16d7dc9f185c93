"""The steps from each schema of a library to the next; run when a library is opened."""
