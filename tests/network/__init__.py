"""The sample network: invented library sites behind one loopback server, the proxy of tests and demo.

Standard library only. Tests import it as `network`. Elsewhere load this file as the package `network` by its
path (`importlib.util.spec_from_file_location`): `tests` on `sys.path` would hide the rooms of the project.
"""
