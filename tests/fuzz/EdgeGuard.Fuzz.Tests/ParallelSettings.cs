// There is one memory for the edges that instrumented code takes.
[assembly: DoNotParallelize]
