"""An engine: working days, bank holidays, school terms and closures."""
