"""Units, and roles that may be held in one; those who could edit a plan are planners now."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NEW = {"editor": "planner", "publisher": "planner"}
OLD = {"planner": "publisher", "controller": "editor", "administrator": "publisher"}


def rename(apps: Apps, names: dict[str, str]) -> None:
    membership = apps.get_model("accounts", "Membership")
    for before, after in names.items():
        membership.objects.filter(role=before).update(role=after)


def forward(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    rename(apps, NEW)


def backward(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    rename(apps, OLD)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("begins", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="accounts.municipality"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.unit",
                    ),
                ),
                (
                    "successors",
                    models.ManyToManyField(related_name="predecessors", to="accounts.unit"),
                ),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.AddField(
            model_name="membership",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="accounts.unit",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "reader"),
                    ("contributor", "contributor"),
                    ("leader", "leader"),
                    ("controller", "controller"),
                    ("planner", "planner"),
                    ("administrator", "administrator"),
                ],
                max_length=13,
            ),
        ),
        migrations.RemoveConstraint(model_name="membership", name="one_role_each"),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", False)),
                fields=("user", "municipality", "role", "unit"),
                name="memberships_once_in_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", True)),
                fields=("user", "municipality", "role"),
                name="memberships_once",
            ),
        ),
        migrations.RunPython(forward, backward),
    ]
