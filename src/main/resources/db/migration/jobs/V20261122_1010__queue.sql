-- The one queue. It belongs to the installation, since the scheduler polls for all firms at once and binds the
-- firm only when a task runs. for_firm is not ownership: it narrows what people of a firm are shown.

-- As documented by db-scheduler 16 for PostgreSQL, and for_firm.
CREATE TABLE scheduled_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  for_firm             uuid,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_by_priority ON scheduled_tasks (priority DESC, execution_time ASC);

-- Every run of a job, and every failed attempt of a task. What succeeds once and never returns is counted
-- by the meters, not kept.
CREATE TABLE job_run (
  id            uuid        PRIMARY KEY,
  task_name     text        NOT NULL,
  task_instance text        NOT NULL,
  started_at    timestamptz NOT NULL,
  finished_at   timestamptz,
  outcome       text        NOT NULL CHECK (outcome IN ('RUNNING', 'DONE', 'FAILED', 'LOST')),
  failure       text,
  ran_on        text        NOT NULL,
  for_firm      uuid,
  CHECK ((outcome = 'RUNNING') = (finished_at IS NULL)),
  CHECK ((outcome IN ('FAILED', 'LOST')) = (failure IS NOT NULL))
);
CREATE INDEX job_run_of_task ON job_run (task_name, task_instance, started_at DESC);

-- Tasks that failed as often as they may. They stay until somebody tries them again or discards them.
CREATE TABLE dead_letter (
  task_name     text        NOT NULL,
  task_instance text        NOT NULL,
  task_data     bytea,
  priority      smallint,
  attempts      int         NOT NULL CHECK (attempts > 0),
  failure       text        NOT NULL,
  failed_at     timestamptz NOT NULL,
  for_firm      uuid,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX dead_letter_by_time ON dead_letter (failed_at DESC);

-- The platform role too: work across firms schedules in its own transaction.
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks, job_run, dead_letter TO ${app};
GRANT SELECT, INSERT ON scheduled_tasks TO ${platform};
