"""Measures in a workbook: the template they are typed in, a plan written out, and the rows that come back."""
