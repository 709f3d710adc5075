"""The editions of the year-end report."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table('year_end_reports',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('fiscal_year', sa.Integer(), nullable=False),
    sa.Column('edition', INTEGER, nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('is_draft', sa.Boolean(), nullable=False),
    sa.Column('head', JSON, nullable=False),
    sa.Column('prepared_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('prepared_by_id', INTEGER, nullable=True),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_year_end_reports_government_id_local_governments')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['people.id'], name=op.f('fk_year_end_reports_prepared_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_end_reports')),
    sa.UniqueConstraint('government_id', 'fiscal_year', 'edition', name=op.f('uq_year_end_reports_government_id_fiscal_year_edition'))
    )
    op.create_table('report_lines',
    sa.Column('id', INTEGER, nullable=False),
    sa.Column('government_id', INTEGER, nullable=False),
    sa.Column('report_id', INTEGER, nullable=False),
    sa.Column('number', INTEGER, nullable=False),
    sa.Column('content', JSON, nullable=False),
    sa.ForeignKeyConstraint(['government_id'], ['local_governments.id'], name=op.f('fk_report_lines_government_id_local_governments')),
    sa.ForeignKeyConstraint(['report_id'], ['year_end_reports.id'], name=op.f('fk_report_lines_report_id_year_end_reports')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_lines')),
    sa.UniqueConstraint('report_id', 'number', name=op.f('uq_report_lines_report_id_number'))
    )
    op.create_index(op.f('ix_report_lines_government_id'), 'report_lines', ['government_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_report_lines_government_id'), table_name='report_lines')
    op.drop_table('report_lines')
    op.drop_table('year_end_reports')
