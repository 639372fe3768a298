"""The checklist's decisions as pure functions: demand, cost, route, timetable, evaluation."""
