raise SystemExit("a submission was executed")
