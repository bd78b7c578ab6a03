"""What independent programs say of the same ratings. Run by `make oracles`, in environments that hold those programs.

The files are named so that the ordinary run of tests does not collect them: nothing here is ever passed over.
"""
