"""A place's routine is data: its vocabulary, and how it is loaded and checked. No Django."""
