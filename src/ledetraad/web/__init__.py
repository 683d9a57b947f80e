"""The web application: the public pages, and where staff take plans in and publish them.

The public pages are made by `ledetraad.publish.site` from a publication's snapshot; here is only
what needs a database, a request or a person signed in.
"""
