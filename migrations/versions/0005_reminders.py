"""Who should hear about what: channels, envelopes, reminders, events of LINE."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('incoming_events',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('webhook_event_id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('payload', JSON, nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Enum('received', 'done', 'ignored', 'failed', name='eventstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('leased_by', sa.String(length=80), nullable=False),
    sa.Column('attempts', INTEGER, nullable=False),
    sa.Column('acted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_incoming_events_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incoming_events')),
    sa.UniqueConstraint('government_id', 'webhook_event_id', name=op.f('uq_incoming_events_government_id_webhook_event_id'))
    )
    op.create_index('ix_incoming_events_state_received_at', 'incoming_events', ['state', 'received_at'], unique=False)
    op.create_table('line_channels',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('channel_id', sa.String(length=40), nullable=False),
    sa.Column('basic_id', sa.String(length=40), nullable=False),
    sa.Column('secret_encrypted', sa.String(), nullable=False),
    sa.Column('previous_secret_encrypted', sa.String(), nullable=False),
    sa.Column('access_token_encrypted', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('active', 'held', name='channelstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('held_reason', sa.String(), nullable=False),
    sa.Column('paused_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('monthly_limit', INTEGER, nullable=True),
    sa.Column('monthly_used', INTEGER, nullable=True),
    sa.Column('quota_read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_line_channels_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line_channels')),
    sa.UniqueConstraint('government_id', name=op.f('uq_line_channels_government_id'))
    )
    op.create_table('outgoing_messages',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('sequence', INTEGER, nullable=False),
    sa.Column('priority', INTEGER, nullable=False),
    sa.Column('body', JSON, nullable=False),
    sa.Column('summary', sa.String(length=1500), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'sending', 'accepted', 'held', 'failed', 'unknown', 'withdrawn', 'expired', name='messagestate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('attempts', INTEGER, nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('leased_by', sa.String(length=80), nullable=False),
    sa.Column('sent_to', sa.String(length=64), nullable=True),
    sa.Column('first_attempted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_maybe_accepted', sa.Boolean(), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('line_request_id', sa.String(length=100), nullable=False),
    sa.Column('last_error', sa.String(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_outgoing_messages_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_outgoing_messages_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outgoing_messages')),
    sa.UniqueConstraint('government_id', 'person_id', 'day', 'sequence', name=op.f('uq_outgoing_messages_government_id_person_id_day_sequence'))
    )
    op.create_index('ix_outgoing_messages_government_id_state_next_attempt_at', 'outgoing_messages', ['government_id', 'state', 'next_attempt_at'], unique=False)
    op.create_table('conversations',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('line_user_id', sa.String(length=64), nullable=False),
    sa.Column('awaiting', sa.String(length=32), nullable=False),
    sa.Column('task_id', INTEGER, nullable=True),
    sa.Column('details', JSON, nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_conversations_government_id_local_governments')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_conversations_task_id_tasks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversations')),
    sa.UniqueConstraint('government_id', 'line_user_id', name=op.f('uq_conversations_government_id_line_user_id'))
    )
    op.create_table('reminders',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('task_id', INTEGER, nullable=True),
    sa.Column('directive_id', INTEGER, nullable=True),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('slot', sa.String(length=32), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('(task_id IS NULL) != (directive_id IS NULL)', name=op.f('ck_reminders_task_or_directive')),
    sa.ForeignKeyConstraint(['directive_id'], ['directives.id'], name=op.f('fk_reminders_directive_id_directives')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_reminders_government_id_local_governments')),
    sa.ForeignKeyConstraint(['message_id'], ['outgoing_messages.id'], name=op.f('fk_reminders_message_id_outgoing_messages')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminders_person_id_people')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_reminders_task_id_tasks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders')),
    sa.UniqueConstraint('directive_id', 'kind', 'slot', 'person_id', name=op.f('uq_reminders_directive_id_kind_slot_person_id')),
    sa.UniqueConstraint('task_id', 'kind', 'slot', 'person_id', name=op.f('uq_reminders_task_id_kind_slot_person_id'))
    )
    op.create_index('ix_reminders_government_id_person_id', 'reminders', ['government_id', 'person_id'], unique=False)
    op.create_index(op.f('ix_reminders_message_id'), 'reminders', ['message_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_reminders_message_id'), table_name='reminders')
    op.drop_index('ix_reminders_government_id_person_id', table_name='reminders')
    op.drop_table('reminders')
    op.drop_table('conversations')
    op.drop_index('ix_outgoing_messages_government_id_state_next_attempt_at', table_name='outgoing_messages')
    op.drop_table('outgoing_messages')
    op.drop_table('line_channels')
    op.drop_index('ix_incoming_events_state_received_at', table_name='incoming_events')
    op.drop_table('incoming_events')
