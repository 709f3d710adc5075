"""What people approved: reviews, measures, owners, steps, scores."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('assessments',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('ita_year', INTEGER, nullable=False),
    sa.Column('overall', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('instruments', JSON, nullable=False),
    sa.Column('indicators', JSON, nullable=False),
    sa.Column('document_id', INTEGER, nullable=True),
    sa.Column('accepted_by_id', INTEGER, nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['accepted_by_id'], ['people.id'], name=op.f('fk_assessments_accepted_by_id_people')),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_assessments_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_assessments_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessments')),
    sa.UniqueConstraint('government_id', 'ita_year', name=op.f('uq_assessments_government_id_ita_year'))
    )
    op.create_table('reviews',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('proposed_measure_id', INTEGER, nullable=False),
    sa.Column('verdict', sa.Enum('approved', 'set_aside', name='verdict', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('was_corrected', sa.Boolean(), nullable=False),
    sa.Column('reviewed_by_id', INTEGER, nullable=True),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_reviews_government_id_local_governments')),
    sa.ForeignKeyConstraint(['proposed_measure_id'], ['proposed_measures.id'], name=op.f('fk_reviews_proposed_measure_id_proposed_measures')),
    sa.ForeignKeyConstraint(['reviewed_by_id'], ['people.id'], name=op.f('fk_reviews_reviewed_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews')),
    sa.UniqueConstraint('proposed_measure_id', name=op.f('uq_reviews_proposed_measure_id'))
    )
    op.create_index('ix_reviews_government_id', 'reviews', ['government_id'], unique=False)
    op.create_table('measures',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('fiscal_year', sa.Integer(), nullable=False),
    sa.Column('number', INTEGER, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('analysis', sa.String(), nullable=False),
    sa.Column('indicators', JSON, nullable=False),
    sa.Column('item_refs', JSON, nullable=False),
    sa.Column('period_text', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('recurrence', sa.String(length=20), nullable=True),
    sa.Column('periods', JSON, nullable=False),
    sa.Column('owners_text', sa.String(), nullable=False),
    sa.Column('monitoring', sa.String(), nullable=False),
    sa.Column('document_id', INTEGER, nullable=True),
    sa.Column('review_id', INTEGER, nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_reason', sa.String(), nullable=False),
    sa.CheckConstraint('ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on', name=op.f('ck_measures_ends_after_start')),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_measures_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_measures_government_id_local_governments')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_measures_review_id_reviews')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measures')),
    sa.UniqueConstraint('government_id', 'fiscal_year', 'number', name=op.f('uq_measures_government_id_fiscal_year_number')),
    sa.UniqueConstraint('review_id', name=op.f('uq_measures_review_id'))
    )
    op.create_table('measure_owners',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('measure_id', INTEGER, nullable=False),
    sa.Column('position', INTEGER, nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('scope', sa.Enum('unit', 'all_units', 'public_units', name='ownerscope', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('unit_id', INTEGER, nullable=True),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_measure_owners_government_id_local_governments')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_measure_owners_measure_id_measures')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_measure_owners_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_owners')),
    sa.UniqueConstraint('measure_id', 'position', name=op.f('uq_measure_owners_measure_id_position'))
    )
    op.create_index(op.f('ix_measure_owners_government_id'), 'measure_owners', ['government_id'], unique=False)
    op.create_table('steps',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('measure_id', INTEGER, nullable=False),
    sa.Column('number', INTEGER, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_steps_government_id_local_governments')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_steps_measure_id_measures')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_steps')),
    sa.UniqueConstraint('measure_id', 'number', name=op.f('uq_steps_measure_id_number'))
    )
    op.create_index(op.f('ix_steps_government_id'), 'steps', ['government_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_steps_government_id'), table_name='steps')
    op.drop_table('steps')
    op.drop_index(op.f('ix_measure_owners_government_id'), table_name='measure_owners')
    op.drop_table('measure_owners')
    op.drop_table('measures')
    op.drop_index('ix_reviews_government_id', table_name='reviews')
    op.drop_table('reviews')
    op.drop_table('assessments')
