"""A municipality's part of addresses is stored, and nobody else's; those of today stay."""

from typing import Any

from django.db import migrations, models

from ledetraad.web.address import address_part, free_part


def keep_addresses(apps: Any, _schema: Any) -> None:
    """Let each have the address that its name has made until now; the first of two keeps it."""
    taken: set[str] = set()
    for one in apps.get_model("accounts", "Municipality").objects.order_by("pk"):
        nameless = f"kommune-{one.pk}"
        one.slug = free_part(one.name if address_part(one.name) else nameless, taken)
        one.save(update_fields=["slug"])
        taken.add(one.slug)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_ways_of_signing_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="slug",
            field=models.CharField(editable=False, max_length=250, null=True),
        ),
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="municipality",
            name="slug",
            field=models.CharField(editable=False, max_length=250, unique=True),
        ),
    ]
