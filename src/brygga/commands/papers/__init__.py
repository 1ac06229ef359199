"""Pages of docs/generated, written from the program itself. CI compares them with what is committed."""
