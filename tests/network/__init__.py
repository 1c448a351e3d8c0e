"""The sample network: invented library sites behind one loopback server, the proxy of tests and demo.

Standard library only. Import it as `tests.network`, with the checkout on `sys.path`.
"""
