"""The formats that articles come in, a module each; `registry` knows which file is of which."""
