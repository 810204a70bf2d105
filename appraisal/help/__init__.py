"""What the product tells about itself: terms and topics, as lists."""
