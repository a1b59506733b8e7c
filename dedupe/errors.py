"""What a user can have done wrong, or the machine refused; the CLI turns each into exit code 2."""

from __future__ import annotations


class DedupeError(Exception):
    """Base of every error whose message is meant for the user."""


class InputError(DedupeError):
    """Nothing could be read, or a file named explicitly could not be."""


class WorkerError(DedupeError):
    """A process that did part of the work died."""


class ConfigError(DedupeError):
    """A configuration file, environment variable or option is wrong."""


class BaselineError(DedupeError):
    """A baseline is missing or not readable as one."""
