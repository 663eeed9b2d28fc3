"""A language model as a thing that streams text; it knows nothing of evidence."""
