"""The public site: the same pages from the same templates, written as files or served.

A `Site` makes every page of one snapshot in one language. It knows nothing of Django; the web
application asks it for a page by its address, and the writer asks it for all of them.
"""

from ledetraad.publish.site import addresses
from ledetraad.publish.site.addresses import split_language
from ledetraad.publish.site.book import Book
from ledetraad.publish.site.presented import Invitation, SiteOptions
from ledetraad.publish.site.site import Page, Site

__all__ = ["Book", "Invitation", "Page", "Site", "SiteOptions", "addresses", "split_language"]
