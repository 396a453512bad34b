"""The one way in, for `python -m desktop_app`, the `parley` script and a packaged program.

Nothing may be imported at the top: every child process passes through here again at its start.
"""


def main() -> int:
    """Do what the command line asks, or open the window; the exit status."""
    import sys

    from desktop_app.core.streams import make_valid

    make_valid()
    if getattr(sys, "frozen", False):
        # The children of a packaged program come in here too; nobody else needs the imports.
        from multiprocessing import freeze_support

        from desktop_app.core.host_environment import restore_library_path

        restore_library_path()
        freeze_support()
    try:
        from desktop_app.cli import parse, run
    except KeyboardInterrupt:  # the imports take long enough for one
        return 130

    arguments = parse()
    # Known before it is met: Qt and numpy end the process without a word that anybody sees.
    from desktop_app.core.processor_need import NEEDED, lacking
    from desktop_app.engines.instruction_set import features

    if lacks := lacking(NEEDED, features()):
        from desktop_app.cli.refusal import refuse

        return refuse(lacks, window=not arguments.command)
    if arguments.command:
        return run(arguments)
    import gc

    # What is made from here to the shown window stays: nothing in it is worth looking for.
    gc.disable()
    from desktop_app.app import main as window

    return window(arguments.window)


if __name__ == "__main__":
    raise SystemExit(main())
