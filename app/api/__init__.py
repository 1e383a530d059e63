"""The interface for programs, ``/api/v1``: the objects of the command line over HTTP.

:mod:`app.api.operations` says what can be asked and what comes back. What is checked,
what is described and what is tested all read it.
"""
