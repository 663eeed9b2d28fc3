"""One module a family of file formats; each turns bytes into drafts of articles."""
