"""Jobs that outlive the process, run by DBOS."""
