"""What is printed: each document as values, as a page of HTML, and as a PDF."""
