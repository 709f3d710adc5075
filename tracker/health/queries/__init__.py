"""What is known of the machinery: the timetable, the runs of jobs, messages on their way, database and disk."""
