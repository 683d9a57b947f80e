"""What is published carries its accounts, and what it is bounded to."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Published budgets keep the edition that they begin from."""

    dependencies: ClassVar = [("climate", "0001_climate")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="publishedbudget",
            name="boundary",
            field=models.CharField(default="area_direct", max_length=20),
        ),
        migrations.AddField(
            model_name="publishedbudget",
            name="accounts",
            field=models.JSONField(null=True),
        ),
    ]
