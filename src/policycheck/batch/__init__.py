"""Files of cases decided by several processes: in order, without losing a row, and resumable.

``run.Run`` is the whole of it. Cases come from a source in blocks (``interfaces``); a worker
process turns a block into pieces (``work``), each of one segment of the output; the main process
puts the pieces together in the order of the input (``assembly``) and keeps whole segments
(``segments``, or ``streams``); at the end they are joined under the name of the output
(``joining``).
"""
