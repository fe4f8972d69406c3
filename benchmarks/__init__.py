"""How long things take, beside other tools: ``make bench``, and docs/performance.md."""
