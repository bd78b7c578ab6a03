"""What every test stands on: a database of its own, a live site, a browser, a closed network."""
