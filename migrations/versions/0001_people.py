"""Who we are: local governments, units, people, posts, LINE accounts, sessions, holidays."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('demo_clock',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('offset_seconds', INTEGER, nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_demo_clock_only_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demo_clock'))
    )
    op.create_table('local_governments',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('subdistrict_organisation', 'subdistrict_municipality', 'town_municipality', 'city_municipality', 'provincial_organisation', name='governmentkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('district', sa.String(length=100), nullable=False),
    sa.Column('province', sa.String(length=100), nullable=False),
    sa.Column('document_prefix', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('verifies_progress', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_local_governments')),
    sa.UniqueConstraint('slug', name=op.f('uq_local_governments_slug'))
    )
    op.create_table('sign_in_attempts',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('username', sa.String(length=60), nullable=False),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('succeeded', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempts'))
    )
    op.create_index('ix_sign_in_attempts_address_at', 'sign_in_attempts', ['address', 'at'], unique=False)
    op.create_index('ix_sign_in_attempts_username_at', 'sign_in_attempts', ['username', 'at'], unique=False)
    op.create_table('holidays',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('is_working_day', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_holidays_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holidays')),
    sa.UniqueConstraint('government_id', 'day', name=op.f('uq_holidays_government_id_day'))
    )
    op.create_table('people',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('username', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('must_change_password', sa.Boolean(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_signed_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_people_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('username', name=op.f('uq_people_username'))
    )
    op.create_index('ix_people_government_id_name', 'people', ['government_id', 'name'], unique=False)
    op.create_table('units',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('parent_id', INTEGER, nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('division', 'section', 'committee', 'centre', 'executive', name='unitkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('serves_public', sa.Boolean(), nullable=False),
    sa.Column('position', INTEGER, nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_units_government_id_local_governments')),
    sa.ForeignKeyConstraint(['parent_id'], ['units.id'], name=op.f('fk_units_parent_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_units')),
    sa.UniqueConstraint('government_id', 'name', name=op.f('uq_units_government_id_name'))
    )
    op.create_index(op.f('ix_units_parent_id'), 'units', ['parent_id'], unique=False)
    op.create_table('audit_events',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('details', JSON, nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_audit_events_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_audit_events_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_events'))
    )
    op.create_index('ix_audit_events_government_id_at', 'audit_events', ['government_id', 'at'], unique=False)
    op.create_table('line_accounts',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('line_user_id', sa.String(length=64), nullable=False),
    sa.Column('state', sa.Enum('active', 'blocked', 'unlinked', name='linestate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('linked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_line_accounts_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_line_accounts_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line_accounts'))
    )
    op.create_index('uq_line_accounts_linked_person', 'line_accounts', ['government_id', 'person_id'], unique=True, sqlite_where=sa.text("state != 'unlinked'"), postgresql_where=sa.text("state != 'unlinked'"))
    op.create_index('uq_line_accounts_linked_user', 'line_accounts', ['government_id', 'line_user_id'], unique=True, sqlite_where=sa.text("state != 'unlinked'"), postgresql_where=sa.text("state != 'unlinked'"))
    op.create_table('line_link_codes',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_by', sa.String(length=64), nullable=True),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_line_link_codes_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_line_link_codes_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line_link_codes')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_line_link_codes_code_hash'))
    )
    op.create_index(op.f('ix_line_link_codes_person_id'), 'line_link_codes', ['person_id'], unique=False)
    op.create_table('posts',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('unit_id', INTEGER, nullable=True),
    sa.Column('role', sa.Enum('coordinator', 'unit_head', 'staff', 'chief_administrator', 'mayor', 'registry', 'auditor', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('is_acting', sa.Boolean(), nullable=False),
    sa.Column('authority', sa.String(length=200), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_posts_ends_after_start')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_posts_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_posts_person_id_people')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_posts_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posts'))
    )
    op.create_index('ix_posts_government_id_person_id', 'posts', ['government_id', 'person_id'], unique=False)
    op.create_index(op.f('ix_posts_unit_id'), 'posts', ['unit_id'], unique=False)
    op.create_table('unit_aliases',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('unit_id', INTEGER, nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('written', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_unit_aliases_government_id_local_governments')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_unit_aliases_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_aliases')),
    sa.UniqueConstraint('government_id', 'text', name=op.f('uq_unit_aliases_government_id_text'))
    )
    op.create_index(op.f('ix_unit_aliases_unit_id'), 'unit_aliases', ['unit_id'], unique=False)
    op.create_table('user_sessions',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('person_id', INTEGER, nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_user_sessions_government_id_local_governments')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_user_sessions_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_sessions')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_user_sessions_token_hash'))
    )
    op.create_index(op.f('ix_user_sessions_person_id'), 'user_sessions', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_user_sessions_person_id'), table_name='user_sessions')
    op.drop_table('user_sessions')
    op.drop_index(op.f('ix_unit_aliases_unit_id'), table_name='unit_aliases')
    op.drop_table('unit_aliases')
    op.drop_index(op.f('ix_posts_unit_id'), table_name='posts')
    op.drop_index('ix_posts_government_id_person_id', table_name='posts')
    op.drop_table('posts')
    op.drop_index(op.f('ix_line_link_codes_person_id'), table_name='line_link_codes')
    op.drop_table('line_link_codes')
    op.drop_index('uq_line_accounts_linked_user', table_name='line_accounts', sqlite_where=sa.text("state != 'unlinked'"), postgresql_where=sa.text("state != 'unlinked'"))
    op.drop_index('uq_line_accounts_linked_person', table_name='line_accounts', sqlite_where=sa.text("state != 'unlinked'"), postgresql_where=sa.text("state != 'unlinked'"))
    op.drop_table('line_accounts')
    op.drop_index('ix_audit_events_government_id_at', table_name='audit_events')
    op.drop_table('audit_events')
    op.drop_index(op.f('ix_units_parent_id'), table_name='units')
    op.drop_table('units')
    op.drop_index('ix_people_government_id_name', table_name='people')
    op.drop_table('people')
    op.drop_table('holidays')
    op.drop_index('ix_sign_in_attempts_username_at', table_name='sign_in_attempts')
    op.drop_index('ix_sign_in_attempts_address_at', table_name='sign_in_attempts')
    op.drop_table('sign_in_attempts')
    op.drop_table('local_governments')
    op.drop_table('demo_clock')
