"""Letting only those who have signed in lately change ways of signing in, their own or others'.

Who finds a machine left open, or comes by a session, should not be able to make a way in of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ledetraad.web.place import place_of
from ledetraad.web.signin.entering import is_fresh

View = Callable[..., HttpResponse]


def freshly(back: str) -> Callable[[View], View]:
    """A view in a municipality that those who signed in long ago come to by showing it anew.

    Args:
        back: the name of the page that they come back to; it takes the municipality, and the key
            of what the view is about, where there is one and the page has one.
    """

    def only(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, place: str, *args: Any, **kwargs: Any) -> HttpResponse:
            place_of(request, place)
            if is_fresh(request):
                return view(request, place, *args, **kwargs)
            about = [kwargs["pk"]] if back == "account" else []
            return redirect(sign_in_again(reverse(back, args=[place, *about])))

        return asked

    return only


def sign_in_again(onward: str) -> str:
    """The address at which somebody who is signed in shows anew who they are.

    Args:
        onward: the address that they go to then.
    """
    return f"{reverse('login')}?{urlencode({'igjen': '1', 'next': onward})}"
