"""Findings: what inspectors ask for, the evidence that came after, and what people say of both."""
