"""The command line as one: every command, and how it ends.

What the commands need is imported when they run, so that help is quick.
"""

from __future__ import annotations

import typer

from ledetraad.cli import (
    climate,
    documents,
    economy,
    published,
    server,
    statistics,
    suggest,
    token,
    work,
)
from ledetraad.cli.frame import Commands, speak, tell_usage
from ledetraad.cli.screen import LANGUAGE, UNREADABLE, out, say_all, tell, translate
from ledetraad.errors import LedetraadError

app = Commands(
    name="ledetraad",
    help=translate("Ledetråd: a municipality's plan read, checked, traced and published."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(documents.commands)
app.add_typer(suggest.commands)
app.add_typer(server.commands)
app.add_typer(published.commands)
app.add_typer(work.commands)
app.add_typer(statistics.group)
app.add_typer(token.commands)
app.add_typer(economy.commands)
app.add_typer(climate.commands)


def run(arguments: list[str]) -> int:
    """Run a command.

    Returns:
        The exit code: 0 when all is well, 1 when a check found something, 2 when something is
        wrong with what was given.
    """
    say_all()
    speak(LANGUAGE)
    try:
        code = app(args=arguments, prog_name="ledetraad", standalone_mode=False)
    except LedetraadError as error:
        tell(error)
        return UNREADABLE
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _usage(error)
    return code if isinstance(code, int) else 0


def _usage(error: Exception) -> int:
    """Show a fault in the arguments; others are ours and are raised on."""
    code = getattr(error, "exit_code", None)
    if code is None:
        raise error
    if hasattr(error, "message"):
        tell_usage(error)
    return int(code)


@app.command(help=translate("Print the version."))
def version() -> None:
    """The version."""
    from ledetraad import __version__  # noqa: PLC0415

    out(__version__)
