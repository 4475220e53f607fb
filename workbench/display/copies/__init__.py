"""The page of the copy map: what a place's reports share, with whom, side by side."""
