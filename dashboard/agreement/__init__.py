"""How people and the reader agree on notes of the workspace's own; frames in, results out."""
