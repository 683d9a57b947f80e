"""Files are what their bytes say, have safe names, and pictures lose what they tell of."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ledetraad.hearing.files import (
    DOCX,
    JPEG,
    KINDS,
    PDF,
    PNG,
    TEXT,
    FileRefused,
    safe_name,
    sniffed,
)
from ledetraad.hearing.images import made_anew


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def photo(*, exif: bool = True) -> bytes:
    image = Image.new("RGB", (40, 20), (200, 30, 30))
    out = io.BytesIO()
    said = Image.Exif()
    if exif:
        said[0x0112] = 6  # turned
        said[0x010F] = "Kamera til Kari"
        said.get_ifd(0x8825)[2] = (59.0, 50.0, 0.0)  # where it was taken
    image.save(out, "JPEG", exif=said)
    return out.getvalue()


def test_a_file_is_what_its_bytes_say_whatever_it_is_called() -> None:
    assert sniffed(b"%PDF-1.7 ...", "bilde.png") is PDF
    assert sniffed(packed("word/document.xml"), "x.pdf") is DOCX
    assert sniffed(photo(), "x.exe") is JPEG
    assert sniffed("Hei på deg".encode()) is TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"\x7fELF",
        b"<html><script>alert(1)</script>",
        b"  <?xml version='1.0'?><svg onload='x'/>",
        b"#!/bin/sh\nrm -rf /",
        b"{\\rtf1}",
        b"GIF89a/*<script>*/",
        b"\xff\xfe\x00\x00",
        packed("evil.exe"),
        packed("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04broken",
    ],
)
def test_what_could_run_or_is_unknown_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        sniffed(data, "x")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kari\\brev.pdf", "brev.pdf"),
        ("innspill.pdf.exe", "innspill_pdf.pdf"),
        ("con.pdf", "vedlegg.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "vedlegg.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("Blåbærsyltetøy (2).PDF", "Blåbærsyltetøy (2).pdf"),
        ('"; rm -rf "', "rm -rf.pdf"),
    ],
)
def test_a_name_is_made_safe_and_ends_as_what_the_file_is(name: str, safe: str) -> None:
    assert safe_name(name, PDF) == safe


@given(st.text(max_size=300), st.sampled_from(KINDS))
def test_no_name_is_a_path_or_empty(name: str, kind: object) -> None:
    made = safe_name(name, kind)  # type: ignore[arg-type]

    assert made.isprintable()
    assert not set(made) & set("/\\\0<>:|?*\"'")
    assert len(made) < 120
    assert not made.startswith(".")


def test_a_picture_keeps_its_pixels_and_nothing_else() -> None:
    made = made_anew(photo(), JPEG)

    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (20, 40)  # turned as the camera said
        assert not image.getexif()
    assert b"Kari" not in made


def test_what_is_hidden_after_a_picture_is_gone() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3, 3)).save(out, "PNG")
    polyglot = out.getvalue() + packed("evil.exe") + b"<script>alert(1)</script>"

    made = made_anew(polyglot, sniffed(polyglot))

    assert sniffed(made) is PNG
    assert b"evil" not in made
    assert b"script" not in made


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nnot a picture", b"\xff\xd8\xff\xe0broken"])
def test_a_picture_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        made_anew(data, sniffed(data))


def test_a_picture_that_swells_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(FileRefused):
        made_anew(out.getvalue(), PNG)


def test_a_picture_of_more_points_than_memory_is_kept_for_is_refused_unopened() -> None:
    out = io.BytesIO()
    Image.new("1", (5_001, 5_000)).save(out, "PNG")

    with pytest.raises(FileRefused, match="25"):
        made_anew(out.getvalue(), PNG)


def test_many_pictures_at_once_take_the_memory_of_one() -> None:
    def peak(threads: int) -> int:
        """The most memory that a process has held, in kB, which makes so many pictures at once."""
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, str(threads)], check=True, capture_output=True
        )
        return int(done.stdout)

    assert peak(6) < 1.5 * peak(1)


_PEAK = """
import io, resource, sys
from concurrent.futures import ThreadPoolExecutor
from PIL import Image
from ledetraad.hearing.files import JPEG
from ledetraad.hearing.images import made_anew
out = io.BytesIO()
Image.new("RGB", (4_000, 4_000), "navy").save(out, "JPEG")
threads = int(sys.argv[1])
with ThreadPoolExecutor(threads) as pool:
    list(pool.map(lambda _: made_anew(out.getvalue(), JPEG), range(threads)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
