from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hearing", "0004_counted_in_one_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="area",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="statement",
            name="masked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="statement",
            name="left_out",
            field=models.CharField(blank=True, max_length=500),
        ),
    ]
