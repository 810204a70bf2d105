"""The dialogue on a year plan (SKP): drafted, discussed, agreed by both, amended in mid-year."""
