"""The components, as typed tags. `{% load ui %}`; the list with examples is docs/components.md and /ui/."""
