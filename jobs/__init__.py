"""What runs without anybody asking: timetable, runner, scheduler, sender, and one file for each job."""
