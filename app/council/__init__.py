"""Where an administrator says whose Sightline this is."""
