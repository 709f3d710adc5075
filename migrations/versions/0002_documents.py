"""What was uploaded, and what the machine read in it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('documents',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('content_key', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', INTEGER, nullable=False),
    sa.Column('state', sa.Enum('received', 'analysed', 'unreadable', name='documentstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('uploaded_by_id', INTEGER, nullable=True),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('analysed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('parser_version', sa.String(length=20), nullable=False),
    sa.Column('doc_type', sa.String(length=40), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('assessed_year', INTEGER, nullable=True),
    sa.Column('measures_year', INTEGER, nullable=True),
    sa.Column('reading', JSON, nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_documents_government_id_local_governments')),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['people.id'], name=op.f('fk_documents_uploaded_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents')),
    sa.UniqueConstraint('government_id', 'content_key', name=op.f('uq_documents_government_id_content_key'))
    )
    op.create_index('ix_documents_government_id_uploaded_at', 'documents', ['government_id', 'uploaded_at'], unique=False)
    op.create_table('findings',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('document_id', INTEGER, nullable=False),
    sa.Column('code', sa.String(length=10), nullable=True),
    sa.Column('indicator', INTEGER, nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('refs', JSON, nullable=False),
    sa.Column('score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_findings_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_findings_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings'))
    )
    op.create_index('ix_findings_government_id_document_id', 'findings', ['government_id', 'document_id'], unique=False)
    op.create_table('proposed_measures',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('document_id', INTEGER, nullable=False),
    sa.Column('seq', INTEGER, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('analysis', sa.String(), nullable=False),
    sa.Column('steps', JSON, nullable=False),
    sa.Column('indicators', JSON, nullable=False),
    sa.Column('item_refs', JSON, nullable=False),
    sa.Column('period_raw', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('recurrence', sa.String(length=20), nullable=True),
    sa.Column('periods', JSON, nullable=False),
    sa.Column('owners_raw', sa.String(), nullable=False),
    sa.Column('owners', JSON, nullable=False),
    sa.Column('monitoring', sa.String(), nullable=False),
    sa.Column('results', JSON, nullable=False),
    sa.Column('outcomes', JSON, nullable=False),
    sa.Column('source_lines', JSON, nullable=False),
    sa.Column('source_text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_proposed_measures_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_proposed_measures_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposed_measures')),
    sa.UniqueConstraint('government_id', 'document_id', 'seq', name=op.f('uq_proposed_measures_government_id_document_id_seq'))
    )
    op.create_index(op.f('ix_proposed_measures_document_id'), 'proposed_measures', ['document_id'], unique=False)
    op.create_table('flags',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('document_id', INTEGER, nullable=False),
    sa.Column('proposed_measure_id', INTEGER, nullable=True),
    sa.Column('severity', sa.String(length=10), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('line', INTEGER, nullable=True),
    sa.Column('where', sa.String(), nullable=False),
    sa.Column('raw', sa.String(), nullable=False),
    sa.Column('expected', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_flags_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_flags_government_id_local_governments')),
    sa.ForeignKeyConstraint(['proposed_measure_id'], ['proposed_measures.id'], name=op.f('fk_flags_proposed_measure_id_proposed_measures')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_flags'))
    )
    op.create_index('ix_flags_government_id_document_id', 'flags', ['government_id', 'document_id'], unique=False)
    op.create_index(op.f('ix_flags_proposed_measure_id'), 'flags', ['proposed_measure_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_flags_proposed_measure_id'), table_name='flags')
    op.drop_index('ix_flags_government_id_document_id', table_name='flags')
    op.drop_table('flags')
    op.drop_index(op.f('ix_proposed_measures_document_id'), table_name='proposed_measures')
    op.drop_table('proposed_measures')
    op.drop_index('ix_findings_government_id_document_id', table_name='findings')
    op.drop_table('findings')
    op.drop_index('ix_documents_government_id_uploaded_at', table_name='documents')
    op.drop_table('documents')
