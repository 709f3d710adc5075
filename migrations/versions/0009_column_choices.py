"""What people said of the tables of documents: which column is which."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('column_choices',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('document_id', INTEGER, nullable=False),
    sa.Column('place', INTEGER, nullable=False),
    sa.Column('columns', JSON, nullable=False),
    sa.Column('chosen_by_id', INTEGER, nullable=True),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['people.id'], name=op.f('fk_column_choices_chosen_by_id_people')),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_column_choices_document_id_documents')),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_column_choices_government_id_local_governments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_choices')),
    sa.UniqueConstraint('government_id', 'document_id', 'place', name=op.f('uq_column_choices_government_id_document_id_place'))
    )
    op.create_index(op.f('ix_column_choices_document_id'), 'column_choices', ['document_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_column_choices_document_id'), table_name='column_choices')
    op.drop_table('column_choices')
