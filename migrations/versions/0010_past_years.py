"""Past years on record: results without tasks, the document a closed year came from, corrections of its rows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "past_results",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("government_id", INTEGER, nullable=False),
        sa.Column("measure_id", INTEGER, nullable=False),
        sa.Column("step_id", INTEGER, nullable=True),
        sa.Column("was_done", sa.Boolean(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["government_id"], ["local_governments.id"], name=op.f("fk_past_results_government_id_local_governments")
        ),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_past_results_measure_id_measures")),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_past_results_step_id_steps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_results")),
        sa.UniqueConstraint("measure_id", "step_id", name=op.f("uq_past_results_measure_id_step_id")),
    )
    op.create_index(op.f("ix_past_results_government_id"), "past_results", ["government_id"], unique=False)
    with op.batch_alter_table("reviews") as table:
        table.add_column(sa.Column("corrected", JSON, nullable=False, server_default="{}"))
    with op.batch_alter_table("year_plans") as table:
        table.add_column(sa.Column("document_id", INTEGER, nullable=True))
        table.create_foreign_key(op.f("fk_year_plans_document_id_documents"), "documents", ["document_id"], ["id"])
        table.create_unique_constraint(op.f("uq_year_plans_document_id"), ["document_id"])


def downgrade() -> None:
    with op.batch_alter_table("year_plans") as table:
        table.drop_constraint(op.f("uq_year_plans_document_id"), type_="unique")
        table.drop_constraint(op.f("fk_year_plans_document_id_documents"), type_="foreignkey")
        table.drop_column("document_id")
    with op.batch_alter_table("reviews") as table:
        table.drop_column("corrected")
    op.drop_index(op.f("ix_past_results_government_id"), table_name="past_results")
    op.drop_table("past_results")
