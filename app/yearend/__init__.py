"""The end of a year: filing, the package that is handed in, its verification, the work report, change of clerk."""
