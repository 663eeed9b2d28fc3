"""Questions over given documents that disagree: the data set RAMDocs and how it is answered here.

RAMDocs (Wang et al. 2025, arXiv 2504.13079) gives a question about a name that several things
bear, with documents about each of them, copies whose answer was replaced, and noise. Every right
answer is wanted and none of the replaced ones.
"""
