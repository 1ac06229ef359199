"""Uppföljning: what is known of many together. No number here leads to a person, and small numbers are not told."""
