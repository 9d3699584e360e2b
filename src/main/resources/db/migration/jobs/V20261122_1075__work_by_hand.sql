-- Running a job, or trying a task again, is recorded in the same transaction. For the operator, who belongs to no
-- firm, that is one in the platform role.
GRANT UPDATE ON scheduled_tasks TO ${platform};
GRANT SELECT, DELETE ON dead_letter TO ${platform};
GRANT SELECT ON job_run TO ${platform};
