"""Working together: what `sync` does with git, a remote and a bundle, one step a module."""
