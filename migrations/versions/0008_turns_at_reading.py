"""Who reads a document: how many readers took it, and until when the last one has it to itself."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table('documents') as table:
        table.add_column(sa.Column('attempts', INTEGER, nullable=False, server_default='0'))
        table.add_column(sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_documents_state', 'documents', ['state'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_documents_state', table_name='documents')
    with op.batch_alter_table('documents') as table:
        table.drop_column('lease_until')
        table.drop_column('attempts')
