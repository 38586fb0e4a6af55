"""Every error a caller can meet: what was expected, what came, where, and what to do.

A text's silence is never an error (it becomes a null and a reason); a caller's mistake always is.
The command prints the message as one sentence and exits with 1.
"""


class AnalysisError(Exception):
    """The base of all errors raised on purpose."""


class UnreadableSource(AnalysisError):
    """A file, folder or text that cannot be read as an article."""


class BadDate(AnalysisError, ValueError):
    """A publication date, given by the caller, that is no day of the calendar in ISO 8601."""


class UnwritableOutput(AnalysisError):
    """A place that results cannot be written to."""


class UnknownName(AnalysisError):
    """A language, figure or export that does not exist; the message lists those that do."""


class BadLanguageFile(AnalysisError):
    """A language file with faults; the message lists all of them."""


class BadKnowledgeFile(AnalysisError):
    """A knowledge file with faults; the message lists all of them."""


class BadCorrections(AnalysisError):
    """A corrections file, or a correction, with faults; the message lists all of them."""


class BadTimeline(AnalysisError):
    """A table that breaks a law of `analysis.schema`."""


class TooLarge(AnalysisError):
    """A picture with more pixels than a browser draws."""


class MissingBrowser(AnalysisError):
    """An image was asked for, and there is no Chromium or Chrome to draw it."""


class MissingPackage(AnalysisError):
    """A package of an optional extra is needed and not installed; the message says how to install it."""


class BadStore(AnalysisError):
    """A folder that is no store of a corpus, one of another version, or one that is in use."""


class BrokenWorkers(AnalysisError):
    """Processes of this machine that should do the work and do not even start."""


class UnreachableScheduler(AnalysisError):
    """A Dask scheduler that does not answer, has no workers, or was lost."""


class BadGiven(AnalysisError):
    """A file of given events and time expressions with a fault; the message names its line and field."""


class BadTimeML(UnreadableSource):
    """A TimeML document that cannot be read, or a text that TimeML cannot hold."""
