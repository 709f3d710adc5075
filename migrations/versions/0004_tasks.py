"""Who does what by when: years, tasks, progress, evidence, directives."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    op.create_table('year_plans',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('fiscal_year', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by_id', INTEGER, nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', INTEGER, nullable=True),
    sa.ForeignKeyConstraint(['closed_by_id'], ['people.id'], name=op.f('fk_year_plans_closed_by_id_people')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_year_plans_government_id_local_governments')),
    sa.ForeignKeyConstraint(['opened_by_id'], ['people.id'], name=op.f('fk_year_plans_opened_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_plans')),
    sa.UniqueConstraint('government_id', 'fiscal_year', name=op.f('uq_year_plans_government_id_fiscal_year'))
    )
    op.create_table('tasks',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('fiscal_year', sa.Integer(), nullable=False),
    sa.Column('measure_id', INTEGER, nullable=False),
    sa.Column('step_id', INTEGER, nullable=False),
    sa.Column('unit_id', INTEGER, nullable=False),
    sa.Column('assignee_id', INTEGER, nullable=True),
    sa.Column('occurrence', INTEGER, nullable=False),
    sa.Column('occurrence_label', sa.String(length=60), nullable=False),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('not_started', 'in_progress', 'submitted', 'done', 'not_done', 'cancelled', name='taskstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('percent', INTEGER, nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_reported_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_returned', sa.Boolean(), nullable=False),
    sa.Column('revision', INTEGER, nullable=False),
    sa.CheckConstraint('due_on >= starts_on', name=op.f('ck_tasks_due_after_start')),
    sa.CheckConstraint('percent BETWEEN 0 AND 100', name=op.f('ck_tasks_percent_is_a_share')),
    sa.ForeignKeyConstraint(['assignee_id'], ['people.id'], name=op.f('fk_tasks_assignee_id_people')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_tasks_government_id_local_governments')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_tasks_measure_id_measures')),
    sa.ForeignKeyConstraint(['step_id'], ['steps.id'], name=op.f('fk_tasks_step_id_steps')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_tasks_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tasks')),
    sa.UniqueConstraint('step_id', 'unit_id', 'occurrence', name=op.f('uq_tasks_step_id_unit_id_occurrence'))
    )
    op.create_index(op.f('ix_tasks_assignee_id'), 'tasks', ['assignee_id'], unique=False)
    op.create_index('ix_tasks_government_id_due_on', 'tasks', ['government_id', 'due_on'], unique=False)
    op.create_index('ix_tasks_government_id_fiscal_year_state', 'tasks', ['government_id', 'fiscal_year', 'state'], unique=False)
    op.create_index('ix_tasks_government_id_unit_id', 'tasks', ['government_id', 'unit_id'], unique=False)
    op.create_index(op.f('ix_tasks_measure_id'), 'tasks', ['measure_id'], unique=False)
    op.create_table('directives',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('fiscal_year', sa.Integer(), nullable=False),
    sa.Column('measure_id', INTEGER, nullable=True),
    sa.Column('task_id', INTEGER, nullable=True),
    sa.Column('unit_id', INTEGER, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('given_by_id', INTEGER, nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acknowledged_by_id', INTEGER, nullable=True),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', INTEGER, nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closing_note', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['acknowledged_by_id'], ['people.id'], name=op.f('fk_directives_acknowledged_by_id_people')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['people.id'], name=op.f('fk_directives_closed_by_id_people')),
    sa.ForeignKeyConstraint(['given_by_id'], ['people.id'], name=op.f('fk_directives_given_by_id_people')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_directives_government_id_local_governments')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_directives_measure_id_measures')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_directives_task_id_tasks')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_directives_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directives'))
    )
    op.create_index('ix_directives_government_id_unit_id', 'directives', ['government_id', 'unit_id'], unique=False)
    op.create_table('progress_updates',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('task_id', INTEGER, nullable=False),
    sa.Column('kind', sa.Enum('report', 'submission', 'verification', 'return', 'delegation', 'rescheduling', 'cancellation', name='updatekind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reported_by_id', INTEGER, nullable=True),
    sa.Column('via', sa.Enum('web', 'line', 'system', name='via', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state_before', sa.Enum('not_started', 'in_progress', 'submitted', 'done', 'not_done', 'cancelled', name='state_before', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state_after', sa.Enum('not_started', 'in_progress', 'submitted', 'done', 'not_done', 'cancelled', name='state_after', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('percent', INTEGER, nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('problem', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('comment', sa.String(), nullable=False),
    sa.Column('revision', INTEGER, nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_progress_updates_government_id_local_governments')),
    sa.ForeignKeyConstraint(['reported_by_id'], ['people.id'], name=op.f('fk_progress_updates_reported_by_id_people')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_progress_updates_task_id_tasks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_progress_updates'))
    )
    op.create_index('ix_progress_updates_government_id_reported_at', 'progress_updates', ['government_id', 'reported_at'], unique=False)
    op.create_index('ix_progress_updates_task_id_as_of', 'progress_updates', ['task_id', 'as_of'], unique=False)
    op.create_table('evidence',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('task_id', INTEGER, nullable=False),
    sa.Column('update_id', INTEGER, nullable=True),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('content_key', sa.String(length=64), nullable=True),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', INTEGER, nullable=False),
    sa.Column('url', sa.String(length=1000), nullable=True),
    sa.Column('added_by_id', INTEGER, nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('via', sa.Enum('web', 'line', 'system', name='via', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(content_key IS NULL) != (url IS NULL)', name=op.f('ck_evidence_file_or_link')),
    sa.ForeignKeyConstraint(['added_by_id'], ['people.id'], name=op.f('fk_evidence_added_by_id_people')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_evidence_government_id_local_governments')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_evidence_task_id_tasks')),
    sa.ForeignKeyConstraint(['update_id'], ['progress_updates.id'], name=op.f('fk_evidence_update_id_progress_updates')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    op.create_index('ix_evidence_government_id_task_id', 'evidence', ['government_id', 'task_id'], unique=False)
    op.create_index(op.f('ix_evidence_update_id'), 'evidence', ['update_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_evidence_update_id'), table_name='evidence')
    op.drop_index('ix_evidence_government_id_task_id', table_name='evidence')
    op.drop_table('evidence')
    op.drop_index('ix_progress_updates_task_id_as_of', table_name='progress_updates')
    op.drop_index('ix_progress_updates_government_id_reported_at', table_name='progress_updates')
    op.drop_table('progress_updates')
    op.drop_index('ix_directives_government_id_unit_id', table_name='directives')
    op.drop_table('directives')
    op.drop_index(op.f('ix_tasks_measure_id'), table_name='tasks')
    op.drop_index('ix_tasks_government_id_unit_id', table_name='tasks')
    op.drop_index('ix_tasks_government_id_fiscal_year_state', table_name='tasks')
    op.drop_index('ix_tasks_government_id_due_on', table_name='tasks')
    op.drop_index(op.f('ix_tasks_assignee_id'), table_name='tasks')
    op.drop_table('tasks')
    op.drop_table('year_plans')
