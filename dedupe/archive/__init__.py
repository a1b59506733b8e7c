"""Articles kept on disk with their sketches, to check new ones against without reading all of them."""
