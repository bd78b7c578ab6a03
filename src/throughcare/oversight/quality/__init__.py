"""Quality: how far assessors agree, measured by second ratings that nobody's case ever holds.

Owned by the quality lead. It promises that a sample can be drawn again from its seed, that whoever rates a second time
sees the frozen evidence and the instrument and nothing else, that no study rating enters a case, and that no report
names a person or an assessor.
"""
