"""The only room with Qt: the window, its pages and the painting of paper."""
