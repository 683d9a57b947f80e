import hashlib
from typing import Any

from django.db import migrations, models


def know_and_let_go(apps: Any, _editor: Any) -> None:
    """Tell which statements each file became, and keep no second copy of what was taken in."""
    files = apps.get_model("hearing", "IntakeFile").objects.select_related("intake")
    for file in files.defer("data").iterator(chunk_size=100):
        hearing = str(file.intake.hearing_id).encode()
        once = [one.get("original") or file.sha256 for one in file.found]
        file.known = [hashlib.sha256(hearing + one.encode()).hexdigest() for one in once]
        if file.intake.state == "taken":
            file.found = []
            if not file.name.lower().endswith(".xlsx") and file.problem is None:
                file.delete()
                continue
        file.save(update_fields=["known", "found", "problem"])


class Migration(migrations.Migration):
    dependencies = [
        ("hearing", "0003_counted_and_fewer_indices"),
    ]

    operations = [
        migrations.DeleteModel(name="Visit"),
        migrations.AddField(
            model_name="intakefile",
            name="known",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(know_and_let_go, migrations.RunPython.noop),
    ]
