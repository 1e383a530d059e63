"""From what matches to what answers: widen a question by its gist, rank for evidence, fold."""
